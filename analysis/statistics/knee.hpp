#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace outpost::analysis {

/// x from 0 at the first to 1 at the last: by logarithm where all are above 0 and the largest is more than three times
/// the smallest, as sizes that are chosen in equal ratios are; else as they stand. Requires x that rise, two at least.
struct CurveScale {
  std::vector<double> positions{};
  bool is_log = false;
};
CurveScale curve_scale(std::span<const double> x);

/// The knee of a curve [satopaa-2011]: with x and y brought to [0, 1] between the two ends, the inner point that lies
/// farthest from the chord, on either side of it; the first of several. Distances are compared along y, which the chord
/// puts in one ratio to those across it, so that ends of equal height are no exception. None for a straight line, up to
/// rounding, and without inner points. Requires as many y as positions.
std::optional<std::size_t> knee_of(std::span<const double> positions, std::span<const double> y);

/// A knee with what replications say about its place.
struct KneeEstimate {
  std::size_t point = 0;                  // by rising x; never an end
  double share = 0.0;                     // of all resamples: those that choose this point
  std::vector<std::size_t> interval{};    // every point that the central `level` of resamples choose, by rising x
  std::vector<std::int64_t> chosen_by{};  // by point: resamples
  std::int64_t resamples = 0;
  double level = 0.95;
};

inline constexpr std::size_t least_knee_points = 4;
inline constexpr std::size_t least_knee_replications = 5;
inline constexpr std::int64_t knee_resamples = 2'000;

/// The knee of the means over replications, and its percentile interval by the bootstrap: resample r draws as many
/// replications as there are, with replacement and the same for all points, since these met the same days. The draws
/// are those of the seed and r alone: equal values give equal bits. `y` by replication and point. None with fewer
/// points or replications than the least, and where the means lie on a straight line.
std::optional<KneeEstimate> knee_with_interval(std::span<const double> x, const std::vector<std::vector<double>>& y,
                                               std::uint32_t seed, double level = 0.95,
                                               std::int64_t resamples = knee_resamples);

}  // namespace outpost::analysis
