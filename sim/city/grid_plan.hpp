#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

struct GridWishes;

using GridId = Id<struct GridTag>;
using DedicatedGridId = Id<struct DedicatedGridTag>;

/// 综合网格: whole buildings of one community; 15-digit code = 12-digit community code + 3 digits, numbered west to
/// east, north to south inside the community.
struct Grid {
  std::uint64_t code = 0;
  CommunityId community{};
  std::vector<BuildingId> buildings{};  // in order of id
  std::int64_t households = 0;
  Spot post{};
};

/// 专属网格: a school, mall, park or firm. It has people by day instead of households; its numbers follow those of the
/// community's comprehensive grids. No full-time worker is its own: a neighbour's covers it.
struct DedicatedGrid {
  std::uint64_t code = 0;
  CommunityId community{};
  BuildingKind kind = BuildingKind::office;
  std::vector<BuildingId> buildings{};  // in order of id
  std::int64_t people = 0;              // staff, pupils and visitors in opening hours
  GridId cover{};
};

/// A layer over the city, which does not depend on it.
struct GridPlan {
  Table<GridId, Grid> grids{};
  Table<DedicatedGridId, DedicatedGrid> dedicated{};
  /// Whose worker serves the building: its grid's, or the one who covers its dedicated grid.
  Table<BuildingId, GridId> grid_of{};
  Table<BuildingId, MaybeId<DedicatedGridId>> dedicated_of{};
};

/// Designs the grids of a city: sizes by target or by number, dedicated grids set apart, parts that are contiguous on
/// the ground, about even and compact. Throws ImpossibleCity where a community would need more than 999 grids or has a
/// building larger than a grid.
GridPlan make_grid_plan(const GridSpec& spec, const City& city);
/// The same under wishes; throws ImpossibleCity also where they cannot be met.
GridPlan make_grid_plan(const GridSpec& spec, const City& city, const GridWishes& wishes);

/// How many comprehensive grids each community gets: by the target for its kind, or its part of `spec.number`.
std::vector<std::uint32_t> grid_counts(const GridSpec& spec, const City& city);

}  // namespace outpost
