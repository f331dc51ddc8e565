#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace outpost::analysis {

/// Which of n sorted values (counted from 1) bound the p-quantile of the law they were drawn from, whatever that law.
struct QuantileRanks {
  std::optional<std::int64_t> lower{};  // none: the interval has no lower end
  std::optional<std::int64_t> upper{};  // none: no upper end; the greatest value is not one
  double coverage = 0.0;                // exact, at least the level asked for
};

/// The ranks of the exact two-sided interval: `lower` is the greatest l with P(Bin(n, p) <= l - 1) <= (1 - level) / 2,
/// `upper` the least u with P(Bin(n, p) <= u - 1) >= 1 - (1 - level) / 2. p and level lie strictly between 0 and 1.
QuantileRanks quantile_ranks(std::int64_t n, double p, double level);

struct QuantileInterval {
  double estimate = 0.0;  // the ceil(n p)-th value
  std::optional<double> lower{};
  std::optional<double> upper{};
  double coverage = 0.0;
  std::int64_t n = 0;
};
/// For independent values, such as one number of every replication; orders of one replication are not. None without
/// values.
std::optional<QuantileInterval> order_statistic_interval(std::span<const double> values, double p, double level);

/// The least n for which the greatest of n values bounds the p-quantile from above with that confidence.
std::int64_t least_sample_for_maximum(double p, double level);

/// Of a chance, from independent trials of which `hits` came true (Wilson). Orders of one replication are no such
/// trials: their share takes a t interval over replications.
struct ChanceInterval {
  double estimate = 0.0;
  double lower = 0.0;
  double upper = 1.0;
};
/// None without trials.
std::optional<ChanceInterval> wilson_interval(std::int64_t hits, std::int64_t trials, double level);

}  // namespace outpost::analysis
