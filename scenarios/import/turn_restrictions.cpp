#include "scenarios/import/turn_restrictions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace outpost::scenarios {
namespace {

using PiecesAt = std::map<std::size_t, std::vector<std::size_t>>;  // rows of pieces by the row of a node at an end

std::optional<std::size_t> row_of(const OsmMap& map, std::int64_t node) {
  const auto found = std::lower_bound(map.nodes.begin(), map.nodes.end(), node,
                                      [](const OsmNode& row, std::int64_t key) { return row.id < key; });
  if (found == map.nodes.end() || found->id != node) return std::nullopt;
  return static_cast<std::size_t>(found - map.nodes.begin());
}

/// The one piece of the way that ends at the node; none if there is none, or more than one.
std::optional<std::size_t> piece_of(const std::vector<StreetPiece>& pieces, const std::vector<std::size_t>& at,
                                    std::int64_t way) {
  std::optional<std::size_t> found;
  for (const std::size_t piece : at) {
    if (pieces[piece].way != way) continue;
    if (found) return std::nullopt;
    found = piece;
  }
  return found;
}

}  // namespace

TurnRestrictions turn_restrictions(const OsmMap& map, const std::vector<StreetPiece>& pieces) {
  PiecesAt pieces_at;
  for (const OsmRestriction& restriction : map.restrictions) {
    if (const auto row = row_of(map, restriction.via)) pieces_at[*row];
  }
  for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
    for (const std::size_t end : {pieces[piece].from(), pieces[piece].to()}) {
      const auto found = pieces_at.find(end);
      if (found != pieces_at.end()) found->second.push_back(piece);
    }
  }
  TurnRestrictions turns;
  for (const OsmRestriction& restriction : map.restrictions) {
    if (restriction.ways.empty()) continue;
    const std::optional<std::size_t> via = row_of(map, restriction.via);
    if (!via) {
      ++turns.unusable;
      continue;
    }
    const std::vector<std::size_t>& at = pieces_at[*via];
    const auto from = piece_of(pieces, at, restriction.from);
    const auto to = piece_of(pieces, at, restriction.to);
    if (!from || !to) {
      ++turns.unusable;
      continue;
    }
    for (const std::size_t other : at) {
      if ((other == *to) == restriction.only) continue;
      turns.banned.push_back({StreetId{*from}, NodeId{*via}, StreetId{other}, restriction.ways});
    }
  }
  return turns;
}

}  // namespace outpost::scenarios
