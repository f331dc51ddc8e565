#include "analysis/statistics/sectioning.hpp"

#include <cmath>
#include <vector>

#include "analysis/statistics/student_t.hpp"

namespace outpost::analysis {

std::optional<Interval> sectioning_interval(double pooled, std::span<const std::optional<double>> by_replication,
                                            double level) {
  require(level > 0.0 && level < 1.0, "the level of an interval lies strictly between 0 and 1");
  Interval interval{.estimate = pooled, .level = level};
  double squares = 0.0;
  for (const auto& quantile : by_replication) {
    if (!quantile) {
      ++interval.left_out;
      continue;
    }
    ++interval.n;
    squares += (*quantile - pooled) * (*quantile - pooled);
  }
  if (interval.n == 0) return std::nullopt;
  if (interval.n < 2) return interval;
  const double sections = static_cast<double>(interval.n);
  interval.half_width = student_t_factor(level, sections - 1) * std::sqrt(squares / (sections * (sections - 1)));
  return interval;
}

std::optional<Interval> quantile_interval(std::span<const Histogram> by_replication, double p, double level) {
  Histogram pooled;
  std::vector<std::optional<double>> quantiles;
  quantiles.reserve(by_replication.size());
  for (const Histogram& histogram : by_replication) {
    pooled += histogram;
    const auto quantile = histogram.quantile(p);
    quantiles.push_back(quantile ? std::optional{static_cast<double>(quantile->count())} : std::nullopt);
  }
  const auto of_all = pooled.quantile(p);
  if (!of_all) return std::nullopt;
  return sectioning_interval(static_cast<double>(of_all->count()), quantiles, level);
}

}  // namespace outpost::analysis
