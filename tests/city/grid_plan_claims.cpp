#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "sim/city/grids/plan_measures.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::small_town;

namespace {

/// The city with premises in every building without homes: the more people, the later the building.
City with_premises(City city) {
  std::uint16_t people = 10;
  city.premises = {};
  for (const BuildingId id : city.buildings.ids()) {
    if (city.buildings[id].kind == BuildingKind::homes) continue;
    city.premises.push_back({.building = id, .kind = city.buildings[id].kind, .staff = people++});
  }
  return city;
}

}  // namespace

TEST_CASE("every building belongs to one grid of its own community") {
  const auto town = small_town();
  std::set<BuildingId> seen;
  for (const Grid& grid : town->plan.grids) {
    for (const BuildingId building : grid.buildings) {
      CHECK(seen.insert(building).second);
      CHECK(town->city.buildings[building].community == grid.community);
    }
  }
  for (const DedicatedGrid& grid : town->plan.dedicated) {
    for (const BuildingId building : grid.buildings) CHECK(seen.insert(building).second);
  }
  CHECK(seen.size() == town->city.buildings.size());
}

TEST_CASE("a grid's code is its community's twelve digits and three more, and nobody else's") {
  const auto town = small_town();
  std::set<std::uint64_t> codes;
  for (const Grid& grid : town->plan.grids) {
    CHECK(codes.insert(grid.code).second);
    CHECK(grid.code / 1000 == town->city.communities[grid.community].code);
    CHECK(std::to_string(grid.code).size() == 15);
    CHECK(grid.code % 1000 >= 1);
  }
}

TEST_CASE("grids hold about the households that were asked for, but one in fifty that its streets do not let") {
  int all = 0;
  int outside = 0;
  for (const std::int64_t wanted : {150, 300, 600}) {
    const auto town = small_town([wanted](ScenarioSpec& s) {
      s.city.population = {40'000};
      s.grids.households = {wanted};
      s.grids.rural_households = {wanted};
    });
    std::map<CommunityId, std::vector<std::int64_t>> by_community;
    for (const Grid& grid : town->plan.grids) by_community[grid.community].push_back(grid.households);
    for (const auto& [community, sizes] : by_community) {
      const auto households = static_cast<std::int64_t>(town->city.communities[community].households.size());
      const auto grids = static_cast<std::int64_t>(sizes.size());
      CHECK(grids == std::max<std::int64_t>(1, (households + wanted / 2) / wanted));
      // Whole buildings make grids uneven: by half the largest, or 5%, and the mean here is rounded down.
      std::int64_t largest = 0;
      for (const BuildingId building : town->city.communities[community].buildings) {
        largest = std::max(largest, static_cast<std::int64_t>(town->city.buildings[building].households.size()));
      }
      const std::int64_t mean = households / grids;
      for (const std::int64_t size : sizes) {
        ++all;
        if (std::abs(size - mean) <= std::max(mean / 20, largest / 2) + 1) continue;
        ++outside;
        CHECK(std::abs(size - mean) <= mean / 20 + 2 * largest);
      }
    }
  }
  CHECK(all > 100);
  CHECK(50 * outside <= all);
}

TEST_CASE("a community has at most 999 grids, because codes end in three digits") {
  CHECK_THROWS_AS(small_town([](ScenarioSpec& s) {
                    s.city.population = {400'000};
                    s.grids.households = {20};
                  }),
                  ImpossibleCity);
}

TEST_CASE("a grid is contiguous on the ground: one can walk through it without leaving it") {
  const auto town = small_town([](ScenarioSpec& s) { s.city.population = {20'000}; });
  const PlanMeasures measures = measure(town->plan, town->city, town->spec.grids);
  CHECK(measures.not_contiguous == 0);
  CHECK(measures.grids == town->plan.grids.size());
}

TEST_CASE("a number of grids is shared out by households, and every community has one") {
  const auto town = small_town([](ScenarioSpec& s) { s.grids.number = 17; });
  CHECK(town->plan.grids.size() == 17);
  std::set<CommunityId> with_grid;
  for (const Grid& grid : town->plan.grids) with_grid.insert(grid.community);
  CHECK(with_grid.size() == town->city.communities.size());
}

TEST_CASE("urban and rural grids have targets of their own") {
  const auto town = small_town([](ScenarioSpec& s) {
    s.city.population = {40'000};
    s.grids.households = {600};
    s.grids.rural_households = {200};
  });
  const auto counts = grid_counts(town->spec.grids, town->city);
  for (const CommunityId id : town->city.communities.ids()) {
    const Community& community = town->city.communities[id];
    const std::int64_t target = community.kind == CommunityKind::urban ? 600 : 200;
    const auto households = static_cast<std::int64_t>(community.households.size());
    CHECK(std::abs(static_cast<std::int64_t>(counts[id.row()]) * target - households) <= target / 2);
  }
}

TEST_CASE("a target smaller than a building is refused with the building and its place") {
  CHECK_THROWS_WITH(small_town([](ScenarioSpec& s) { s.grids.households = {10}; }),
                    Catch::Contains("grids.households: building 990000001001-") &&
                        Catch::Contains("(990000001001) has") &&
                        Catch::Contains("households, more than a grid of 10; write at least "));
}

TEST_CASE("dedicated grids hold premises alone, number after the others and are covered by a neighbour's worker") {
  const City city = with_premises(small_town()->city);
  GridSpec spec;
  spec.dedicated = 3;
  const GridPlan plan = make_grid_plan(spec, city);
  REQUIRE(plan.dedicated.size() == 3);
  for (const DedicatedGridId id : plan.dedicated.ids()) {
    const DedicatedGrid& grid = plan.dedicated[id];
    CHECK(grid.people > 0);
    CHECK(plan.grids[grid.cover].community == grid.community);
    for (const Grid& other : plan.grids) {
      if (other.community == grid.community) CHECK(grid.code > other.code);
    }
    for (const BuildingId building : grid.buildings) {
      CHECK(city.buildings[building].households.empty());
      CHECK(plan.grid_of[building] == grid.cover);
      CHECK(*plan.dedicated_of[building] == id);
      const auto& served = plan.grids[grid.cover].buildings;
      CHECK(std::find(served.begin(), served.end(), building) == served.end());
    }
  }
  spec.dedicated = 0;
  spec.dedicated_from = 1'000'000;
  CHECK(make_grid_plan(spec, city).dedicated.empty());
}

TEST_CASE("equal cities get equal plans, and editing one community leaves the grids of the others") {
  const auto town = small_town();
  const GridPlan again = make_grid_plan(town->spec.grids, town->city);
  REQUIRE(again.grids.size() == town->plan.grids.size());
  for (const GridId id : again.grids.ids()) CHECK(again.grids[id].buildings == town->plan.grids[id].buildings);
}
