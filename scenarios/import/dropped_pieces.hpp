#pragma once

#include <functional>
#include <string>

#include "sim/city/city.hpp"

namespace outpost::scenarios {

/// Writes into the report of an import which pieces of a network were dropped, the longest first: streets closed to
/// all, grouped by the junctions that they share. `name` says of a street where the source has it.
void note_dropped_pieces(const StreetNetwork& all, const std::function<std::string(StreetId)>& name,
                         ImportedStreets& report);

}  // namespace outpost::scenarios
