#include "analysis/report/break_even_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/report/naming.hpp"
#include "analysis/report/quoting.hpp"

namespace outpost::analysis {
namespace {

/// Steps in which a measure is priced.
struct Step {
  double size = 1.0;  // in the unit in which values are kept
  Text name{};
};

Step step_of(Unit unit) {
  switch (unit) {
    case Unit::time:
      return {60e3, {"minute", "1 分钟"}};
    case Unit::share:
      return {0.01, {"percentage point", "1 个百分点"}};
    case Unit::index:
      return {0.01, {"hundredth", "0.01"}};
    default:
      return {1.0, {"1" + unit_words(unit, Language::en), "1" + unit_words(unit, Language::zh)}};
  }
}

/// Whether less of a measure is better; none: that depends on who asks.
std::optional<bool> less_is_better(const StudyMeasure& measure) {
  static const std::set<std::string> less{
      "abandoned",         "backlog",        "escalated",     "visits_open",          "overdue",
      "visits_late",       "visits_excused", "response_gini", "response_worst_grids", "doors_unanswered",
      "unfounded",         "false_alarms",   "absent",        "breaks_missed",        "overtime",
      "unfounded_contacts"};
  static const std::set<std::string> more{"detected_early", "rounds_done", "visits_done", "trust"};
  if (measure.statistic == "within_standard" || more.contains(measure.name)) return false;
  if (unit_of(measure.name, measure.statistic) == Unit::time || less.contains(measure.name)) return true;
  return std::nullopt;
}

std::string sum_of(double yuan, Language language) {
  return quoted_amount(std::fabs(yuan), Unit::money_per_year, language);
}

/// As the tables say it where they have the cost; else corrected for the number of plans.
Verdict cost_verdict(const StudyView& view, std::size_t plan, const BreakEven& row) {
  for (const ComparedMeasure& shown : view.rows) {
    if (shown.measure.name == "cost" && shown.measure.statistic == "mean" && shown.scope == "all")
      return verdict_of(shown.plans[plan]);
  }
  return verdict_of({.difference = row.cost, .adjusted_p = row.adjusted_p});
}

Text about(const StudyView& view, std::size_t plan, const BreakEven& row) {
  const Text label = label_of(view.points[plan]);
  const StudyMeasure& main = view.rows.front().measure;
  const Text measure{short_name(main.name, Language::en) + ", " + statistic_text(main.statistic).en,
                     short_name(main.name, Language::zh) + "（" + statistic_text(main.statistic).zh + "）"};
  const double cost = row.cost.interval.estimate;
  const Verdict of_cost = cost_verdict(view, plan, row);
  if (of_cost == Verdict::same) return {label.en + ": costs as much.", label.zh + "：费用相同。"};
  if (of_cost != Verdict::lower && of_cost != Verdict::higher) {
    return {fmt::format("{}: is not shown to cost more or less: the difference is {}.", label.en,
                        quoted_difference(row.cost.interval, Unit::money_per_year, Language::en)),
            fmt::format("{}：费用未见差异：差值为 {}。", label.zh,
                        quoted_difference(row.cost.interval, Unit::money_per_year, Language::zh))};
  }
  Interval size = row.cost.interval;
  size.estimate = std::fabs(size.estimate);
  const std::string amount_en = quoted_difference(size, Unit::money_per_year, Language::en).substr(1);
  const std::string amount_zh = quoted_difference(size, Unit::money_per_year, Language::zh).substr(1);
  const std::string en = fmt::format("{}: costs {} {}", label.en, amount_en, cost > 0.0 ? "more" : "less");
  const std::string zh = fmt::format("{}：费用{} {}", label.zh, cost > 0.0 ? "增加" : "减少", amount_zh);
  const Verdict verdict = verdict_of(view.rows.front().plans[plan]);  // corrected for the number of comparisons
  if (!row.price || (verdict != Verdict::lower && verdict != Verdict::higher)) {
    return {en + fmt::format("; {}, is not shown to differ, so that nothing can be said of its price.", measure.en),
            zh + fmt::format("；{}未见差异，无法得出其单价。", measure.zh)};
  }
  const Step step = step_of(unit_of(main.name, main.statistic));
  const auto [low, high] = std::minmax({std::fabs(row.price->low) * step.size, std::fabs(row.price->high) * step.size});
  const bool lower = row.effect.interval.estimate < 0.0;
  const double price = row.price->estimate * step.size;
  const auto less = less_is_better(main);
  const bool better = less && *less == lower;
  const bool dearer = cost > 0.0;
  if (less && better != dearer) {
    const Text way{lower ? "lower" : "higher", lower ? "更低" : "更高"};
    if (better) {
      return {en + fmt::format(", and {}, is {} as well.", measure.en, way.en),
              zh + fmt::format("，{}也{}。", measure.zh, way.zh)};
    }
    return {en + fmt::format(", and {}, is {} all the same: more money for less.", measure.en, way.en),
            zh + fmt::format("，而{}反而{}：花钱更多，效果更差。", measure.zh, way.zh)};
  }
  if (less && !dearer) {
    return {
        en + fmt::format(": each {} by which {}, is {} saves {} ({} to {}).", step.name.en, measure.en,
                         lower ? "lower" : "higher", sum_of(price, Language::en),
                         quoted_amount(low, Unit::money, Language::en), quoted_amount(high, Unit::money, Language::en)),
        zh + fmt::format("：{}每{} {}节省 {}（{} 至 {}）。", measure.zh, lower ? "降低" : "升高", step.name.zh,
                         sum_of(price, Language::zh), quoted_amount(low, Unit::money, Language::zh),
                         quoted_amount(high, Unit::money, Language::zh))};
  }
  return {
      en + fmt::format(", that is {} ({} to {}) for each {} by which {}, is {}.", sum_of(price, Language::en),
                       quoted_amount(low, Unit::money, Language::en), quoted_amount(high, Unit::money, Language::en),
                       step.name.en, measure.en, lower ? "lower" : "higher"),
      zh + fmt::format("，即{}每{} {}为 {}（{} 至 {}）。", measure.zh, lower ? "降低" : "升高", step.name.zh,
                       sum_of(price, Language::zh), quoted_amount(low, Unit::money, Language::zh),
                       quoted_amount(high, Unit::money, Language::zh))};
}

}  // namespace

std::vector<Text> break_even_findings(const StudyView& view) {
  std::vector<Text> findings;
  for (std::size_t plan = 0; plan < view.break_even.size(); ++plan) {
    if (view.break_even[plan]) findings.push_back(about(view, plan, *view.break_even[plan]));
  }
  return findings;
}

}  // namespace outpost::analysis
