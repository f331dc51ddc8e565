#include "analysis/report/study_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/picture/words.hpp"
#include "analysis/report/break_even_text.hpp"
#include "analysis/report/knee_text.hpp"
#include "analysis/report/naming.hpp"
#include "analysis/report/quoting.hpp"

namespace outpost::analysis {
namespace {

std::string p_text(double p) {
  return p < 0.001 ? "<0.001" : fmt::format("{:.3f}", p);
}

/// "response, mean".
Text name_of(const StudyMeasure& measure) {
  const Text statistic = statistic_text(measure.statistic);
  return {short_name(measure.name, Language::en) + ", " + statistic.en,
          short_name(measure.name, Language::zh) + "（" + statistic.zh + "）"};
}

Text part_text(const std::string& part) {
  static const std::map<std::string, Text> texts{
      {"priority", {"priority", "级别"}}, {"kind", {"kind", "类别"}},     {"role", {"role", "岗位"}},
      {"hour", {"hour", "时段"}},         {"grid", {"grid", "网格"}},     {"activity", {"activity", "活动"}},
      {"reason", {"reason", "原因"}},     {"item", {"item", "费用项"}},   {"work", {"work", "计划工作"}},
      {"channel", {"channel", "渠道"}},   {"origin", {"origin", "来源"}}, {"risk", {"risk", "风险"}},
      {"finder", {"finder", "发现者"}}};
  const auto found = texts.find(part);
  return found == texts.end() ? Text{part, part} : found->second;
}

Text caption_of(const StudyMeasure& measure) {
  Text caption = name_of(measure);
  if (!measure.by.empty()) {
    caption.en += " by " + part_text(measure.by).en;
    caption.zh += "，按" + part_text(measure.by).zh;
  }
  const MeasureName* name = find_measure(measure.name);
  if (name != nullptr) caption.en += ": " + std::string(name->en);
  return caption;
}

/// How much less or more than the baseline, in per cent; nothing where that says little.
std::string relative_text(const ComparedMeasure& row, std::size_t point, std::size_t baseline) {
  const Unit unit = unit_of(row.measure.name, row.measure.statistic);
  const auto& from = row.plans[baseline].estimate;
  if (unit == Unit::share || unit == Unit::index || !from || from->estimate == 0.0) return "";
  const double change = std::fabs(row.plans[point].difference->interval.estimate / from->estimate) * 100.0;
  return change >= 9.95   ? fmt::format("{:.0f}%", change)
         : change >= 0.05 ? fmt::format("{:.1f}%", change)
                          : "under 0.1%";
}

bool is_comparison(const ComparedPlan& plan) {
  return plan.adjusted_p.has_value();
}

Text about_plan(const StudyView& view, const ComparedMeasure& row, std::size_t point) {
  const ComparedPlan& plan = row.plans[point];
  const Unit unit = unit_of(row.measure.name, row.measure.statistic);
  const Text measure = name_of(row.measure);
  const Text label = label_of(view.points[point]);
  const Text base = label_of(view.points[view.baseline]);
  if (!plan.difference) {
    return {fmt::format("{}: no replication has {}.", label.en, measure.en),
            fmt::format("{}：没有一次重复有{}数据。", label.zh, measure.zh)};
  }
  const Interval& difference = plan.difference->interval;
  const auto quoted_in = [&](Language language) { return quoted_difference(difference, unit, language); };
  switch (verdict_of(plan)) {
    case Verdict::none:
      return {fmt::format("{}: {} differs by {}; one replication cannot tell whether that is luck.", label.en,
                          measure.en, quoted_in(Language::en)),
              fmt::format("{}：{}相差 {}；一次重复无法判断是否偶然。", label.zh, measure.zh, quoted_in(Language::zh))};
    case Verdict::same:
      return {fmt::format("{}: {} is the same as with \"{}\" in every replication.", label.en, measure.en, base.en),
              fmt::format("{}：{}每次重复都与“{}”相同。", label.zh, measure.zh, base.zh)};
    case Verdict::not_shown:
      return {
          fmt::format("{}: {} is not shown to differ from \"{}\": the difference is {}.", label.en, measure.en, base.en,
                      quoted_in(Language::en)),
          fmt::format("{}：{}与“{}”相比未见差异：差值为 {}。", label.zh, measure.zh, base.zh, quoted_in(Language::zh))};
    case Verdict::lower:
    case Verdict::higher: {
      const bool lower = verdict_of(plan) == Verdict::lower;
      Interval size = difference;
      size.estimate = std::fabs(size.estimate);
      const std::string relative = relative_text(row, point, view.baseline);
      // The word says which way, so the amount goes without its sign.
      const auto amount = [&](Language language) { return quoted_difference(size, unit, language).substr(1); };
      return {fmt::format("{}: {} is {} by {}{} than with \"{}\".", label.en, measure.en, lower ? "lower" : "higher",
                          amount(Language::en), relative.empty() ? "" : " (" + relative + ")", base.en),
              fmt::format("{}：{}比“{}”{} {}{}。", label.zh, measure.zh, base.zh, lower ? "低" : "高",
                          amount(Language::zh), relative.empty() ? "" : "（" + relative + "）")};
    }
  }
  return {};
}

bool all_the_same(const ComparedMeasure& row, std::size_t baseline) {
  if (row.plans.size() < 3 || !row.plans[baseline].estimate) return false;
  for (std::size_t point = 0; point < row.plans.size(); ++point) {
    if (point != baseline && verdict_of(row.plans[point]) != Verdict::same) return false;
  }
  return true;
}

/// The rows of one measure as a table.
TextTable table_of(const StudyView& view, std::span<const ComparedMeasure> rows, Language language) {
  const Text base = label_of(view.points[view.baseline]);
  TextTable table;
  table.caption = said(caption_of(rows.front().measure), language);
  const bool has_scopes = !rows.front().measure.by.empty() || rows.size() > 1;
  if (has_scopes) table.columns.push_back({in_both({"scope", "范围"}, language)});
  table.columns.push_back({in_both({"plan", "方案"}, language)});
  table.columns.push_back({in_both({"estimate", "估计值"}, language), Align::right});
  // In two languages the longer heading would leave no room for the words.
  const Text difference = language == Language::both
                              ? Text{"difference", "差值"}
                              : Text{"difference from \"" + base.en + "\"", "与“" + base.zh + "”之差"};
  table.columns.push_back({in_both(difference, language), Align::right});
  table.columns.push_back({"p (Holm)", Align::right});
  table.columns.push_back({in_both({"in words", "结论"}, language)});
  for (const ComparedMeasure& row : rows) {
    const Unit unit = unit_of(row.measure.name, row.measure.statistic);
    if (all_the_same(row, view.baseline)) {
      // A measure that no plan touches takes one line, not one for every plan.
      std::vector<std::string> cells;
      if (has_scopes) cells.push_back(scope_text(row.scope, language, view.kinds));
      cells.push_back(said({"(every plan)", "（所有方案）"}, language));
      cells.push_back(quoted(*row.plans[view.baseline].estimate, unit, language));
      cells.emplace_back("0");
      cells.emplace_back("");
      cells.push_back(said({"the same in every replication", "每次重复都相同"}, language));
      table.rows.push_back(std::move(cells));
      continue;
    }
    bool is_first = true;
    for (std::size_t point = 0; point < row.plans.size(); ++point) {
      const ComparedPlan& plan = row.plans[point];
      if (!plan.estimate) continue;
      std::vector<std::string> cells;
      if (has_scopes) cells.push_back(is_first ? scope_text(row.scope, language, view.kinds) : "");
      cells.push_back(said(label_of(view.points[point]), language));
      cells.push_back(quoted(*plan.estimate, unit, language));
      cells.push_back(plan.difference ? quoted_difference(plan.difference->interval, unit, language) : "");
      cells.push_back(plan.adjusted_p ? p_text(*plan.adjusted_p) : "");
      cells.push_back(said(verdict_text(row, point, view.baseline), language));
      table.rows.push_back(std::move(cells));
      is_first = false;
    }
  }
  return table;
}

/// How many times as many replications plans on days of their own would need for intervals as narrow: of the plan that
/// gains least, and of the one that gains most. In words, since plans that hardly differ make it boundless.
std::optional<Text> worth_of_same_days(const ComparedMeasure& row) {
  std::vector<double> factors;
  for (const ComparedPlan& plan : row.plans) {
    if (plan.difference && plan.difference->variance_reduction) factors.push_back(*plan.difference->variance_reduction);
  }
  if (factors.empty()) return std::nullopt;
  const auto in_words = [](double factor) {
    if (factor > 1000.0) return Text{"over 1000", "1000 以上"};
    const std::string number = fmt::format("{:.{}f}", factor, factor < 10.0 ? 1 : 0);
    return Text{number, number};
  };
  const Text least = in_words(*std::min_element(factors.begin(), factors.end()));
  const Text most = in_words(*std::max_element(factors.begin(), factors.end()));
  if (least == most) return least;
  return Text{"between " + least.en + " and " + most.en, least.zh + " 至 " + most.zh};
}

}  // namespace

Text label_of(const DesignPoint& point) {
  return {point.label, point.label_zh.empty() ? point.label : point.label_zh};
}

Text verdict_text(const ComparedMeasure& row, std::size_t point, std::size_t baseline) {
  if (point == baseline) return {"baseline", "基准"};
  const ComparedPlan& plan = row.plans[point];
  const auto by = [&](const char* en, const char* zh) {
    const std::string relative = relative_text(row, point, baseline);
    return relative.empty() ? Text{en, zh}
                            : Text{std::string(en) + " by " + relative, std::string(zh) + " " + relative};
  };
  switch (verdict_of(plan)) {
    case Verdict::none:
      return {"cannot tell: too few replications", "重复太少，无法判断"};
    case Verdict::same:
      return {"the same in every replication", "每次重复都相同"};
    case Verdict::not_shown:
      return {"not shown to differ", "未见差异"};
    case Verdict::lower:
      return by("lower", "降低");
    case Verdict::higher:
      return by("higher", "升高");
  }
  return {};
}

std::string measure_text(const StudyMeasure& measure, Language language) {
  return said(name_of(measure), language);
}

std::vector<std::vector<std::string>> main_measure_rows(const StudyView& view, Language language) {
  std::vector<std::vector<std::string>> rows;
  if (view.rows.empty()) return rows;
  const ComparedMeasure& main = view.rows.front();
  const Unit unit = unit_of(main.measure.name, main.measure.statistic);
  for (std::size_t point = 0; point < main.plans.size(); ++point) {
    if (point == view.baseline) continue;
    const auto& difference = main.plans[point].difference;
    const auto& base = main.plans[view.baseline].estimate;
    rows.push_back({said(label_of(view.points[point]), language), base ? quoted(*base, unit, language) : "",
                    difference ? quoted_difference(difference->interval, unit, language) : "",
                    said(verdict_text(main, point, view.baseline), language)});
  }
  return rows;
}

std::vector<TextTable> study_tables(const StudyView& view, Language language) {
  std::vector<TextTable> tables;
  const std::span<const ComparedMeasure> rows{view.rows};
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].measure == rows[begin].measure) ++end;
    tables.push_back(table_of(view, rows.subspan(begin, end - begin), language));
    begin = end;
  }
  return tables;
}

std::vector<Text> study_findings(const StudyView& view) {
  std::vector<Text> findings;
  if (view.rows.empty()) return findings;
  const ComparedMeasure& main = view.rows.front();
  for (std::size_t point = 0; point < main.plans.size(); ++point) {
    if (point != view.baseline) findings.push_back(about_plan(view, main, point));
  }
  for (Text& finding : break_even_findings(view)) findings.push_back(std::move(finding));
  for (Text& finding : knee_findings(view)) findings.push_back(std::move(finding));
  std::int64_t comparisons = 0;
  std::int64_t shown = 0;
  for (const ComparedMeasure& row : view.rows) {
    for (const ComparedPlan& plan : row.plans) {
      if (!is_comparison(plan)) continue;
      ++comparisons;
      const Verdict verdict = verdict_of(plan);
      if (verdict == Verdict::lower || verdict == Verdict::higher) ++shown;
    }
  }
  if (comparisons > 0) {
    findings.push_back(
        {fmt::format(
             "Of {} comparison{} in the tables, {} {} a difference. They are corrected together (Holm): if no plan "
             "made any difference, the chance of even one such line would be at most 5%.",
             comparisons, comparisons == 1 ? "" : "s", shown, shown == 1 ? "shows" : "show"),
         fmt::format("表中共 {} 项比较，其中 {} 项显示出差异。各项一并校正（Holm）：如果所有方案都没有作用，"
                     "出现哪怕一项“有差异”的概率不超过 5%。",
                     comparisons, shown)});
  }
  if (const auto worth = worth_of_same_days(main)) {
    const Text measure = name_of(main.measure);
    findings.push_back({fmt::format("All plans met the same days. On days of their own they would need {} times "
                                    "as many replications for as narrow an interval of {}.",
                                    worth->en, measure.en),
                        fmt::format("各方案经历相同的日子。若各用不同的日子，{}要得到同样窄的区间，"
                                    "需要 {} 倍的重复次数。",
                                    measure.zh, worth->zh)});
  }
  return findings;
}

}  // namespace outpost::analysis
