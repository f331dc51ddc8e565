#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/import/street_pieces.hpp"

namespace outpost::scenarios {

/// What the restrictions of a map ban, between the pieces of its ways; streets are rows of `pieces`, junctions rows of
/// OsmMap::nodes.
struct TurnRestrictions {
  std::vector<BannedTurn> banned{};
  std::int64_t unusable = 0;  // of streets or a node that are not there, or whose way does not end at the node
};
TurnRestrictions turn_restrictions(const OsmMap& map, const std::vector<StreetPiece>& pieces);

}  // namespace outpost::scenarios
