#include "sim/city/grids/community_atoms.hpp"

#include <catch2/catch.hpp>

#include "sim/city/grids/partition.hpp"

using namespace outpost;

namespace {

Position at(double x, double y) {
  return {metres(x), metres(y)};
}

const Border square{at(0, 0), at(100, 0), at(100, 100), at(0, 100)};

/// Streets of the given ends, all open to everybody, `length` as the crow flies.
struct Drawing {
  City city;
  void street(std::size_t from, std::size_t to) {
    const auto& nodes = city.streets.nodes;
    Street row;
    row.from = NodeId{from};
    row.to = NodeId{to};
    row.length = straight_distance(nodes[row.from], nodes[row.to]);
    city.streets.streets.push_back(row);
  }
  void building(std::size_t street, double offset, Position place, std::size_t households) {
    Building row;
    row.serial = static_cast<std::uint32_t>(city.buildings.size());
    row.entrance = spot_on(city.streets, StreetId{street}, metres(offset));
    row.at = place;
    const std::size_t first = city.households.size();
    for (std::size_t i = 0; i < households; ++i)
      city.households.push_back({BuildingId{city.buildings.size()}, {}, 1, {}});
    row.households = {first, city.households.size()};
    city.buildings.push_back(row);
  }
  CommunityAtoms atoms(Border border) {
    Community community;
    community.code = 990000001001;
    community.border = std::move(border);
    community.buildings = {0, city.buildings.size()};
    community.households = {0, city.households.size()};
    city.communities.push_back(community);
    StreetWalks walks{city.streets};
    return atoms_of(city, CommunityId{0}, std::vector<bool>(city.buildings.size(), false), walks);
  }
};

bool next_door(const AtomGraph& graph, AtomIndex a, AtomIndex b) {
  for (std::uint32_t row = graph.first[a]; row < graph.first[a + 1]; ++row) {
    if (graph.neighbour[row] == b) return graph.walkable[row] != 0;
  }
  return false;
}

}  // namespace

TEST_CASE("cells tile the ground: every point belongs to the nearest building, and areas add up") {
  const std::vector<CellEdge> cells = cells_within(square, {at(25, 25), at(75, 25), at(25, 75), at(75, 75)});
  std::int64_t inner = 0;
  std::int64_t outer = 0;
  for (const CellEdge& edge : cells) {
    (edge.right == CellEdge::outside ? outer : inner) += straight_distance(edge.from, edge.to).in_millimetres();
  }
  CHECK(inner == 200'000);
  CHECK(outer == 400'000);
  for (std::uint32_t site = 0; site < 4; ++site) {
    const std::vector<Border> rings = outline_of(cells, {0, 1, 2, 3}, site);
    REQUIRE(rings.size() == 1);
    CHECK(doubled_area(rings[0]) == 2 * 2500ll * 1'000'000);
  }
  const std::vector<Border> half = outline_of(cells, {0, 1, 0, 1}, 0);
  REQUIRE(half.size() == 1);
  CHECK(doubled_area(half[0]) == 2 * 5000ll * 1'000'000);
}

TEST_CASE("ground with a bay is tiled without the bay, and a cell around another has a hole") {
  const Border bay{at(0, 0), at(100, 0), at(100, 100), at(60, 100), at(60, 20), at(40, 20), at(40, 100), at(0, 100)};
  const std::vector<CellEdge> cells = cells_within(bay, {at(20, 80), at(80, 80)});
  std::int64_t area = 0;
  for (const std::uint32_t site : {0u, 1u}) {
    for (const Border& ring : outline_of(cells, {0, 1}, site)) area += doubled_area(ring) / 2;
  }
  CHECK(area == doubled_area(bay) / 2);
  const std::vector<CellEdge> ring = cells_within(square, {at(50, 50), at(50, 90), at(90, 50), at(50, 10), at(10, 50)});
  const std::vector<Border> around = outline_of(ring, {0, 1, 1, 1, 1}, 1);
  REQUIRE(around.size() == 2);
  CHECK(doubled_area(around[0]) > 0);
  CHECK(doubled_area(around[1]) < 0);
}

TEST_CASE("buildings on one spot share a cell, and one far outside has none") {
  const std::vector<CellEdge> cells = cells_within(square, {at(25, 50), at(25, 50), at(75, 50), at(5'000, 50)});
  for (const CellEdge& edge : cells) {
    CHECK(edge.left != 1);
    CHECK(edge.left != 3);
    CHECK(edge.right != 1);
  }
}

TEST_CASE("facing doors and corners are next door, gardens back to back are not") {
  Drawing drawing;  // two parallel streets 60 m apart, joined at the western end
  for (const Position node : {at(0, 20), at(300, 20), at(0, 80), at(300, 80)})
    drawing.city.streets.nodes.push_back(node);
  drawing.street(0, 1);
  drawing.street(2, 3);
  drawing.street(0, 2);
  drawing.building(0, 250, at(250, 5), 10);   // 0: south of the first street
  drawing.building(0, 251, at(250, 35), 10);  // 1: facing it
  drawing.building(1, 250, at(250, 65), 10);  // 2: back to back with 1
  drawing.building(0, 20, at(20, 35), 10);    // 3: near the corner
  drawing.building(1, 20, at(20, 65), 10);    // 4: around the corner, 100 m to walk, and back to back with 3
  const CommunityAtoms atoms = drawing.atoms({at(0, 0), at(300, 0), at(300, 100), at(0, 100)});
  CHECK(next_door(atoms.graph, 0, 1));
  CHECK_FALSE(next_door(atoms.graph, 1, 2));
  CHECK(next_door(atoms.graph, 3, 4));
  CHECK(next_door(atoms.graph, 1, 3));
  CHECK_NOTHROW(require_sound(atoms.graph));
  CHECK(components_of(atoms.graph).size() == 1);
}

TEST_CASE("the banks of a river are joined by a bridge alone") {
  Drawing drawing;  // two streets along the banks of a river between them
  for (const Position node : {at(0, 40), at(100, 40), at(0, 60), at(100, 60)})
    drawing.city.streets.nodes.push_back(node);
  drawing.street(0, 1);
  drawing.street(2, 3);
  drawing.building(0, 50, at(50, 30), 10);
  drawing.building(1, 50, at(50, 70), 10);
  Drawing bridged = drawing;
  bridged.street(1, 3);
  CHECK(components_of(drawing.atoms(square).graph).size() == 2);
  CHECK(components_of(bridged.atoms(square).graph).size() == 1);
}

TEST_CASE("a building's name in files is its community's code and its serial") {
  Drawing drawing;
  drawing.city.streets.nodes.push_back(at(0, 0));
  drawing.city.streets.nodes.push_back(at(100, 0));
  drawing.street(0, 1);
  drawing.building(0, 50, at(50, 10), 1);
  drawing.atoms(square);
  CHECK(name_of(drawing.city, BuildingId{0}) == "990000001001-0");
}
