#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

using GridId = Id<struct GridTag>;
using AreaId = Id<struct AreaTag>;
using StationId = Id<struct StationTag>;

/// 网格: whole buildings of one community; 15-digit code = 12-digit community code + 3 digits, numbered west to east,
/// north to south inside the community.
struct Grid {
  std::uint64_t code = 0;
  CommunityId community{};
  std::vector<BuildingId> buildings{};  // in order of id
  std::int64_t households = 0;
  Spot post{};
};

/// 警格: one urban community, or a few villages next to each other; one station above it.
struct PoliceArea {
  std::vector<CommunityId> communities{};
  StationId station{};
  Spot post{};
};

struct Station {
  Text name{};
  Spot post{};
};

/// Grids, police areas and posts: a layer over the city, which does not depend on it.
struct GridPlan {
  Table<GridId, Grid> grids{};
  Table<AreaId, PoliceArea> areas{};
  Table<StationId, Station> stations{};
  Spot command_room{};
  Table<BuildingId, GridId> grid_of{};
  Table<CommunityId, AreaId> area_of{};
};

/// Throws ImpossibleCity where a community would need more than 999 grids.
GridPlan make_grid_plan(const GridSpec& spec, const City& city);

}  // namespace outpost
