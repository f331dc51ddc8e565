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
  const auto draw = [&](std::uint64_t code, bool dedicated, const std::vector<BuildingId>& buildings) {
    DrawnGrid row;
    row.code = code;
    row.dedicated = dedicated;
    row.listed = true;
    row.line = static_cast<std::uint32_t>(drawn.size() + 1);
    for (const BuildingId building : buildings) {
      const Building& found = town.city.buildings[building];
      row.buildings.push_back({town.city.communities[found.community].code, found.serial, row.line, 9});
    }
    drawn.push_back(std::move(row));
  };
  for (const Grid& grid : town.plan.grids) draw(grid.code, false, grid.buildings);
  for (const DedicatedGrid& grid : town.plan.dedicated) draw(grid.code, true, grid.buildings);
  return drawn;
}

std::string errors_of(const Setting& town, const std::vector<DrawnGrid>& drawn) {
  std::string text;
  for (const PlanFault& fault : plan_of(town.city, drawn).errors) {
    text += std::to_string(fault.line) + ": " + fault.message + "\n";
  }
  return text;
}

const Setting& drawn_town() {
  static const auto made = small_town();
  return *made;
}

}  // namespace

TEST_CASE("a plan that is drawn as it was designed is the plan") {
  INFO(errors_of(drawn_town(), drawn_from(drawn_town())));
  const DrawnPlan read = plan_of(drawn_town().city, drawn_from(drawn_town()));
  CHECK(read.errors.empty());
  CHECK(read.warnings.empty());
  REQUIRE(read.plan.grids.size() == drawn_town().plan.grids.size());
  for (const GridId id : read.plan.grids.ids()) {
    CHECK(read.plan.grids[id].code == drawn_town().plan.grids[id].code);
    CHECK(read.plan.grids[id].buildings == drawn_town().plan.grids[id].buildings);
    CHECK(read.plan.grids[id].households == drawn_town().plan.grids[id].households);
    CHECK(read.plan.grids[id].post == drawn_town().plan.grids[id].post);
  }
}

TEST_CASE("a building that two grids hold is named with both, one that no grid holds with its place") {
  auto drawn = drawn_from(drawn_town());
  drawn[1].buildings.push_back(drawn[0].buildings.front());
  CHECK(errors_of(drawn_town(), drawn)
            .find("is in two grids, 990000001001001 and 990000001001002; a building belongs to one") !=
        std::string::npos);
  drawn = drawn_from(drawn_town());
  drawn[0].buildings.pop_back();
  const std::string text = errors_of(drawn_town(), drawn);
  CHECK(text.find("in 东社区 building 990000001001-") != std::string::npos);
  CHECK(text.find(" is in no grid; every building belongs to one") != std::string::npos);
}

TEST_CASE("a grid that holds a building of the neighbours crosses a border, and a building must be there") {
  auto drawn = drawn_from(drawn_town());
  drawn[0].buildings.push_back({990000001200, 0, 7, 3});
  drawn[0].buildings.push_back({990000001200, 99'999, 7, 4});
  const std::string text = errors_of(drawn_town(), drawn);
  CHECK(text.find("7: grid 990000001001001 crosses the border of 东社区: building 990000001200-0 belongs to 北村\n") !=
        std::string::npos);
  CHECK(text.find("7: there is no building 990000001200-99999 in this city\n") != std::string::npos);
}

TEST_CASE("codes are of this city, each once, with a number") {
  auto drawn = drawn_from(drawn_town());
  drawn[1].code = drawn[0].code;
  CHECK(errors_of(drawn_town(), drawn)
            .find("2: grid 990000001001001 stands twice, first in line 1; give one of them a number "
                  "that is free\n") != std::string::npos);
  drawn = drawn_from(drawn_town());
  drawn[0].code = 320684001001001;
  CHECK(errors_of(drawn_town(), drawn).find("1: grid 320684001001001 has the code of no community of this city;") !=
        std::string::npos);
  drawn[0].code = 990000001001000;
  CHECK(
      errors_of(drawn_town(), drawn).find("1: grid 990000001001000 has the number 000; numbers go from 001 to 999\n") !=
      std::string::npos);
}

TEST_CASE("a grid in pieces is told by a building of the smaller piece") {
  // A building goes over to a grid of the same community that it does not touch: it is a piece of its own there.
  const auto drawn = drawn_from(drawn_town());
  const auto community = drawn_town().plan.grids[GridId{0}].community;
  REQUIRE(drawn_town().plan.grids[GridId{1}].community == community);
  std::size_t told = 0;
  for (std::size_t i = 0; i < drawn[0].buildings.size(); ++i) {
    auto changed = drawn;
    const BuildingName moved = drawn[0].buildings[i];
    changed[0].buildings.erase(changed[0].buildings.begin() + static_cast<std::ptrdiff_t>(i));
    changed[1].buildings.push_back(moved);
    const std::string wanted = "grid " + std::to_string(drawn[1].code) +
                               " falls into 2 pieces that no street joins, one around building 990000001001-" +
                               std::to_string(moved.serial) + "; a grid is contiguous on the ground";
    told += errors_of(drawn_town(), changed).find(wanted) != std::string::npos ? 1 : 0;
  }
  CHECK(told > 0);
}

TEST_CASE("people do not live in a dedicated grid") {
  auto drawn = drawn_from(drawn_town());
  drawn[0].dedicated = true;
  CHECK(errors_of(drawn_town(), drawn).find("1: dedicated grid 990000001001001 holds building 990000001001-") !=
        std::string::npos);
}

TEST_CASE("a grid over the limit is an error, an uneven one a warning") {
  const auto large = small_town([](ScenarioSpec& s) { s.city.population = {20'000}; });
  auto drawn = drawn_from(*large);
  std::vector<DrawnGrid> merged;
  for (const DrawnGrid& grid : drawn) {
    if (grid.dedicated) continue;
    if (!merged.empty() && merged.back().code / 1000 == grid.code / 1000) {
      merged.back().buildings.insert(merged.back().buildings.end(), grid.buildings.begin(), grid.buildings.end());
    } else {
      merged.push_back(grid);
    }
  }
  CHECK(errors_of(*large, merged).find("households, more than the limit of 1000\n") != std::string::npos);

  // The first two of a community with three or more become one: as contiguous as before, and twice the mean.
  drawn = drawn_from(drawn_town());
  std::size_t row = 0;
  while (row + 2 < drawn_town().plan.grids.size() && drawn[row].code / 1000 != drawn[row + 2].code / 1000) ++row;
  REQUIRE(row + 2 < drawn.size());
  for (std::size_t other = row + 1;
       other < drawn_town().plan.grids.size() && drawn[other].code / 1000 == drawn[row].code / 1000; ++other) {
    auto joined = drawn;
    auto& members = joined[row].buildings;
    members.insert(members.end(), drawn[other].buildings.begin(), drawn[other].buildings.end());
    joined.erase(joined.begin() + static_cast<std::ptrdiff_t>(other));
    const DrawnPlan read = plan_of(drawn_town().city, joined);
    if (!read.errors.empty()) continue;  // these two are no neighbours
    REQUIRE_FALSE(read.warnings.empty());
    CHECK(read.warnings.front().message.find(" households where the mean of ") != std::string::npos);
    return;
  }
  FAIL("no two grids of the community touch");
}

TEST_CASE("a polygon holds the buildings within it, and may not cross its community's border") {
  const auto small = small_town([](ScenarioSpec& s) { s.city.population = {5'000}; });
  std::vector<DrawnGrid> drawn;
  for (const Community& community : small->city.communities) {
    DrawnGrid grid;
    grid.code = community.code * 1000 + 1;
    grid.rings = {community.border};
    grid.line = static_cast<std::uint32_t>(drawn.size() + 1);
    drawn.push_back(std::move(grid));
  }
  const DrawnPlan read = plan_of(small->city, drawn);
  REQUIRE(read.errors.empty());
  for (const Grid& grid : read.plan.grids) {
    CHECK(grid.buildings.size() == small->city.communities[grid.community].buildings.size());
  }
  for (Position& corner : drawn[0].rings[0]) corner.x += kilometres(3);
  CHECK(errors_of(*small, drawn).find("1: grid 990000001001001 crosses the border of 东社区 at (") !=
        std::string::npos);
}
