#pragma once

#include <optional>
#include <span>

#include "analysis/statistics/histogram.hpp"
#include "analysis/statistics/interval.hpp"

namespace outpost::analysis {

/// Interval of a quantile of pooled, correlated data by sectioning: replications are the sections. With q the quantile
/// of all data together and q_i that of replication i, q +- t_{R-1} sqrt(sum (q_i - q)^2 / (R )), centred on q and
/// not on the mean of the q_i, which carries a bias that does not shrink with the number of replications. Any unit.
/// Replications without data are left out and counted. None if no replication has data.
std::optional<Interval> sectioning_interval(double pooled, std::span<const std::optional<double>> by_replication,
                                            double level);

/// The same from the histograms of the replications, in milliseconds; p in [0, 1].
std::optional<Interval> quantile_interval(std::span<const Histogram> by_replication, double p, double level);

}  // namespace outpost::analysis
