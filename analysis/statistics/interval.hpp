#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace outpost::analysis {

/// What replications say about one number: an estimate and, from two replications on, how far it may be off.
struct Interval {
  double estimate = 0.0;               // a mean over replications, or a pooled quantile
  std::optional<double> half_width{};  // none: one replication says nothing about its own error
  std::int64_t n = 0;                  // replications it rests on
  std::int64_t left_out = 0;           // replications that had nothing to say, such as no order of a kind
  double level = 0.95;                 // share of such intervals that hold the true value
  bool operator==(const Interval&) const = default;
};

/// mean +- t s / sqrt(n) over replications; sums in the order given, so that equal values give equal bits. None if
/// there is no value.
std::optional<Interval> t_interval(std::span<const double> values, double level);

/// The same over the replications that have a value; the others are counted in `left_out`. A share within standard is a
/// value of its replication here: indicators of one replication depend on each other, so that intervals for independent
/// indicators (Wilson) would be too narrow.
std::optional<Interval> t_interval(std::span<const std::optional<double>> values, double level);

/// The level that each of `count` intervals needs so that all of them hold together with at least `family_level`
/// (Bonferroni).
double level_of_each(double family_level, std::int64_t count);

}  // namespace outpost::analysis
