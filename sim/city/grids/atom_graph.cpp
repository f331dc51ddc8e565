#include "sim/city/grids/atom_graph.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/require.hpp"

namespace outpost {

void require_sound(const AtomGraph& graph) {
  const std::size_t atoms = graph.size();
  require(graph.households.size() == atoms && graph.outer_border.size() == atoms && graph.area.size() == atoms,
          "every atom has households, an outer border and an area");
  require(graph.first.size() == atoms + 1 && graph.first.front() == 0 && graph.first.back() == graph.neighbour.size() &&
              graph.border.size() == graph.neighbour.size() && graph.walkable.size() == graph.neighbour.size(),
          "the rows of neighbours cover the table");
  for (AtomIndex atom = 0; atom < atoms; ++atom) {
    require(graph.households[atom] >= 0, "an atom has no negative households");
    require(graph.first[atom] <= graph.first[atom + 1], "the rows of neighbours follow each other");
    for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
      const AtomIndex other = graph.neighbour[row];
      require(other < atoms && other != atom, "a neighbour is another atom of the graph");
      require(row == graph.first[atom] || graph.neighbour[row - 1] < other, "neighbours stand once each, in order");
      require(graph.border[row] > 0 || (graph.border[row] == 0 && graph.walkable[row] != 0),
              "neighbours share a border or a walk");
      const auto back = graph.neighbours_of(other);
      const auto found = std::lower_bound(back.begin(), back.end(), atom);
      require(found != back.end() && *found == atom, "neighbours name each other");
      const std::size_t twin = graph.first[other] + static_cast<std::size_t>(found - back.begin());
      require(graph.border[twin] == graph.border[row] && graph.walkable[twin] == graph.walkable[row],
              "neighbours agree about their border");
    }
  }
}

Components components_of(const AtomGraph& graph) {
  constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
  Components found;
  found.of.assign(graph.size(), unseen);
  std::vector<AtomIndex> open;
  for (AtomIndex start = 0; start < graph.size(); ++start) {
    if (found.of[start] != unseen) continue;
    const auto number = static_cast<std::uint32_t>(found.households.size());
    std::int64_t households = 0;
    found.of[start] = number;
    open.push_back(start);
    while (!open.empty()) {
      const AtomIndex atom = open.back();
      open.pop_back();
      households += graph.households[atom];
      for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
        const AtomIndex other = graph.neighbour[row];
        if (graph.walkable[row] == 0 || found.of[other] != unseen) continue;
        found.of[other] = number;
        open.push_back(other);
      }
    }
    found.households.push_back(households);
  }
  return found;
}

void set_borders(AtomGraph& graph, std::vector<AtomBorder> borders) {
  const std::size_t given = borders.size();
  borders.reserve(2 * given);
  for (std::size_t i = 0; i < given; ++i) {
    const AtomBorder border = borders[i];
    require(border.a != border.b && border.length >= 0, "a border lies between two atoms");
    borders.push_back({border.b, border.a, border.length, border.walkable});
  }
  std::sort(borders.begin(), borders.end(), [](const AtomBorder& left, const AtomBorder& right) {
    if (left.a != right.a) return left.a < right.a;
    if (left.b != right.b) return left.b < right.b;
    return left.length != right.length ? left.length < right.length : left.walkable < right.walkable;
  });
  graph.first.assign(graph.size() + 1, 0);
  graph.neighbour.clear();
  graph.border.clear();
  graph.walkable.clear();
  std::size_t row = 0;
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    while (row < borders.size() && borders[row].a == atom) {
      const AtomIndex other = borders[row].b;
      require(other < graph.size(), "a border lies between two atoms of the graph");
      std::int64_t length = 0;
      bool walkable = false;
      for (; row < borders.size() && borders[row].a == atom && borders[row].b == other; ++row) {
        length += borders[row].length;
        walkable = walkable || borders[row].walkable;
      }
      if (length == 0 && !walkable) continue;
      graph.neighbour.push_back(other);
      graph.border.push_back(
          static_cast<std::int32_t>(std::min<std::int64_t>(length, std::numeric_limits<std::int32_t>::max())));
      graph.walkable.push_back(walkable ? 1 : 0);
    }
    graph.first[atom + 1] = static_cast<std::uint32_t>(graph.neighbour.size());
  }
  require(row == borders.size(), "a border lies between two atoms of the graph");
}

}  // namespace outpost
