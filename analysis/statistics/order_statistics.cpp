#include "analysis/statistics/order_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/statistics/incomplete_beta.hpp"
#include "analysis/statistics/student_t.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

/// The least k from 0 to n with P(Bin(n, p) <= k) of at least `wanted`; the probability rises with k and is 1 at n.
std::int64_t least_reaching(double wanted, std::int64_t n, double p) {
  std::int64_t low = 0;
  std::int64_t high = n;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (binomial_cumulative(middle, n, p) >= wanted) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

void require_level(double level) {
  require(level > 0.0 && level < 1.0, "the level of an interval lies strictly between 0 and 1");
}

}  // namespace

QuantileRanks quantile_ranks(std::int64_t n, double p, double level) {
  require(n >= 0, "a sample has a size of at least zero");
  require(p > 0.0 && p < 1.0, "the order of a quantile lies strictly between 0 and 1");
  require_level(level);
  const double tail = (1.0 - level) / 2.0;
  // The greatest l whose probability is at most the tail lies just below the first that exceeds it.
  const std::int64_t reaching = least_reaching(tail, n, p);
  const std::int64_t lower = binomial_cumulative(reaching, n, p) <= tail ? reaching + 1 : reaching;
  const std::int64_t upper = least_reaching(1.0 - tail, n, p) + 1;
  QuantileRanks ranks;
  if (lower >= 1) ranks.lower = lower;
  if (upper <= n) ranks.upper = upper;
  ranks.coverage = (ranks.upper ? binomial_cumulative(upper - 1, n, p) : 1.0) -
                   (ranks.lower ? binomial_cumulative(lower - 1, n, p) : 0.0);
  return ranks;
}

std::optional<QuantileInterval> order_statistic_interval(std::span<const double> values, double p, double level) {
  if (values.empty()) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const auto n = static_cast<std::int64_t>(sorted.size());
  const auto at = [&sorted](std::int64_t rank) { return sorted[static_cast<std::size_t>(rank - 1)]; };
  const QuantileRanks ranks = quantile_ranks(n, p, level);
  // n p may miss a whole number by a rounding error, which must not cost a rank.
  const auto middle = static_cast<std::int64_t>(std::ceil(static_cast<double>(n) * p - 1e-9));
  QuantileInterval interval{.estimate = at(std::clamp(middle, std::int64_t{1}, n)), .coverage = ranks.coverage, .n = n};
  if (ranks.lower) interval.lower = at(*ranks.lower);
  if (ranks.upper) interval.upper = at(*ranks.upper);
  return interval;
}

std::int64_t least_sample_for_maximum(double p, double level) {
  require(p > 0.0 && p < 1.0, "the order of a quantile lies strictly between 0 and 1");
  require_level(level);
  std::int64_t n = 1;
  for (double all_below = p; all_below > 1.0 - level; all_below *= p) ++n;
  return n;
}

std::optional<ChanceInterval> wilson_interval(std::int64_t hits, std::int64_t trials, double level) {
  require_level(level);
  require(hits >= 0 && hits <= trials, "trials come true at most as often as they are made");
  if (trials == 0) return std::nullopt;
  const double z = normal_quantile(1.0 - (1.0 - level) / 2.0);
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double stretch = 1.0 + z * z / n;
  const double centre = (share + z * z / (2.0 * n)) / stretch;
  const double half = z / stretch * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
  return ChanceInterval{share, std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

}  // namespace outpost::analysis
