#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::small_town;

TEST_CASE("every building belongs to one grid of its own community") {
  const auto town = small_town();
  std::set<BuildingId> seen;
  for (const Grid& grid : town->plan.grids) {
    for (const BuildingId building : grid.buildings) {
      CHECK(seen.insert(building).second);
      CHECK(town->city.buildings[building].community == grid.community);
    }
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

TEST_CASE("grids hold about the households that were asked for") {
  for (const std::int64_t wanted : {150, 300, 600}) {
    const auto town = small_town([wanted](ScenarioSpec& s) {
      s.city.population = {40'000};
      s.grids.households = {wanted};
    });
    std::map<CommunityId, std::vector<std::int64_t>> by_community;
    for (const Grid& grid : town->plan.grids) by_community[grid.community].push_back(grid.households);
    for (const auto& [community, sizes] : by_community) {
      const auto households = static_cast<std::int64_t>(town->city.communities[community].households.size());
      const auto grids = static_cast<std::int64_t>(sizes.size());
      CHECK(grids == std::max<std::int64_t>(1, (households + wanted / 2) / wanted));
      // Whole buildings make grids uneven: by no more than two of the largest.
      for (const std::int64_t size : sizes) CHECK(std::abs(size - households / grids) <= 2 * 66);
    }
  }
}

TEST_CASE("a community has at most 999 grids, because codes end in three digits") {
  CHECK_THROWS_AS(small_town([](ScenarioSpec& s) {
                    s.city.population = {400'000};
                    s.grids.households = {20};
                  }),
                  ImpossibleCity);
}
