#include "analysis/statistics/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/statistics/sectioning.hpp"
#include "analysis/statistics/student_t.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

struct Moments {
  double mean = 0.0;
  double variance = 0.0;  // of the values, with n - 1
};

/// Of at least two values, in two passes.
Moments moments_of(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  Moments moments;
  for (const double value : values) moments.mean += value;
  moments.mean /= n;
  for (const double value : values) moments.variance += (value - moments.mean) * (value - moments.mean);
  moments.variance /= n - 1;
  return moments;
}

/// Of the t statistic estimate / error; an error of zero leaves no doubt.
double two_sided(double estimate, double error, double degrees) {
  if (error == 0.0) return estimate == 0.0 ? 1.0 : 0.0;
  return 2.0 * student_t_cumulative(-std::fabs(estimate / error), degrees);
}

/// Replications that both have, side by side.
struct Pairs {
  std::vector<double> x{};
  std::vector<double> y{};
  std::vector<double> differences{};
  std::int64_t left_out = 0;
};

Pairs pairs_of(std::span<const std::optional<double>> x, std::span<const std::optional<double>> y) {
  require(x.size() == y.size(), "plans are compared over the same replications");
  Pairs pairs;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!x[i] || !y[i]) {
      ++pairs.left_out;
      continue;
    }
    pairs.x.push_back(*x[i]);
    pairs.y.push_back(*y[i]);
    pairs.differences.push_back(*y[i] - *x[i]);
  }
  return pairs;
}

std::optional<double> variance_reduction(const Pairs& pairs) {
  if (pairs.differences.size() < 2) return std::nullopt;
  const double of_differences = moments_of(pairs.differences).variance;
  if (of_differences == 0.0) return std::nullopt;
  return (moments_of(pairs.x).variance + moments_of(pairs.y).variance) / of_differences;
}

PairedDifference difference_around(const Interval& interval, const Pairs& pairs, double level) {
  PairedDifference found{.interval = interval};
  found.interval.left_out = pairs.left_out;
  if (!interval.half_width) return found;
  const auto degrees = static_cast<double>(pairs.differences.size() - 1);
  found.p_value = two_sided(interval.estimate, *interval.half_width / student_t_factor(level, degrees), degrees);
  found.variance_reduction = variance_reduction(pairs);
  return found;
}

}  // namespace

std::optional<PairedDifference> paired_difference(std::span<const std::optional<double>> x,
                                                  std::span<const std::optional<double>> y, double level) {
  const Pairs pairs = pairs_of(x, y);
  const auto interval = t_interval(std::span<const double>{pairs.differences}, level);
  if (!interval) return std::nullopt;
  return difference_around(*interval, pairs, level);
}

std::optional<PairedDifference> paired_quantile_difference(double x_of_all, double y_of_all,
                                                           std::span<const std::optional<double>> x,
                                                           std::span<const std::optional<double>> y, double level) {
  const Pairs pairs = pairs_of(x, y);
  std::vector<std::optional<double>> differences(pairs.differences.begin(), pairs.differences.end());
  const auto interval = sectioning_interval(y_of_all - x_of_all, differences, level);
  if (!interval) return std::nullopt;
  return difference_around(*interval, pairs, level);
}

std::optional<WelchDifference> welch_difference(std::span<const double> x, std::span<const double> y, double level) {
  if (x.size() < 2 || y.size() < 2) return std::nullopt;
  const Moments of_x = moments_of(x);
  const Moments of_y = moments_of(y);
  const double part_x = of_x.variance / static_cast<double>(x.size());
  const double part_y = of_y.variance / static_cast<double>(y.size());
  const double square = part_x + part_y;
  if (square == 0.0) return std::nullopt;
  WelchDifference found;
  found.degrees =
      square * square /
      (part_x * part_x / static_cast<double>(x.size() - 1) + part_y * part_y / static_cast<double>(y.size() - 1));
  const double error = std::sqrt(square);
  found.interval = {.estimate = of_y.mean - of_x.mean,
                    .half_width = student_t_factor(level, found.degrees) * error,
                    .n = static_cast<std::int64_t>(std::min(x.size(), y.size())),
                    .level = level};
  found.t = found.interval.estimate / error;
  return found;
}

std::vector<double> holm_adjusted(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double least = 0.0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    require(p_values[order[rank]] >= 0.0 && p_values[order[rank]] <= 1.0, "a p-value lies between 0 and 1");
    const double raised = static_cast<double>(order.size() - rank) * p_values[order[rank]];
    least = std::max(least, std::min(1.0, raised));
    adjusted[order[rank]] = least;
  }
  return adjusted;
}

}  // namespace outpost::analysis
