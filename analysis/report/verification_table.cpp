#include "analysis/report/verification_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/picture/words.hpp"

namespace outpost::analysis {
namespace {

std::string_view unit_key(ObservableUnit unit) {
  switch (unit) {
    case ObservableUnit::share:
      return "share";
    case ObservableUnit::hours:
      return "h";
    case ObservableUnit::orders:
      return "orders";
    case ObservableUnit::metres:
      return "m";
  }
  return "";
}

Text unit_text(ObservableUnit unit) {
  switch (unit) {
    case ObservableUnit::share:
      return {"%", "%"};
    case ObservableUnit::hours:
      return {"h", "小时"};
    case ObservableUnit::orders:
      return {"calls", "件"};
    case ObservableUnit::metres:
      return {"m", "米"};
  }
  return {};
}

Text finding_text(Finding finding) {
  switch (finding) {
    case Finding::holds:
      return {"holds", "一致"};
    case Finding::outside:
      return {"OUTSIDE", "不一致"};
    case Finding::too_wide:
      return {"NOT PRECISE ENOUGH", "精度不足"};
  }
  return {};
}

std::string_view finding_key(Finding finding) {
  switch (finding) {
    case Finding::holds:
      return "holds";
    case Finding::outside:
      return "outside";
    case Finding::too_wide:
      return "too_wide";
  }
  return "";
}

/// Two digits of the half-width count; the values beside it have as many decimals.
int decimals_for(double half_width) {
  if (!(half_width > 0.0)) return 4;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(half_width))), 0, 9);
}

double shown(double value, ObservableUnit unit) {
  return unit == ObservableUnit::share ? 100.0 * value : value;
}

struct Figures {
  std::string exact{};
  std::string simulated{};
  std::string replications{};
};

Figures figures(const Observed& value) {
  const ObservableUnit unit = value.observable.unit;
  const double exact = shown(value.observable.exact, unit);
  if (!value.interval || !value.interval->half_width) return {fmt::format("{:.6g}", exact), "-", ""};
  const double half_width = shown(*value.interval->half_width, unit);
  const int decimals = decimals_for(half_width);
  return {fmt::format("{:.{}f}", exact, decimals),
          fmt::format("{:.{}f} \u00b1 {:.{}f}", shown(value.interval->estimate, unit), decimals, half_width, decimals),
          fmt::format(" (n = {})", value.interval->n)};
}

std::int64_t values_of(const VerificationOutcome& outcome) {
  std::int64_t count = 0;
  for (const CaseOutcome& one : outcome.cases) count += static_cast<std::int64_t>(one.observed.size());
  return count;
}

}  // namespace

TextTable verification_table(const VerificationOutcome& outcome, Language language) {
  TextTable table;
  table.caption =
      said({fmt::format("Simulated against exact; \u00b1 is half of an interval, and all intervals hold "
                        "together with {:g}%; n replications",
                        100.0 * outcome.family_level),
            fmt::format("仿真与精确值对照；\u00b1 为区间半宽，全部区间同时成立的置信水平为 {:g}%；n 为重复次数",
                        100.0 * outcome.family_level)},
           language);
  table.columns = {{said({"case", "案例"}, language)},
                   {said({"value", "指标"}, language)},
                   {said({"unit", "单位"}, language)},
                   {said({"exact", "精确值"}, language), Align::right},
                   {said({"simulated", "仿真值"}, language), Align::right},
                   {said({"finding", "结论"}, language)}};
  for (const CaseOutcome& one : outcome.cases) {
    bool is_first = true;
    for (const Observed& value : one.observed) {
      const Figures text = figures(value);
      table.rows.push_back({is_first ? one.name : "", said(value.observable.what, language),
                            said(unit_text(value.observable.unit), language), text.exact,
                            text.simulated + text.replications, said(finding_text(value.finding), language)});
      is_first = false;
    }
  }
  return table;
}

std::string verification_verdict(const VerificationOutcome& outcome, Language language) {
  const std::int64_t all = values_of(outcome);
  const std::string cases = fmt::format("{} {}", outcome.cases.size(), outcome.cases.size() == 1 ? "case" : "cases");
  if (outcome.holds()) {
    return said({fmt::format("All {} values of {} hold.", all, cases),
                 fmt::format("{1} 个案例的 {0} 个指标全部一致。", all, outcome.cases.size())},
                language);
  }
  if (!outcome.complete) {
    return said({fmt::format("Stopped after {}.", cases), fmt::format("完成 {} 个案例后中止。", outcome.cases.size())},
                language);
  }
  const auto faults = outcome.faults(static_cast<std::size_t>(all));
  std::string text = said({fmt::format("{} of {} values do not hold:", faults.size(), all),
                           fmt::format("{1} 个指标中有 {0} 个不成立：", faults.size(), all)},
                          language);
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < std::min(most, faults.size()); ++i) {
    const auto& [one, value] = faults[i];
    const Figures figure = figures(*value);
    const std::string unit = said(unit_text(value->observable.unit), language);
    text += "\n  " + said({fmt::format("{}, {}: exact {} {}, simulated {} {}{}: {}", one->name,
                                       value->observable.what.en, figure.exact, unit, figure.simulated, unit,
                                       figure.replications, finding_text(value->finding).en),
                           fmt::format("{}，{}：精确值 {} {}，仿真值 {} {}{}：{}", one->name, value->observable.what.zh,
                                       figure.exact, unit, figure.simulated, unit, figure.replications,
                                       finding_text(value->finding).zh)},
                          language);
  }
  if (faults.size() > most) {
    text += "\n  " +
            said({fmt::format("and {} more", faults.size() - most), fmt::format("另有 {} 个", faults.size() - most)},
                 language);
  }
  return text;
}

std::string json_of(const VerificationOutcome& outcome) {
  using Json = nlohmann::ordered_json;
  Json cases = Json::array();
  for (const CaseOutcome& one : outcome.cases) {
    Json values = Json::array();
    for (const Observed& value : one.observed) {
      Json row{{"value", value.observable.what.en},
               {"unit", unit_key(value.observable.unit)},
               {"exact", value.observable.exact},
               {"simulated", nullptr},
               {"half_width", nullptr},
               {"wanted_half_width", value.precision * std::fabs(value.observable.exact)},
               {"finding", finding_key(value.finding)}};
      if (value.interval) row["simulated"] = value.interval->estimate;
      if (value.interval && value.interval->half_width) row["half_width"] = *value.interval->half_width;
      values.push_back(std::move(row));
    }
    cases.push_back({{"case", one.name},
                     {"title", one.title.en},
                     {"replications", one.replications},
                     {"days", one.days},
                     {"holds", one.holds()},
                     {"values", std::move(values)}});
  }
  Json faulty = Json::array();
  for (const CaseOutcome& one : outcome.cases) {
    if (!one.holds()) faulty.push_back(one.name);
  }
  return Json{{"holds", outcome.holds()}, {"complete", outcome.complete}, {"family_level", outcome.family_level},
              {"level", outcome.level},   {"faulty", std::move(faulty)},  {"cases", std::move(cases)}}
      .dump(2);
}

}  // namespace outpost::analysis
