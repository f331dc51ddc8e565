#include "sim/city/grids/wishes.hpp"

#include <algorithm>
#include <numeric>

namespace outpost {
namespace {

/// Twice the signed area of the triangle; above zero where c lies to the left of a - b.
double turn(Position a, Position b, Position c) {
  return (b.x - a.x).in_metres() * (c.y - a.y).in_metres() - (b.y - a.y).in_metres() * (c.x - a.x).in_metres();
}

bool cross(Position a, Position b, Position c, Position d) {
  return (turn(a, b, c) > 0.0) != (turn(a, b, d) > 0.0) && (turn(c, d, a) > 0.0) != (turn(c, d, b) > 0.0);
}

bool crosses(const FixedBorder& border, Position a, Position b) {
  for (std::size_t i = 0; i + 1 < border.line.size(); ++i) {
    if (cross(a, b, border.line[i], border.line[i + 1])) return true;
  }
  return false;
}

/// The lowest atom stands for a unit while units grow together.
AtomIndex root_of(std::vector<AtomIndex>& parent, AtomIndex atom) {
  while (parent[atom] != atom) atom = parent[atom] = parent[parent[atom]];
  return atom;
}

ImpossibleCity refuse(const Together& wish, const std::string& fault) {
  return ImpossibleCity("grids.wishes: the buildings that line " + std::to_string(wish.in_line) + " keeps together " +
                        fault);
}

/// Joins the atoms that stay together in this community.
std::vector<AtomIndex> joined(const City& city, CommunityId community, const CommunityAtoms& atoms,
                              const GridWishes& wishes) {
  std::vector<AtomIndex> parent(atoms.buildings.size());
  std::iota(parent.begin(), parent.end(), AtomIndex{0});
  for (const Together& wish : wishes.together) {
    std::optional<AtomIndex> first;
    std::size_t here = 0;
    for (const BuildingName& name : wish.buildings) {
      const std::optional<BuildingId> building = find_building(city, name);
      if (!building) throw refuse(wish, "hold " + text_of(name) + ", and there is no such building in this city");
      if (city.buildings[*building].community != community) continue;
      ++here;
      const auto found = std::lower_bound(atoms.buildings.begin(), atoms.buildings.end(), *building);
      if (found == atoms.buildings.end() || *found != *building) continue;  // in a dedicated grid of its own
      const auto atom = static_cast<AtomIndex>(found - atoms.buildings.begin());
      if (!first) first = atom;
      const AtomIndex a = root_of(parent, *first);
      const AtomIndex b = root_of(parent, atom);
      parent[std::max(a, b)] = std::min(a, b);
    }
    if (here > 0 && here < wish.buildings.size()) {
      throw refuse(wish, "lie in several communities; a grid never crosses the border of one");
    }
  }
  for (AtomIndex atom = 0; atom < parent.size(); ++atom) parent[atom] = root_of(parent, atom);
  return parent;
}

/// Whether every unit hangs together by the walks that are left.
void require_connected(const City& city, const CommunityAtoms& atoms, const AtomGraph& graph,
                       const std::vector<AtomIndex>& parent) {
  std::vector<AtomIndex> reached(graph.size());
  std::iota(reached.begin(), reached.end(), AtomIndex{0});
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
      const AtomIndex other = graph.neighbour[row];
      if (graph.walkable[row] == 0 || parent[other] != parent[atom]) continue;
      const AtomIndex a = root_of(reached, atom);
      const AtomIndex b = root_of(reached, other);
      reached[std::max(a, b)] = std::min(a, b);
    }
  }
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    if (root_of(reached, atom) == root_of(reached, parent[atom])) continue;
    throw ImpossibleCity("grids.wishes: " + name_of(city, atoms.buildings[atom]) + " stays together with " +
                         name_of(city, atoms.buildings[parent[atom]]) +
                         ", and no walk joins them without passing other buildings; name those between them too");
  }
}

}  // namespace

std::optional<BuildingId> find_building(const City& city, const BuildingName& name) {
  for (const Community& community : city.communities) {
    if (community.code != name.community) continue;
    if (name.serial >= community.buildings.size()) return std::nullopt;
    return community.buildings[name.serial];
  }
  return std::nullopt;
}

std::string text_of(const BuildingName& name) {
  const std::string code = std::to_string(name.community);
  return std::string(code.size() < 12 ? 12 - code.size() : 0, '0') + code + "-" + std::to_string(name.serial);
}

WishedAtoms under_wishes(const City& city, CommunityId community, const CommunityAtoms& atoms,
                         const GridWishes& wishes) {
  WishedAtoms found;
  const AtomGraph& graph = atoms.graph;
  // First the borders: pairs across one are no neighbours, and the border between them is an outer one.
  AtomGraph cut = graph;
  std::vector<AtomBorder> borders;
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
      const AtomIndex other = graph.neighbour[row];
      if (other < atom) continue;
      const auto across = std::find_if(wishes.borders.begin(), wishes.borders.end(), [&](const FixedBorder& border) {
        return crosses(border, graph.at[atom], graph.at[other]);
      });
      if (across == wishes.borders.end()) {
        borders.push_back({atom, other, graph.border[row], graph.walkable[row] != 0});
        continue;
      }
      cut.outer_border[atom] += graph.border[row];
      cut.outer_border[other] += graph.border[row];
      if (graph.walkable[row] != 0) {
        found.kept_apart.push_back({atom, other, static_cast<std::size_t>(across - wishes.borders.begin())});
      }
    }
  }
  set_borders(cut, borders);
  const std::vector<AtomIndex> parent = joined(city, community, atoms, wishes);
  require_connected(city, atoms, cut, parent);

  // Then the units: one atom each, at the place of its lowest building.
  found.unit_of.assign(graph.size(), 0);
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    if (parent[atom] == atom) {
      found.unit_of[atom] = static_cast<AtomIndex>(found.graph.size());
      found.graph.at.push_back(graph.at[atom]);
      found.graph.households.push_back(0);
      found.graph.outer_border.push_back(0);
      found.graph.area.push_back(0);
    } else {
      found.unit_of[atom] = found.unit_of[parent[atom]];
    }
    const AtomIndex unit = found.unit_of[atom];
    found.graph.households[unit] += graph.households[atom];
    found.graph.outer_border[unit] += cut.outer_border[atom];
    found.graph.area[unit] += graph.area[atom];
  }
  std::vector<AtomBorder> between;
  for (const AtomBorder& border : borders) {
    const AtomIndex a = found.unit_of[border.a];
    const AtomIndex b = found.unit_of[border.b];
    if (a != b) between.push_back({a, b, border.length, border.walkable});
  }
  set_borders(found.graph, std::move(between));
  return found;
}

}  // namespace outpost
