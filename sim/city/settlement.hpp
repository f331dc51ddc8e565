#pragma once

#include "sim/city/ages.hpp"
#include "sim/city/land.hpp"

namespace outpost {

/// Adds the community with its buildings, premises, households and residents at the end of every table of the city.
/// Premises get the places of work and pupils' places that their floor holds; employ() puts people in. Draws are keyed
/// by the community's code and serials within it: no other community matters. Requires plots for exactly the
/// households of the census.
void settle(City& city, const CitySpec& spec, const CommunityCensus& census, const std::vector<Plot>& plots,
            const Border& border);

/// Fills in the bounds and the places where people go out.
void finish(City& city);

}  // namespace outpost
