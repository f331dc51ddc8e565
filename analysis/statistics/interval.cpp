#include "analysis/statistics/interval.hpp"

#include <cmath>

#include "analysis/statistics/student_t.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {

std::optional<Interval> t_interval(std::span<const double> values, double level) {
  require(level > 0.0 && level < 1.0, "the level of an interval lies strictly between 0 and 1");
  if (values.empty()) return std::nullopt;
  const double n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += value;
  Interval interval{.estimate = sum / n, .n = static_cast<std::int64_t>(values.size()), .level = level};
  if (values.size() < 2) return interval;

  // In two passes: the difference of large squares in one pass would lose the digits of a small spread.
  double squares = 0.0;
  for (const double value : values) squares += (value - interval.estimate) * (value - interval.estimate);
  interval.half_width = student_t_factor(level, n - 1) * std::sqrt(squares / (n - 1) / n);
  return interval;
}

std::optional<Interval> t_interval(std::span<const std::optional<double>> values, double level) {
  std::vector<double> present;
  present.reserve(values.size());
  for (const auto& value : values) {
    if (value) present.push_back(*value);
  }
  auto interval = t_interval(std::span<const double>{present}, level);
  if (interval) interval->left_out = static_cast<std::int64_t>(values.size() - present.size());
  return interval;
}

double level_of_each(double family_level, std::int64_t count) {
  require(family_level > 0.0 && family_level < 1.0, "the level of a family lies strictly between 0 and 1");
  require(count >= 1, "a family has at least one interval");
  return 1.0 - (1.0 - family_level) / static_cast<double>(count);
}

}  // namespace outpost::analysis
