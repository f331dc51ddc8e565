#include "sim/city/grids/wishes.hpp"

#include <catch2/catch.hpp>

#include "sim/city/grids/plan_measures.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::small_town;

namespace {

const Setting& wished_town() {
  static const auto made = small_town();
  return *made;
}

BuildingName name(BuildingId building) {
  const Building& row = wished_town().city.buildings[building];
  return {wished_town().city.communities[row.community].code, row.serial, 1, 1};
}

/// From north to south past the first community's centre, `length` long.
FixedBorder border_past(Position centre, Length length) {
  return {{{centre.x, centre.y + length}, {centre.x, centre.y - length}}, 3};
}

}  // namespace

TEST_CASE("no grid lies on both sides of a fixed border, and every grid still is contiguous") {
  const City& city = wished_town().city;
  GridWishes wishes;
  wishes.borders = {border_past(city.communities[CommunityId{0}].centre, kilometres(50))};
  const Length x = wishes.borders[0].line[0].x;
  const GridPlan plan = make_grid_plan({}, city, wishes);
  std::size_t cut = 0;  // grids that had both sides without the wish
  for (const Grid& grid : plan.grids) {
    const bool west = city.buildings[grid.buildings.front()].at.x < x;
    for (const BuildingId building : grid.buildings) CHECK((city.buildings[building].at.x < x) == west);
  }
  for (const Grid& grid : wished_town().plan.grids) {
    const bool west = city.buildings[grid.buildings.front()].at.x < x;
    for (const BuildingId building : grid.buildings) cut += (city.buildings[building].at.x < x) != west ? 1 : 0;
  }
  CHECK(cut > 0);
  CHECK(measure(plan, city, {}).not_contiguous == 0);
}

TEST_CASE("a fixed border that ends within a community is refused where a grid reaches around it") {
  const City& city = wished_town().city;
  GridWishes wishes;
  wishes.borders = {border_past(city.communities[CommunityId{0}].centre, metres(60))};
  GridSpec spec;
  spec.households = {2'000};  // one grid for the community
  CHECK_THROWS_WITH(make_grid_plan(spec, city, wishes),
                    Catch::StartsWith("grids.wishes: the fixed border in line 3 ends within 东社区 (990000001001)"));
}

TEST_CASE("buildings that stay together are in one grid, next door or not refused") {
  const City& city = wished_town().city;
  // Two of different grids on one street, next door to each other.
  std::vector<bool> apart(city.buildings.size(), false);
  StreetWalks walks{city.streets};
  const CommunityAtoms atoms = atoms_of(city, CommunityId{0}, apart, walks);
  GridWishes wishes;
  for (AtomIndex atom = 0; atom < atoms.graph.size() && wishes.together.empty(); ++atom) {
    for (std::uint32_t row = atoms.graph.first[atom]; row < atoms.graph.first[atom + 1]; ++row) {
      const BuildingId a = atoms.buildings[atom];
      const BuildingId b = atoms.buildings[atoms.graph.neighbour[row]];
      if (wished_town().plan.dedicated_of[a] || wished_town().plan.dedicated_of[b]) continue;
      if (atoms.graph.walkable[row] == 0 || wished_town().plan.grid_of[a] == wished_town().plan.grid_of[b]) continue;
      wishes.together.push_back({{name(a), name(b)}, 5});
      break;
    }
  }
  REQUIRE(wishes.together.size() == 1);
  const GridPlan plan = make_grid_plan({}, city, wishes);
  const auto& pair = wishes.together[0].buildings;
  CHECK(plan.grid_of[*find_building(city, pair[0])] == plan.grid_of[*find_building(city, pair[1])]);
  CHECK(measure(plan, city, {}).not_contiguous == 0);
}

TEST_CASE("wishes about buildings that are not there, or in several communities, are refused") {
  const City& city = wished_town().city;
  GridWishes wishes;
  wishes.together = {{{{990000001001, 0}, {990000001001, 99'999}}, 5}};
  CHECK_THROWS_WITH(
      make_grid_plan({}, city, wishes),
      "grids.wishes: the buildings that line 5 keeps together hold 990000001001-99999, and there is no such "
      "building in this city");
  wishes.together = {{{{990000001001, 0}, {990000001002, 0}}, 5}};
  CHECK_THROWS_WITH(make_grid_plan({}, city, wishes),
                    "grids.wishes: the buildings that line 5 keeps together lie in several communities; a grid never "
                    "crosses the border of one");
}
