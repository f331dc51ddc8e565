#pragma once

#include <vector>

#include "scenarios/import/osm_file.hpp"

namespace outpost::scenarios {

/// A stretch of a way between two junctions; its points are rows of OsmMap::nodes.
struct StreetPiece {
  std::int64_t way = 0;
  HighwayUse use{};
  std::vector<std::size_t> points{};  // at least two; no two neighbours are equal
  std::size_t from() const { return points.front(); }
  std::size_t to() const { return points.back(); }
};

/// Cuts the streets of a map at their junctions: the ends of ways, and nodes that ways pass more than once between
/// them. A way is also cut where the file lacks a node, as at the border of an extract. A stretch that leads back to
/// where it began is cut at its middle point, so that every piece joins two different nodes. In order of way and of
/// position in the way.
struct StreetPieces {
  std::vector<StreetPiece> pieces{};
  std::int64_t nodes_missing = 0;     // references to nodes that the file does not hold
  std::int64_t ways_cut = 0;          // ways with such a reference
  std::int64_t segments = 0;          // from node to node, both in the file
  std::int64_t segments_missing = 0;  // one of the two is not in the file
  std::vector<std::size_t> border{};  // rows of nodes from which such a segment leads away, ascending
};
StreetPieces cut_at_junctions(const OsmMap& map);

}  // namespace outpost::scenarios
