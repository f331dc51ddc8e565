#include "analysis/report/one_map_tables.hpp"

#include <fmt/format.h>

#include "analysis/picture/words.hpp"
#include "analysis/report/naming.hpp"
#include "analysis/report/quoting.hpp"

namespace outpost::analysis {
namespace {

/// Writes the tables of one question in its language.
class MapTables {
 public:
  MapTables(const MapQuestion& question, Language language)
      : setting_(*question.setting), language_(language), names_(scope_names(setting_.spec)) {}

  std::vector<TextTable> of(const Overview& overview) const {
    TextTable towns = table({"what there is", "基本情况"}, {"town", "乡镇街道"},
                            {{"communities", "村居"},
                             {"grids", "综合网格"},
                             {"dedicated grids", "专属网格"},
                             {"police areas", "警格"},
                             {"buildings", "楼栋"},
                             {"households", "户"},
                             {"residents", "居民"}});
    for (const TownOverview& row : overview.towns) {
      const std::string residents = row.residents ? count(*row.residents) : said({"withheld", "不予显示"}, language_);
      towns.rows.push_back({setting_.city.towns[row.town].name, count(row.communities), count(row.grids),
                            count(row.dedicated_grids), count(row.police_areas), count(row.buildings),
                            count(row.households), residents});
    }
    TextTable roles = table({"who is there", "在岗力量"}, {"role", "岗位"},
                            {{"units", "单位"},
                             {"people", "人"},
                             {"on duty (units)", "在岗（单位）"},
                             {"on orders (units)", "处置中（单位）"}});
    for (const RoleOverview& row : overview.roles) {
      roles.rows.push_back({said(name_of(row.role), language_), count(row.units), count(row.people), count(row.on_duty),
                            count(row.on_orders)});
    }
    return {towns, roles};
  }

  std::vector<TextTable> of(const Services& services) const {
    TextTable fields = table({"orders by field", "各领域工单"}, {"field", "领域"},
                             {{"recorded", "新增"}, {"closed", "办结"}, {"open now", "在办"}});
    for (const FieldCounts& row : services.fields) {
      fields.rows.push_back({word("field", field_names[static_cast<std::size_t>(row.field)]), count(row.recorded),
                             count(row.closed), count(row.open)});
    }
    TextTable channels = table({"reports by channel", "各渠道上报"}, {"channel", "渠道"}, {{"reports", "上报数"}});
    for (std::size_t channel = 0; channel < channel_count; ++channel) {
      if (static_cast<Channel>(channel) == Channel::counter && setting_.counters.empty()) continue;
      channels.rows.push_back({word("channel", channel_names[channel]), count(services.reports[channel])});
    }
    TextTable collected = table({"collected at doors and on rounds", "走访与巡查采集"}, {"work", "工作"},
                                {{"done", "完成"}, {"doors unanswered", "敲门无人应"}});
    for (const CollectedWork& row : services.collected) {
      collected.rows.push_back({word("work", setting_.works[row.work].key), count(row.done), count(row.unanswered)});
    }
    return with_rows({fields, channels, collected});
  }

  std::vector<TextTable> of(const Alerts& alerts) const {
    TextTable hits = table({"alerts that pointed at a risk", "命中的预警"}, {"risk", "风险"},
                           {{"found", "发现"}, {"escalated nevertheless", "仍然升级"}});
    for (const AlertHits& row : alerts.hits) {
      hits.rows.push_back(
          {word("risk", setting_.risk_kinds[row.risk_kind].key), count(row.found), count(row.escalated)});
    }
    std::int64_t found = 0;
    for (const AlertHits& row : alerts.hits) found += row.found;
    TextTable cost = table({"what looking took", "核查投入"}, {"alerts", "预警"},
                           {{"number", "数量"}, {"time of units (h)", "单位投入（小时）"}});
    const auto hours = [](Duration time) { return fmt::format("{:.1f}", in_hours(time)); };
    cost.rows.push_back({said({"hits", "命中"}, language_), count(found), hours(alerts.on_hits)});
    cost.rows.push_back(
        {said({"false alarms", "误报"}, language_), count(alerts.false_alarms), hours(alerts.on_false_alarms)});
    return with_rows({hits, cost});
  }

  std::vector<TextTable> of(const std::vector<TownQuality>& quality) const {
    TextTable done = table({"how work goes", "处置质态"}, {"town", "乡镇街道"},
                           {{"reached (orders)", "到场（件）"},
                            {"mean response", "平均响应"},
                            {"within standard", "达标率"},
                            {"returned", "退单"},
                            {"reopened", "重办"}});
    TextTable open = table(
        {"what is open now", "在办情况"}, {"town", "乡镇街道"},
        {{"open (orders)", "在办（件）"}, {"waiting", "待派"}, {"overdue", "超期"}, {"longest wait", "最长等待"}});
    for (const TownQuality& row : quality) {
      const std::string town = row.town ? setting_.city.towns[*row.town].name : said({"all", "全部"}, language_);
      const std::string share = row.reached == 0
                                    ? "–"
                                    : fmt::format("{:.0f} %", 100.0 * static_cast<double>(row.within_standard) /
                                                                  static_cast<double>(row.reached));
      done.rows.push_back(
          {town, count(row.reached), time(row.response), share, count(row.returned), count(row.reopened)});
      open.rows.push_back({town, count(row.open), count(row.waiting), count(row.overdue), time(row.longest_wait)});
    }
    return {done, open};
  }

  std::vector<TextTable> of(const Moment& moment) const {
    TextTable orders = table({"open orders, most urgent first", "在办工单（按紧急程度）"}, {"order", "工单"},
                             {{"priority", "级别"},
                              {"kind", "类别"},
                              {"stage", "环节"},
                              {"age", "时长"},
                              {"grid", "网格"},
                              {"unit", "处置单位"}});
    for (std::size_t column = 2; column < orders.columns.size(); ++column) {
      if (column != 4) orders.columns[column].align = Align::left;
    }
    for (const OpenOrder& row : moment.orders) {
      const Kind& kind = setting_.kinds[row.kind];
      const std::string name = said(kind.spec.name, language_);
      orders.rows.push_back({count(row.order.row()), std::to_string(row.priority), name.empty() ? kind.key : name,
                             said(name_of(row.stage), language_), age_text(row.age),
                             std::to_string(setting_.plan.grids[row.grid].code),
                             row.responder ? setting_.force.responders[*row.responder].call_sign : ""});
    }
    TextTable units =
        table({"units on duty", "在岗单位"}, {"unit", "单位"},
              {{"role", "岗位"}, {"status", "状态"}, {"x (m)", "x（米）"}, {"y (m)", "y（米）"}, {"order", "工单"}});
    units.columns[1].align = Align::left;
    units.columns[2].align = Align::left;
    for (const ResponderMark& mark : moment.responders) {
      if (mark.status == Status::off_duty) continue;
      units.rows.push_back({setting_.force.responders[mark.responder].call_sign, said(name_of(mark.role), language_),
                            said(name_of(mark.status), language_), fmt::format("{:.0f}", mark.at.x.in_metres()),
                            fmt::format("{:.0f}", mark.at.y.in_metres()), mark.order ? count(mark.order->row()) : ""});
    }
    return {orders, units};
  }

 private:
  static std::string count(std::integral auto number) { return std::to_string(number); }

  std::string time(const std::optional<Duration>& value) const {
    return value ? duration_text(static_cast<double>(value->count()), language_) : "–";
  }

  TextTable table(const Text& caption, const Text& first, const std::vector<Text>& numbers) const {
    TextTable made;
    made.caption = said(caption, language_);
    made.columns.push_back({said(first, language_)});
    for (const Text& number : numbers) made.columns.push_back({said(number, language_), Align::right});
    return made;
  }

  static std::vector<TextTable> with_rows(const std::vector<TextTable>& tables) {
    std::vector<TextTable> kept;
    for (const TextTable& one : tables) {
      if (!one.rows.empty()) kept.push_back(one);
    }
    return kept;
  }

  /// The name that a scenario or the language has for a part of a scope.
  std::string word(const std::string& key, std::string_view value) const {
    const std::string scope = key + "=" + std::string(value);
    if (language_ == Language::zh) return scope_text(scope, language_, names_);
    const auto named = names_.find(scope);
    if (named != names_.end()) return said(named->second, language_);
    std::string words{value};
    for (char& letter : words) {
      if (letter == '_') letter = ' ';
    }
    return words;
  }

  const Setting& setting_;
  Language language_;
  std::map<std::string, Text> names_;
};

}  // namespace

Text name_of(MapFunction function) {
  switch (function) {
    case MapFunction::overview:
      return {"Basic overview", "基本概况"};
    case MapFunction::services:
      return {"Data services", "数据赋能"};
    case MapFunction::alerts:
      return {"Alerts pushed", "预警推送"};
    case MapFunction::quality:
      return {"Quality monitoring", "质态监测"};
    case MapFunction::live:
      return {"Live map", "可视地图"};
  }
  return {};
}

std::vector<TextTable> one_map_tables(MapFunction function, const MapQuestion& question, Language language) {
  const MapTables tables{question, language};
  switch (function) {
    case MapFunction::overview:
      return tables.of(basic_overview(question));
    case MapFunction::services:
      return tables.of(data_services(question));
    case MapFunction::alerts:
      return tables.of(alerts_pushed(question));
    case MapFunction::quality:
      return tables.of(quality_monitoring(question));
    case MapFunction::live:
      return tables.of(live_map(question));
  }
  return {};
}

}  // namespace outpost::analysis
