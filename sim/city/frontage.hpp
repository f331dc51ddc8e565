#pragma once

#include <vector>

#include "sim/city/land.hpp"

namespace outpost {

/// Plots of a community along streets that exist already, evenly spaced, on either side in turn: how an imported city
/// is built on. Requires at least one street, and streets with a length.
std::vector<Plot> plots_along(const CitySpec& spec, const StreetNetwork& network, const std::vector<StreetId>& streets,
                              const CommunityCensus& census);

}  // namespace outpost
