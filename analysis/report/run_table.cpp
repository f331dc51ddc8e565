#include "analysis/report/run_table.hpp"

#include <algorithm>
#include <string_view>

#include "analysis/picture/words.hpp"
#include "analysis/report/measure_table.hpp"
#include "analysis/report/naming.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::analysis {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool begins(const std::string& scope, std::string_view with) {
  return scope.starts_with(with);
}

template <class Filter>
TextTable chosen(const std::vector<SummaryRow>& rows, const ScenarioSpec& spec, Language language, const Text& caption,
                 const Filter& filter) {
  std::vector<SummaryRow> kept;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept), filter);
  TextTable table = measure_table(kept, language, scope_names(spec));
  table.caption = said(caption, language);
  return table;
}

}  // namespace

std::vector<TextTable> run_tables(const Summary& summary, const ScenarioSpec& spec, Language language) {
  const std::vector<SummaryRow> rows = summary.rows();
  std::vector<TextTable> tables;
  const auto add = [&](const Text& caption, const auto& filter) {
    TextTable table = chosen(rows, spec, language, caption, filter);
    if (!table.rows.empty()) tables.push_back(std::move(table));
  };
  Text standards{"", ""};
  for (std::size_t i = 0; i < spec.targets.response.size(); ++i) {
    const std::string target = scenarios::to_text(spec.targets.response[i]);
    standards.en += (i == 0 ? "" : ", ") + target;
    standards.zh += (i == 0 ? "" : "、") + target;
  }
  add({"Response time: from the report to the arrival on scene (standards for priorities 1 to 4: " + standards.en + ")",
       "响应时间：从接报到到场（1 至 4 级标准：" + standards.zh + "）"},
      [](const SummaryRow& row) {
        return row.measure == "response" && (row.scope == "all" || begins(row.scope, "priority=")) &&
               is_one_of(row.statistic, {"mean", "p50", "p90", "p95", "within_standard"});
      });
  add({"Response time by kind of incident", "分类别的响应时间"}, [](const SummaryRow& row) {
    return row.measure == "response" && begins(row.scope, "kind=") && is_one_of(row.statistic, {"mean", "p90"});
  });
  add({"What the time is made of", "时间构成"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"intake", "queue", "mobilise", "travel", "on_scene", "resolve", "close"}) &&
           row.scope == "all" && is_one_of(row.statistic, {"mean", "p90"});
  });
  add({"Incidents and orders", "事件与工单"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"occurred", "noticed", "recorded", "abandoned", "backlog"}) && row.scope == "all";
  });
  add({"What became of orders after that", "工单的后续"}, [](const SummaryRow& row) {
    return is_one_of(row.measure,
                     {"returned", "suspended", "extended", "orders_overdue", "checks_done", "reopened", "stays"}) &&
           row.statistic == "mean" &&
           (row.scope == "all" || begins(row.scope, "field=") || begins(row.scope, "reason="));
  });
  add({"Disputes: settled, and what becomes of the others", "矛盾化解"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"settled", "settled_on_spot", "settled_at", "recurred", "disputes_grown"}) &&
           row.statistic == "mean" && !begins(row.scope, "kind=");
  });
  add({"Orders that ask for others, and the whole matter", "协办与事项办结"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"asked", "linked_wait", "asked_in_vain", "matter"}) &&
           is_one_of(row.statistic, {"mean", "p90"}) && (row.scope == "all" || begins(row.scope, "ask="));
  });
  add({"Command rooms: answering, and passing on from desk to desk", "指挥室：接警与转办"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"seat_wait", "seat_utilisation", "crossing", "crossed", "misread", "calls_lost"}) &&
           is_one_of(row.statistic, {"mean", "p90"});
  });
  add({"Counters of workstations: the line, and who gives up or finds it closed", "工作站柜台：排队、放弃与未开"},
      [](const SummaryRow& row) {
        return is_one_of(row.measure, {"counter_wait", "counter_left", "counter_closed"}) && row.scope == "all" &&
               is_one_of(row.statistic, {"mean", "p90"});
      });
  add({"Coverage: residents whom somebody free could reach in time", "覆盖：空闲力量可及时到达的居民"},
      [](const SummaryRow& row) {
        return row.measure == "coverage" && (row.scope == "all" || begins(row.scope, "role="));
      });
  add({"People at work", "人员"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"utilisation", "on_duty", "overtime"}) && row.scope.find(' ') == std::string::npos;
  });
  add({"Absence and breaks", "缺勤与休息"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"absent", "breaks_missed"});
  });
  add({"Planned work", "计划工作"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"rounds_done", "visits_done", "visits_late", "doors_unanswered", "visits_excused",
                                   "visits_open", "overdue", "turns_done"});
  });
  const Text risks{"Risks: found early, or escalated", "隐患：提前发现与升级"};
  add(risks, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"detected_early", "risks_began", "risks_noticed", "risks_recorded", "escalated",
                                   "displaced", "alert_hits", "false_alarms", "unfounded"}) &&
           row.statistic == "mean";
  });
  if (!tables.empty() && tables.back().caption == said(risks, language)) {
    tables.back().columns.back().heading = in_both({"risks", "隐患数"}, language);
  }
  add({"How evenly help is spread over the grids", "网格间的均衡"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"response_gini", "response_worst_grids"});
  });
  add({"Whom it burdens: contacts at the door", "对居民的打扰：上门接触"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"contacts", "unfounded_contacts"});
  });
  add({"What it costs (prices are assumptions: [costs])", "费用（价格为假设，见 [costs]）"}, [](const SummaryRow& row) {
    return is_one_of(row.measure, {"cost", "cost_per_order"});
  });
  add({"Drift: the last quarter of the measured weeks against the first", "期内漂移：最后四分之一与最初四分之一之比"},
      [](const SummaryRow& row) { return row.measure == "drift"; });
  return tables;
}

}  // namespace outpost::analysis
