#pragma once

#include "sim/city/grid_plan.hpp"

namespace outpost {

/// Order for numbers: north to south in bands, west to east within a band, as one reads a map. Returns for each place
/// its rank's row: result[0] is the place that gets number 1.
std::vector<std::size_t> reading_order(const std::vector<Position>& middles);

/// Puts grids of `members` into the plan: numbered, with posts, and with the dedicated sites of the community after
/// them. Members are in order of building, no list is empty.
void add_numbered(GridPlan& plan, const City& city, CommunityId community, std::vector<std::vector<BuildingId>> members,
                  std::vector<DedicatedGrid> dedicated);

/// The comprehensive grid that covers a dedicated one: that of the nearest building outside it.
GridId covering_grid(const GridPlan& plan, const City& city, const DedicatedGrid& dedicated);

}  // namespace outpost
