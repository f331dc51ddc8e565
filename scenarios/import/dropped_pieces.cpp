#include "scenarios/import/dropped_pieces.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace outpost::scenarios {
namespace {

constexpr std::size_t most_named = 5;

}  // namespace

void note_dropped_pieces(const StreetNetwork& all, const std::function<std::string(StreetId)>& name,
                         ImportedStreets& report) {
  std::vector<std::size_t> part(all.nodes.size());
  std::iota(part.begin(), part.end(), std::size_t{0});
  const auto lowest = [&part](std::size_t node) {
    while (part[node] != node) node = part[node] = part[part[node]];
    return node;
  };
  const auto is_dropped = [](const Street& street) { return street.forward.empty() && street.backward.empty(); };
  for (const Street& street : all.streets) {
    if (!is_dropped(street)) continue;
    const std::size_t a = lowest(street.from.row());
    const std::size_t b = lowest(street.to.row());
    part[std::max(a, b)] = std::min(a, b);
  }
  std::vector<DroppedPiece> pieces;
  std::vector<std::size_t> row_of(all.nodes.size(), all.nodes.size());
  for (const StreetId id : all.streets.ids()) {
    const Street& street = all.streets[id];
    if (!is_dropped(street)) continue;
    std::size_t& row = row_of[lowest(street.from.row())];
    if (row == all.nodes.size()) {
      row = pieces.size();
      pieces.push_back({.first = name(id), .at = all.nodes[street.from]});
    }
    ++pieces[row].streets;
    pieces[row].length += street.length;
  }
  report.pieces_dropped = static_cast<std::int64_t>(pieces.size());
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const DroppedPiece& a, const DroppedPiece& b) { return a.length > b.length; });
  if (pieces.size() > most_named) pieces.resize(most_named);
  report.longest_dropped = std::move(pieces);
}

}  // namespace outpost::scenarios
