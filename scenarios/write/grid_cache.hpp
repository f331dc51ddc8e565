#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/write/cache_folder.hpp"
#include "sim/city/grid_plan.hpp"

namespace outpost::scenarios {

/// Raised when the designer makes other grids of the same city, or the rows below change.
inline constexpr std::uint32_t grid_cache_version = 1;

/// A grid plan as a cache file holds it: lists of buildings one after the other, each row with its share of them.
struct KeptGridPlan {
  struct GridRow {
    std::uint64_t code = 0;
    std::int64_t households = 0;
    Spot post{};
    CommunityId community{};
    std::uint32_t buildings = 0;
  };
  struct DedicatedRow {
    std::uint64_t code = 0;
    std::int64_t people = 0;
    CommunityId community{};
    GridId cover{};
    std::uint32_t buildings = 0;
    std::uint32_t kind = 0;
  };
  std::vector<GridRow> grids{};
  std::vector<DedicatedRow> dedicated{};
  std::vector<BuildingId> buildings{};  // of the grids, then of the dedicated ones
};
KeptGridPlan to_keep(const GridPlan& plan);
/// Throws BrokenInvariant where the rows do not give every one of `buildings` to one grid.
GridPlan plan_of(const KeptGridPlan& kept, std::size_t buildings);

/// The cache file of the plan that the designer makes for this city; `content` has the digests of files that count.
CacheName grid_cache_name(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content);
void add_sections(const KeptGridPlan& kept, CacheSections& sections);
KeptGridPlan read_grid_plan_rows(const CacheFile& file);

}  // namespace outpost::scenarios
