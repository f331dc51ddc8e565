#pragma once

#include <vector>

#include "scenarios/write/cache_folder.hpp"
#include "sim/city/travel_times.hpp"

namespace outpost::scenarios {

/// A travel index as a cache file holds it: what of a hierarchy is not rows stands in `heads`.
struct KeptTravelIndex {
  struct Head {
    std::uint32_t core = 0;
    std::uint32_t both_ways = 0;
    std::uint32_t longest = 0;
    std::uint32_t same_as = 0;  // the first way that has this hierarchy
  };
  TravelIndex index{};
  std::vector<Head> heads{};  // by way of moving
};
KeptTravelIndex to_keep(TravelIndex index);

/// The cache file of the travel index of these streets and base speeds; profiles, grids and staff are not in it.
CacheName travel_cache_name(const TravelSpec& travel, const StreetNetwork& network);
/// A hierarchy that ways share is written once. The index must outlive the writing.
void add_sections(const KeptTravelIndex& kept, CacheSections& sections);
/// Throws CacheFault, or BrokenInvariant where the rows do not make a hierarchy.
KeptTravelIndex read_travel_index(const CacheFile& file);

/// Networks from this many streets on are worth a file: below, the index takes less time to make than a file to check.
inline constexpr std::size_t streets_worth_a_file = 20'000;
/// The index of these streets from the folder or, where it has none, made and kept there; none (so that TravelTimes
/// makes it) without streets, or with too few.
TravelIndex find_or_make_travel_index(const MetricSpec& metric, const TravelSpec& travel, const StreetNetwork& network,
                                      const CacheFolder& folder);

}  // namespace outpost::scenarios
