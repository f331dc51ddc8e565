#include "sim/city/grids/partition.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "sim/base/require.hpp"
#include "sim/city/grids/apportion.hpp"
#include "sim/city/grids/bisection.hpp"

namespace outpost {
namespace {

Balance balance_of(const AtomGraph& piece, std::uint32_t count, const Balance& wanted, double tolerance) {
  const std::int64_t households = std::accumulate(piece.households.begin(), piece.households.end(), std::int64_t{0});
  const Balance own = Balance::within(tolerance, households, count);
  const bool fits = static_cast<double>(wanted.least) <= own.mean && own.mean <= static_cast<double>(wanted.most);
  return fits ? wanted : own;
}

Parts cut_piece(const AtomGraph& piece, std::uint32_t count, const Balance& wanted, const PartitionRequest& request) {
  Parts parts(piece.size(), 0);
  std::vector<AtomIndex> atoms(piece.size());
  std::iota(atoms.begin(), atoms.end(), AtomIndex{0});
  bisect(piece, atoms, count, 0, parts);
  anneal(piece, balance_of(piece, count, wanted, request.tolerance), request.annealing, request.key, request.owner,
         count, parts);
  return parts;
}

}  // namespace

AtomGraph part_of(const AtomGraph& graph, const std::vector<AtomIndex>& atoms) {
  constexpr AtomIndex absent = std::numeric_limits<AtomIndex>::max();
  std::vector<AtomIndex> row_of(graph.size(), absent);
  AtomGraph part;
  for (const AtomIndex atom : atoms) {
    row_of[atom] = static_cast<AtomIndex>(part.size());
    part.at.push_back(graph.at[atom]);
    part.households.push_back(graph.households[atom]);
    part.outer_border.push_back(graph.outer_border[atom]);
    part.area.push_back(graph.area[atom]);
  }
  std::vector<AtomBorder> borders;
  for (const AtomIndex atom : atoms) {
    for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
      const AtomIndex other = graph.neighbour[row];
      if (row_of[other] == absent) {
        part.outer_border[row_of[atom]] += graph.border[row];
      } else if (atom < other) {
        borders.push_back({row_of[atom], row_of[other], graph.border[row], graph.walkable[row] != 0});
      }
    }
  }
  set_borders(part, std::move(borders));
  return part;
}

Partition partition(const AtomGraph& graph, const PartitionRequest& request) {
  require(graph.size() > 0 && request.count > 0, "a partition is of atoms into parts");
  const Components pieces = components_of(graph);
  std::vector<std::vector<AtomIndex>> atoms(pieces.size());
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) atoms[pieces.of[atom]].push_back(atom);
  std::vector<std::uint32_t> counts = apportion(pieces.households, request.count);
  const std::int64_t households = std::accumulate(pieces.households.begin(), pieces.households.end(), std::int64_t{0});
  const Balance wanted = Balance::within(request.tolerance, households, request.count);
  Partition found;
  found.parts.assign(graph.size(), 0);
  for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
    const auto count = std::min(counts[piece], static_cast<std::uint32_t>(atoms[piece].size()));
    const bool whole = pieces.size() == 1;
    const Parts parts = whole ? cut_piece(graph, count, wanted, request)
                              : cut_piece(part_of(graph, atoms[piece]), count, wanted, request);
    for (std::size_t i = 0; i < parts.size(); ++i) found.parts[atoms[piece][i]] = found.count + parts[i];
    found.count += count;
  }
  return found;
}

}  // namespace outpost
