#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace outpost::analysis {

/// Farther than any site.
inline constexpr double infinite = std::numeric_limits<double>::infinity();

/// Where help is needed and where it may stand: all that a location model is told.
struct LocationInstance {
  std::size_t sites = 0;            // candidate sites
  std::vector<double> weights{};    // of each demand point: residents, calls a year; at least 0
  std::vector<double> distances{};  // row by demand point, a column for each site; at least 0

  std::size_t demands() const { return weights.size(); }
  double distance(std::size_t demand, std::size_t site) const { return distances[demand * sites + site]; }
  /// In the order of the demand points.
  double total_weight() const;
};

/// The most pairs of a demand point and a site: about 1 GB.
inline constexpr std::size_t most_location_pairs = 25'000'000;

/// Requires sites, demand, a distance for each pair, and numbers that are finite and at least 0.
void require_whole(const LocationInstance& instance);

}  // namespace outpost::analysis
