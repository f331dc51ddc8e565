#pragma once

#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// The mean position of the buildings; requires at least one.
Position middle_of(const City& city, const std::vector<BuildingId>& buildings);

/// The entrance nearest to a point as the crow flies; ties go to the earlier building. Requires at least one.
Spot nearest_entrance(const City& city, const std::vector<BuildingId>& buildings, Position to);

}  // namespace outpost
