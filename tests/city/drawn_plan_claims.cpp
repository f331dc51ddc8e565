#include "sim/city/grids/drawn_plan.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::small_town;

namespace {

/// The designed plan as somebody would draw it: grid i stands in line i + 1.
std::vector<DrawnGrid> drawn_from(const Setting& town) {
  std::vector<DrawnGrid> drawn;
  for (const Grid& grid : town.plan.grids) {
    DrawnGrid row;
    row.code = grid.code;
    row.listed = true;
    row.line = static_cast<std::uint32_t>(drawn.size() + 1);
    for (const BuildingId building : grid.buildings) {
      const Building& found = town.city.buildings[building];
      row.buildings.push_back({town.city.communities[found.community].code, found.serial, row.line, 9});
    }
    drawn.push_back(std::move(row));
  }
  return drawn;
}

std::string errors_of(const Setting& town, const std::vector<DrawnGrid>& drawn) {
  std::string text;
  for (const PlanFault& fault : plan_of(town.city, drawn).errors) {
    text += std::to_string(fault.line) + ": " + fault.message + "\n";
  }
  return text;
}

const Setting& town() {
  static const auto made = small_town();
  return *made;
}

}  // namespace

TEST_CASE("a plan that is drawn as it was designed is the plan") {
  const DrawnPlan read = plan_of(town().city, drawn_from(town()));
  CHECK(read.errors.empty());
  CHECK(read.warnings.empty());
  REQUIRE(read.plan.grids.size() == town().plan.grids.size());
  for (const GridId id : read.plan.grids.ids()) {
    CHECK(read.plan.grids[id].code == town().plan.grids[id].code);
    CHECK(read.plan.grids[id].buildings == town().plan.grids[id].buildings);
    CHECK(read.plan.grids[id].households == town().plan.grids[id].households);
    CHECK(read.plan.grids[id].post == town().plan.grids[id].post);
  }
}

TEST_CASE("a building that two grids hold is named with both, one that no grid holds with its place") {
  auto drawn = drawn_from(town());
  drawn[1].buildings.push_back(drawn[0].buildings.front());
  CHECK(errors_of(town(), drawn)
            .find("is in two grids, 990000001001001 and 990000001001002; a building belongs to one") !=
        std::string::npos);
  drawn = drawn_from(town());
  drawn[0].buildings.pop_back();
  const std::string text = errors_of(town(), drawn);
  CHECK(text.find("in 东社区 building 990000001001-") != std::string::npos);
  CHECK(text.find(" is in no grid; every building belongs to one") != std::string::npos);
}

TEST_CASE("a grid that holds a building of the neighbours crosses a border, and a building must be there") {
  auto drawn = drawn_from(town());
  drawn[0].buildings.push_back({990000001200, 0, 7, 3});
  drawn[0].buildings.push_back({990000001200, 99'999, 7, 4});
  const std::string text = errors_of(town(), drawn);
  CHECK(text.find("7: grid 990000001001001 crosses the border of 东社区: building 990000001200-0 belongs to 北村\n") !=
        std::string::npos);
  CHECK(text.find("7: there is no building 990000001200-99999 in this city\n") != std::string::npos);
}

TEST_CASE("codes are of this city, each once, with a number") {
  auto drawn = drawn_from(town());
  drawn[1].code = drawn[0].code;
  CHECK(errors_of(town(), drawn)
            .find("2: grid 990000001001001 stands twice, first in line 1; give one of them a number "
                  "that is free\n") != std::string::npos);
  drawn = drawn_from(town());
  drawn[0].code = 320684001001001;
  CHECK(errors_of(town(), drawn).find("1: grid 320684001001001 has the code of no community of this city;") !=
        std::string::npos);
  drawn[0].code = 990000001001000;
  CHECK(errors_of(town(), drawn).find("1: grid 990000001001000 has the number 000; numbers go from 001 to 999\n") !=
        std::string::npos);
}

TEST_CASE("a grid in pieces is told by a building of the smaller piece") {
  // Two buildings of two grids that do not touch change places.
  auto drawn = drawn_from(town());
  const auto apart = town().plan.grids[GridId{0}].community;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < drawn.size(); ++row) {
    if (town().plan.grids[GridId{row}].community == apart) rows.push_back(row);
  }
  REQUIRE(rows.size() >= 2);
  const auto furthest = [&](std::size_t from, std::size_t to) {
    const Position post = town().plan.grids[GridId{to}].post.at;
    return *std::max_element(drawn[from].buildings.begin(), drawn[from].buildings.end(),
                             [&](const BuildingName& a, const BuildingName& b) {
                               const auto& all = town().city.communities[apart].buildings;
                               return straight_distance(town().city.buildings[all[a.serial]].at, post) <
                                      straight_distance(town().city.buildings[all[b.serial]].at, post);
                             });
  };
  const BuildingName moved = furthest(rows[0], rows[1]);
  auto& from = drawn[rows[0]].buildings;
  from.erase(
      std::find_if(from.begin(), from.end(), [&](const BuildingName& row) { return row.serial == moved.serial; }));
  drawn[rows[1]].buildings.push_back(moved);
  CHECK(errors_of(town(), drawn)
            .find("falls into 2 pieces that no street joins, one around building 990000001001-" +
                  std::to_string(moved.serial) + "; a grid is contiguous on the ground") != std::string::npos);
}

TEST_CASE("people do not live in a dedicated grid") {
  auto drawn = drawn_from(town());
  drawn[0].dedicated = true;
  CHECK(errors_of(town(), drawn).find("1: dedicated grid 990000001001001 holds building 990000001001-") !=
        std::string::npos);
}

TEST_CASE("a grid over the limit is an error, an uneven one a warning") {
  const auto large = small_town([](ScenarioSpec& s) { s.city.population = {20'000}; });
  auto drawn = drawn_from(*large);
  std::vector<DrawnGrid> merged;
  for (const DrawnGrid& grid : drawn) {
    if (!merged.empty() && merged.back().code / 1000 == grid.code / 1000) {
      merged.back().buildings.insert(merged.back().buildings.end(), grid.buildings.begin(), grid.buildings.end());
    } else {
      merged.push_back(grid);
    }
  }
  CHECK(errors_of(*large, merged).find("households, more than the limit of 1000\n") != std::string::npos);

  // The first two of a community with three or more become one: as contiguous as before, and twice the mean.
  drawn = drawn_from(town());
  std::size_t row = 0;
  while (row + 2 < drawn.size() && drawn[row].code / 1000 != drawn[row + 2].code / 1000) ++row;
  REQUIRE(row + 2 < drawn.size());
  for (std::size_t other = row + 1; other < drawn.size() && drawn[other].code / 1000 == drawn[row].code / 1000;
       ++other) {
    auto joined = drawn;
    auto& members = joined[row].buildings;
    members.insert(members.end(), drawn[other].buildings.begin(), drawn[other].buildings.end());
    joined.erase(joined.begin() + static_cast<std::ptrdiff_t>(other));
    const DrawnPlan read = plan_of(town().city, joined);
    if (!read.errors.empty()) continue;  // these two are no neighbours
    REQUIRE_FALSE(read.warnings.empty());
    CHECK(read.warnings.front().message.find(" households where the mean of ") != std::string::npos);
    return;
  }
  FAIL("no two grids of the community touch");
}

TEST_CASE("a polygon holds the buildings within it, and may not cross its community's border") {
  std::vector<DrawnGrid> drawn;
  for (const Community& community : town().city.communities) {
    DrawnGrid grid;
    grid.code = community.code * 1000 + 1;
    grid.rings = {community.border};
    grid.line = static_cast<std::uint32_t>(drawn.size() + 1);
    drawn.push_back(std::move(grid));
  }
  std::size_t outside = 0;  // buildings beside a border street may stand on the neighbours' ground
  for (const PlanFault& fault : plan_of(town().city, drawn).errors) {
    CHECK(fault.message.find("crosses the border") == std::string::npos);
    ++outside;
  }
  CHECK(outside <= town().city.communities.size());
  for (Position& corner : drawn[0].rings[0]) corner.x += kilometres(3);
  CHECK(errors_of(town(), drawn).find("1: grid 990000001001001 crosses the border of 东社区 at (") !=
        std::string::npos);
}
