#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

using GridId = Id<struct GridTag>;

/// 网格: whole buildings of one community; 15-digit code = 12-digit community code + 3 digits, numbered west to east,
/// north to south inside the community.
struct Grid {
  std::uint64_t code = 0;
  CommunityId community{};
  std::vector<BuildingId> buildings{};  // in order of id
  std::int64_t households = 0;
  Spot post{};
};

/// A layer over the city, which does not depend on it.
struct GridPlan {
  Table<GridId, Grid> grids{};
  Table<BuildingId, GridId> grid_of{};
};

/// Throws ImpossibleCity where a community would need more than 999 grids.
GridPlan make_grid_plan(const GridSpec& spec, const City& city);

}  // namespace outpost
