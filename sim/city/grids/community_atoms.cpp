#include "sim/city/grids/community_atoms.hpp"

#include <algorithm>

namespace outpost {
namespace {

constexpr Length next_door = metres(600);        // assumption: the longest walk to a neighbour among scattered houses
constexpr Length around_junction = metres(200);  // assumption: the longest walk to a corner's other side
constexpr Length detour = kilometres(2);         // assumption: the longest walk that joins pieces of a community

constexpr AtomIndex not_an_atom = std::numeric_limits<AtomIndex>::max();

/// The shortest walk from door to door over one junction at most, where there is one.
bool close_by_streets(const City& city, const Spot& a, const Spot& b) {
  if (!a.street || !b.street) return !a.street && !b.street;
  if (*a.street == *b.street) return true;
  const Street& one = city.streets.streets[*a.street];
  const Street& other = city.streets.streets[*b.street];
  const auto walk = [](const Street& street, const Spot& door, NodeId to) {
    return street.from == to ? door.offset : street.length - door.offset;
  };
  for (const NodeId node : {one.from, one.to}) {
    if (node != other.from && node != other.to) continue;
    if (walk(one, a, node) + walk(other, b, node) <= around_junction) return true;
  }
  return false;
}

/// Half the sum of cross products around the cells, which edges may contribute in any order.
std::vector<std::int64_t> areas_of(const std::vector<CellEdge>& cells, std::size_t sites) {
  std::vector<std::int64_t> doubled(sites, 0);
  if (cells.empty()) return doubled;
  const Position origin = cells.front().from;
  for (const CellEdge& edge : cells) {
    const std::int64_t cross = (edge.from.x - origin.x).in_millimetres() * (edge.to.y - origin.y).in_millimetres() -
                               (edge.to.x - origin.x).in_millimetres() * (edge.from.y - origin.y).in_millimetres();
    doubled[edge.left] += cross;
    if (edge.right != CellEdge::outside) doubled[edge.right] -= cross;
  }
  for (std::int64_t& area : doubled) area = std::max<std::int64_t>(area / 2, 0);
  return doubled;
}

}  // namespace

CommunityAtoms atoms_of(const City& city, CommunityId id, const std::vector<bool>& apart, StreetWalks& walks) {
  const IdRange<BuildingId> all = city.communities[id].buildings;
  CommunityAtoms found;
  std::vector<Position> sites;
  std::vector<AtomIndex> atom_of;
  std::vector<Spot> doors;
  for (const BuildingId building : all) {
    const Building& row = city.buildings[building];
    sites.push_back(row.at);
    atom_of.push_back(apart[building.row()] ? not_an_atom : static_cast<AtomIndex>(found.buildings.size()));
    if (atom_of.back() == not_an_atom) continue;
    found.buildings.push_back(building);
    found.graph.at.push_back(row.at);
    found.graph.households.push_back(static_cast<std::int32_t>(row.households.size()));
    doors.push_back(row.entrance);
  }
  if (sites.empty()) return found;
  found.cells = cells_within(ground_of(city, id), sites);
  const std::vector<std::int64_t> areas = areas_of(found.cells, sites.size());
  found.graph.outer_border.assign(found.buildings.size(), 0);
  for (std::size_t site = 0; site < sites.size(); ++site) {
    if (atom_of[site] != not_an_atom) found.graph.area.push_back(areas[site]);
  }

  std::vector<AtomBorder> borders;
  for (const CellEdge& edge : found.cells) {
    const AtomIndex a = atom_of[edge.left];
    const AtomIndex b = edge.right == CellEdge::outside ? not_an_atom : atom_of[edge.right];
    const std::int64_t length = straight_distance(edge.from, edge.to).in_millimetres();
    if (a != not_an_atom && b != not_an_atom) {
      if (a != b) borders.push_back({a, b, length, close_by_streets(city, doors[a], doors[b])});
    } else if (a != not_an_atom) {
      found.graph.outer_border[a] += length;
    } else if (b != not_an_atom) {
      found.graph.outer_border[b] += length;
    }
  }
  const auto join = [&](Length longest) {
    std::vector<AtomBorder> joined = borders;
    for (const StreetNeighbours& pair : walks.neighbours(doors, longest)) joined.push_back({pair.a, pair.b, 0, true});
    set_borders(found.graph, std::move(joined));
  };
  join(next_door);
  if (components_of(found.graph).size() > 1) join(detour);
  return found;
}

std::string name_of(const City& city, BuildingId building) {
  const Building& row = city.buildings[building];
  const std::string code = std::to_string(city.communities[row.community].code);
  return std::string(code.size() < 12 ? 12 - code.size() : 0, '0') + code + "-" + std::to_string(row.serial);
}

}  // namespace outpost
