#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::small_division;
using tests::small_spec;
using tests::town_tree;

namespace {

City small_city(const tests::Change& change = {}) {
  return generate_city(small_spec(change).city, small_division());
}

}  // namespace

TEST_CASE("every resident that was asked for lives in a household in a building in a community") {
  const City city = small_city();
  CHECK(city.residents.size() == 9'000);
  std::size_t housed = 0;
  for (const HouseholdId id : city.households.ids()) {
    const Household& household = city.households[id];
    CHECK_FALSE(household.residents.empty());
    CHECK(city.buildings[household.building].households.contains(id));
    housed += household.residents.size();
  }
  CHECK(housed == city.residents.size());
  for (const CommunityId id : city.communities.ids()) {
    for (const BuildingId building : city.communities[id].buildings) CHECK(city.buildings[building].community == id);
  }
}

TEST_CASE("people can walk and drive from every junction to every other") {
  const City city = small_city();
  for (const Way way : {Way::foot, Way::car}) {
    const std::vector<bool> part = largest_connected_part(city.streets, way);
    CHECK(std::count(part.begin(), part.end(), true) == static_cast<std::ptrdiff_t>(city.streets.nodes.size()));
  }
}

TEST_CASE("a generated town has the household size and the old people that the sources give") {
  const City city = small_city([](ScenarioSpec& s) {
    s.city.population = {60'000};
    s.city.group_rentals_urban = share(0);
    s.city.group_rentals_rural = share(0);
  });
  const auto residents = static_cast<double>(city.residents.size());
  CHECK(residents / static_cast<double>(city.households.size()) == Approx(2.22).epsilon(0.02));
  const auto old =
      std::count_if(city.residents.begin(), city.residents.end(), [](const Resident& r) { return r.age >= 60; });
  CHECK(static_cast<double>(old) / residents == Approx(0.308).margin(0.01));
}

TEST_CASE("a city is a function of its own section: the same again, and another for another seed") {
  const DigestValue digest = digest_of(small_city());
  CHECK(digest_of(small_city()) == digest);
  CHECK(digest_of(small_city([](ScenarioSpec& s) { s.city.seed = 2; })) != digest);
}

TEST_CASE("a city depends on no grid plan, staff, rule or run seed") {
  const DigestValue digest = digest_of(small_city());
  CHECK(digest_of(small_city([](ScenarioSpec& s) {
          s.grids.households = {150};
          s.staff[Role::grid_worker].per_grid = 2.0;
          s.rules.dispatch = "soonest_free";
          s.run.seed = 77;
        })) == digest);
}

TEST_CASE("renaming a community changes nobody else's household") {
  DivisionTree renamed = small_division();
  renamed.counties[0].towns[0].communities[0].name = "新名";
  const City before = generate_city(small_spec().city, small_division());
  const City after = generate_city(small_spec().city, renamed);
  CHECK(digest_of(before) == digest_of(after));
}

TEST_CASE("a town of one small village is still a town") {
  const DivisionTree village =
      town_tree({.code = 990000002, .name = "村", .communities = {{990000002200, "独村", false}}});
  const City city = generate_city(small_spec([](ScenarioSpec& s) { s.city.population = {300}; }).city, village);
  CHECK(city.residents.size() == 300);
  CHECK_FALSE(city.streets.streets.empty());
}

TEST_CASE("a place of one resident, or of blocks larger than itself, still has streets and homes") {
  for (const std::int64_t population : {1, 10, 100}) {
    const City city = small_city([population](ScenarioSpec& s) { s.city.population = {population}; });
    CHECK(city.residents.size() == static_cast<std::size_t>(population));
    CHECK_FALSE(city.streets.streets.empty());
  }
  const City coarse = small_city([](ScenarioSpec& s) {
    s.city.rural_block = kilometres(5);
    s.city.urban_block = kilometres(1);
  });
  CHECK(coarse.residents.size() == 9'000);
}

TEST_CASE("every community has its market, and an urban one its school and its park, whatever its size") {
  for (std::int64_t population = 6'000; population < 30'000; population += 1'700) {
    const City city = small_city([population](ScenarioSpec& s) { s.city.population = {population}; });
    for (const Community& community : city.communities) {
      std::map<BuildingKind, int> count;
      for (const BuildingId building : community.buildings) ++count[city.buildings[building].kind];
      const bool urban = community.kind == CommunityKind::urban;
      CHECK(count[BuildingKind::market] == 1);
      CHECK(count[BuildingKind::park] == (urban ? 1 : 0));
      CHECK(count[BuildingKind::school] == (urban || community.code % 2 == 0 ? 1 : 0));
      CHECK(count[BuildingKind::workshop] >= 1);
    }
  }
}

TEST_CASE("residents of an imported city live along its residential streets, all of them") {
  ImportedStreets streets;
  for (int i = 0; i < 6; ++i) streets.network.nodes.push_back({metres(200.0 * i), metres(i % 2 == 0 ? 0 : 80)});
  for (std::size_t i = 0; i + 1 < 6; ++i) {
    Street street{.from = NodeId{i}, .to = NodeId{i + 1}, .length = metres(220)};
    street.street_class = i == 0 ? StreetClass::arterial : StreetClass::residential;
    streets.network.streets.push_back(street);
  }
  CitySpec spec;
  spec.kind = CityKind::imported;
  spec.population = {1'000};
  spec.community_population = {400};
  const City city = city_on_streets(spec, streets);
  CHECK(city.residents.size() == 1'000);
  CHECK(city.communities.size() == 2);
  for (const Building& building : city.buildings) CHECK(building.entrance.street != StreetId{0});
}
