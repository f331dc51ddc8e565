#pragma once

#include <vector>

#include "sim/city/city.hpp"

namespace outpost::scenarios {

/// What is left of a network without the streets that are closed to all and the junctions that none of the others
/// touches. Junctions are numbered along Hilbert's curve, streets in their old order.
struct KeptStreets {
  StreetNetwork network{};
  std::vector<StreetId> origin{};  // the old number of every street
};
KeptStreets kept_streets(const StreetNetwork& all);

/// Writes into the report of an import how much of `all` was kept.
void count_kept(const StreetNetwork& all, const KeptStreets& kept, ImportedStreets& report);

}  // namespace outpost::scenarios
