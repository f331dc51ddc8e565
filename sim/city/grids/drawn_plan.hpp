#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/city/grid_plan.hpp"
#include "sim/city/grids/wishes.hpp"

namespace outpost {

/// A grid as somebody drew it, by a list of buildings or by polygons, and where in the file.
struct DrawnGrid {
  std::uint64_t code = 0;
  bool dedicated = false;
  bool listed = false;  // its buildings are named; otherwise those within its rings
  std::vector<BuildingName> buildings{};
  std::vector<Border> rings{};  // a point lies inside where an odd number of rings are around it
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// What a plan breaks, and where: a place in the file, and in words a place in the city.
struct PlanFault {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message{};
};

/// The plan that grids drawn by hand make, or what is wrong with them.
struct DrawnPlan {
  GridPlan plan{};                    // only where there is no error
  std::vector<PlanFault> errors{};    // in order of lines
  std::vector<PlanFault> warnings{};  // households out of balance
};

/// Holds drawn grids against every rule of a plan: codes of this city, each once, with a number from 001 to 999; every
/// building in one grid and in its own community's; no polygon across its community's border; contiguous on the ground;
/// at most `most_households`; no homes in a dedicated grid. Unevenness beyond 5% of the community's mean, or half its
/// largest building, is a warning.
DrawnPlan plan_of(const City& city, const std::vector<DrawnGrid>& drawn);

inline constexpr std::int64_t most_households = 1'000;  // of a grid: the upper end of published sizes

}  // namespace outpost
