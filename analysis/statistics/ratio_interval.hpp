#pragma once

#include <optional>
#include <span>

#include "analysis/statistics/interval.hpp"

namespace outpost::analysis {

/// What one replication gives to a mean of many: the sum, and how many it is of, such as the waits and the orders.
struct Sums {
  double sum = 0.0;
  double count = 0.0;
  bool operator==(const Sums&) const = default;
};

/// All sums over all counts, +- t s / (sqrt(n) mean count), with s the deviation of sum - ratio x count over
/// replications (the delta method). The mean of each replication's own ratio would be off by the covariance
/// of sum and count, which more replications do not mend; the ratio of the totals is off by an n-th of that. Sums in
/// the order given, so that equal values give equal bits. None if there is no replication or nothing was counted.
std::optional<Interval> ratio_interval(std::span<const Sums> replications, double level);

}  // namespace outpost::analysis
