#include "analysis/statistics/ratio_interval.hpp"

#include <cmath>

#include "analysis/statistics/student_t.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {

std::optional<Interval> ratio_interval(std::span<const Sums> replications, double level) {
  require(level > 0.0 && level < 1.0, "the level of an interval lies strictly between 0 and 1");
  double sum = 0.0;
  double count = 0.0;
  for (const Sums& of : replications) {
    sum += of.sum;
    count += of.count;
  }
  if (!(count > 0.0)) return std::nullopt;
  const auto n = static_cast<double>(replications.size());
  Interval interval{.estimate = sum / count, .n = static_cast<std::int64_t>(replications.size()), .level = level};
  if (replications.size() < 2) return interval;
  double squares = 0.0;
  for (const Sums& of : replications) {
    const double off = of.sum - interval.estimate * of.count;
    squares += off * off;
  }
  const double deviation = std::sqrt(squares / (n - 1));
  interval.half_width = student_t_factor(level, n - 1) * deviation / (std::sqrt(n) * (count / n));
  return interval;
}

}  // namespace outpost::analysis
