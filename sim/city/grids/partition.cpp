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

/// Numbers the parts that are left from 0, in their order.
std::uint32_t close_gaps(Parts& parts, std::uint32_t count) {
  std::vector<std::uint32_t> number(count, 0);
  for (const std::uint32_t part : parts) number[part] = 1;
  std::uint32_t next = 0;
  for (std::uint32_t& row : number) row = row != 0 ? next++ : 0;
  for (std::uint32_t& part : parts) part = number[part];
  return next;
}

/// Gives the atoms of a part to the walkable neighbours they share most border with, from its rim inwards.
void dissolve(const AtomGraph& graph, std::uint32_t part, Parts& parts) {
  for (bool moved = true; moved;) {
    moved = false;
    for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
      if (parts[atom] != part) continue;
      std::uint32_t to = part;
      std::int32_t most = -1;
      for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
        const std::uint32_t other = parts[graph.neighbour[row]];
        if (other == part || graph.walkable[row] == 0 || graph.border[row] <= most) continue;
        most = graph.border[row];
        to = other;
      }
      if (to == part) continue;
      parts[atom] = to;
      moved = true;
    }
  }
}

/// Cuts a part in two; the new half gets the number `next`. False where it has one atom alone.
bool halve(const AtomGraph& graph, std::uint32_t part, std::uint32_t next, Parts& parts) {
  std::vector<AtomIndex> atoms;
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    if (parts[atom] == part) atoms.push_back(atom);
  }
  if (atoms.size() < 2) return false;
  Parts halves(graph.size(), 0);
  bisect(graph, atoms, 2, 0, halves);
  for (const AtomIndex atom : atoms) {
    if (halves[atom] == 1) parts[atom] = next;
  }
  return true;
}

}  // namespace

double tolerance_of(const AtomGraph& graph, std::uint32_t count) {
  std::int64_t total = 0;
  std::int32_t largest = 0;
  for (const std::int32_t households : graph.households) {
    total += households;
    largest = std::max(largest, households);
  }
  if (total == 0) return 0.05;
  return std::max(0.05, 0.5 * largest * count / static_cast<double>(total));
}

Partition repartition(const AtomGraph& graph, const Partition& old, const PartitionRequest& request) {
  require(graph.size() > 0 && request.count > 0, "a partition is of atoms into parts");
  Partition found = old;
  const std::uint32_t least = static_cast<std::uint32_t>(components_of(graph).size());
  const std::uint32_t wanted =
      std::clamp(request.count, least, static_cast<std::uint32_t>(std::max<std::size_t>(graph.size(), least)));
  if (wanted < old.count) {
    const std::uint32_t fewer = old.count - wanted;
    for (std::uint32_t i = 0; i < fewer; ++i) dissolve(graph, (2 * i + 1) * old.count / (2 * fewer), found.parts);
  }
  for (std::uint32_t more = 0; old.count + more < wanted; ++more) {
    const std::uint32_t part = (2 * more + 1) * old.count / (2 * (wanted - old.count));
    if (!halve(graph, part % old.count, old.count + more, found.parts)) break;
    found.count = old.count + more + 1;
  }
  found.count = close_gaps(found.parts, found.count);
  const std::int64_t households = std::accumulate(graph.households.begin(), graph.households.end(), std::int64_t{0});
  Annealing annealing = request.annealing;
  annealing.hottest = annealing.coldest;
  annealing.loyalty = 0.02;
  anneal(graph, Balance::within(request.tolerance, households, found.count), annealing, request.key, request.owner,
         found.count, found.parts);
  return found;
}

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
