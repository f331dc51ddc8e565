#pragma once

#include <string>

#include "sim/city/grid_plan.hpp"
#include "sim/city/places.hpp"

namespace outpost::scenarios {

/// The city as a GeoJSON FeatureCollection: communities, streets, buildings, grids (their posts), police areas and
/// stations. Coordinates are metres on the city's own plane, which the foreign member "coordinates" says, for a
/// generated place lies nowhere on the globe. No feature stands for a person or a household.
std::string to_geojson(const City& city, const GridPlan& plan, const Places& places);

}  // namespace outpost::scenarios
