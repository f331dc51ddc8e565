#pragma once

#include <string>

#include "sim/city/grid_plan.hpp"

namespace outpost::scenarios {

/// How a written plan says which buildings a grid holds: by a list in each grid, which counts when it is read back, or
/// by polygons alone, for editing on a map, with the buildings as points beside them.
enum class PlanMembers : std::uint8_t { listed, by_polygon };

/// A grid plan as GeoJSON: a polygon for every grid (those of a community tile its ground), its code, kind, households,
/// deviation from the community's mean and so on. Coordinates are metres on the city's own plane.
/// No feature stands for a person or a household, and totals over fewer than 20 residents are withheld.
std::string grid_plan_geojson(const City& city, const GridPlan& plan, const GridSpec& spec, PlanMembers members);

}  // namespace outpost::scenarios
