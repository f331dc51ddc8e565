#pragma once

#include "sim/city/streets.hpp"

namespace outpost::scenarios {

/// Closes what is not connected, as `import_osm` promises; a street that is closed to all ways is left for the caller
/// to drop. Requires that walkers may pass a street in both directions or in none.
void keep_connected(StreetNetwork& network);

}  // namespace outpost::scenarios
