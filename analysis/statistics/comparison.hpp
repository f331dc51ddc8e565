#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/statistics/interval.hpp"

namespace outpost::analysis {

/// How two plans differ that met the same days: from the differences y_i - x_i of their replications i. Two plans that
/// do the same have differences of exactly zero, and then an interval of exactly zero and a p-value of 1.
struct PairedDifference {
  Interval interval{};              // mean of y - x, a t interval over the pairs
  std::optional<double> p_value{};  // two-sided, of no difference in the mean; none: fewer than two pairs
  /// (var x + var y) / var (y - x): how many times as many replications plans on days of their own would need for the
  /// same interval. None with fewer than two pairs, or where the differences do not vary.
  std::optional<double> variance_reduction{};
};

/// Replications without a value on either side are left out and counted. None if no pair is left.
std::optional<PairedDifference> paired_difference(std::span<const std::optional<double>> x,
                                                  std::span<const std::optional<double>> y, double level);

/// The same for quantiles of pooled data, by sectioning: centred on the difference of the pooled quantiles `of_all`, as
/// sectioning_interval is. The p-value is that of the same t statistic.
std::optional<PairedDifference> paired_quantile_difference(double x_of_all, double y_of_all,
                                                           std::span<const std::optional<double>> x,
                                                           std::span<const std::optional<double>> y, double level);

/// The mean of y less that of x where the two are independent and have variances of their own (Welch).
struct WelchDifference {
  Interval interval{};   // n: of the smaller sample
  double degrees = 0.0;  // of freedom, by Satterthwaite; seldom whole
  double t = 0.0;
};
/// None with fewer than two values on a side, or where neither varies.
std::optional<WelchDifference> welch_difference(std::span<const double> x, std::span<const double> y, double level);

/// Holm's step-down adjustment: p-values of a family such that calling those of at most 5% different makes one or more
/// wrong calls in at most 5% of families. In the order given.
std::vector<double> holm_adjusted(std::span<const double> p_values);

}  // namespace outpost::analysis
