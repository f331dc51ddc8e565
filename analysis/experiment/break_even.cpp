#include "analysis/experiment/break_even.hpp"

namespace outpost::analysis {
namespace {

/// What each replication that has both says of a plan less the baseline.
std::vector<std::optional<double>> differences(const std::vector<PointValues>& points, std::size_t baseline,
                                               std::size_t plan) {
  std::vector<std::optional<double>> found;
  for (std::size_t row = 0; row < points[plan].by_replication.size(); ++row) {
    const auto& from = points[baseline].by_replication[row];
    const auto& to = points[plan].by_replication[row];
    found.push_back(from && to ? std::optional{*to - *from} : std::nullopt);
  }
  return found;
}

}  // namespace

std::vector<std::optional<BreakEven>> break_even(StudyResults& results, const StudyMeasure& main, std::size_t baseline,
                                                 double level) {
  std::vector<std::optional<BreakEven>> found(results.points().size());
  const Unit unit = find_measure(main.name) == nullptr ? Unit::money : find_measure(main.name)->unit;
  const bool is_quantile = main.statistic.size() == 3 && main.statistic.front() == 'p';
  if (is_quantile || !main.by.empty() || unit == Unit::money || unit == Unit::money_per_year) return found;
  const auto costs = results.values({.name = "cost", .statistic = "mean"});
  const auto effects = results.values(main);
  const auto cost = costs.find("all");
  const auto effect = effects.find("all");
  if (cost == costs.end() || effect == effects.end()) return found;
  std::vector<double> p_values;
  for (std::size_t plan = 0; plan < found.size(); ++plan) {
    if (plan == baseline) continue;
    const auto of_cost =
        paired_difference(cost->second[baseline].by_replication, cost->second[plan].by_replication, level);
    const auto of_effect =
        paired_difference(effect->second[baseline].by_replication, effect->second[plan].by_replication, level);
    if (!of_cost || !of_effect) continue;
    std::vector<double> x;
    std::vector<double> y;
    const auto more_effect = differences(effect->second, baseline, plan);
    const auto more_cost = differences(cost->second, baseline, plan);
    for (std::size_t row = 0; row < more_effect.size(); ++row) {
      if (!more_effect[row] || !more_cost[row]) continue;
      x.push_back(*more_effect[row]);
      y.push_back(*more_cost[row]);
    }
    found[plan] = BreakEven{*of_cost, *of_effect, fieller_quotient(x, y, level)};
    if (of_cost->p_value) p_values.push_back(*of_cost->p_value);
  }
  const std::vector<double> adjusted = holm_adjusted(p_values);
  std::size_t next = 0;
  for (std::optional<BreakEven>& plan : found) {
    if (plan && plan->cost.p_value) plan->adjusted_p = adjusted[next++];
  }
  return found;
}

}  // namespace outpost::analysis
