#include "sim/city/employment.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/flat_land.hpp"

using namespace outpost;

namespace {

City working_prefecture(std::vector<PlaceCount> counts = {}) {
  CitySpec spec = tests::prefecture_spec();
  spec.counts = std::move(counts);
  return tests::city_on_flat_land(spec, tests::small_prefecture());
}

const Community& home_of(const City& city, const Resident& resident) {
  return city.communities[city.buildings[city.households[resident.household].building].community];
}

/// A building by what no other community changes.
std::pair<std::uint64_t, std::uint32_t> identity_of(const City& city, BuildingId building) {
  return {city.communities[city.buildings[building].community].code, city.buildings[building].serial};
}

}  // namespace

TEST_CASE("nobody works or goes to school at the wrong age, and whoever does either has a place to go to") {
  const City city = working_prefecture();
  std::map<Occupation, int> count;
  for (const Resident& resident : city.residents) {
    ++count[resident.occupation];
    const bool here = resident.occupation == Occupation::works || resident.occupation == Occupation::pupil;
    if (here != resident.day_place.has_value()) FAIL("a day place goes with work or school in the city");
    switch (resident.occupation) {
      case Occupation::pupil:
        if (resident.age < 6 || resident.age > 17) FAIL("a pupil of " << int{resident.age});
        break;
      case Occupation::works:
      case Occupation::works_elsewhere:
        if (resident.age < 18 || resident.age > 59) FAIL("at work at " << int{resident.age});
        break;
      case Occupation::at_home:
        if (resident.age >= 6 && resident.age < 18) FAIL("no school at " << int{resident.age});
        break;
    }
  }
  const double adults = static_cast<double>(std::count_if(city.residents.begin(), city.residents.end(),
                                                          [](const Resident& r) { return r.age >= 18 && r.age < 60; }));
  const double working = count[Occupation::works] + count[Occupation::works_elsewhere];
  CHECK(working / adults == Approx(0.72).margin(0.02));
  CHECK(count[Occupation::works] / working == Approx(0.80).margin(0.02));
}

TEST_CASE("premises count the residents who work and learn there, each once") {
  const City city = working_prefecture();
  std::map<BuildingId, std::uint32_t> staff;
  std::map<BuildingId, std::uint32_t> pupils;
  for (const Resident& resident : city.residents) {
    if (resident.occupation == Occupation::works) ++staff[*resident.day_place];
    if (resident.occupation == Occupation::pupil) ++pupils[*resident.day_place];
  }
  std::size_t seen = 0;
  for (const Premises& premises : city.premises) {
    CHECK(premises.staff == staff[premises.building]);
    CHECK(premises.pupils == pupils[premises.building]);
    if (premises.kind != BuildingKind::school) CHECK(premises.pupils == 0);
    seen += premises.staff + premises.pupils;
  }
  CHECK(seen > 8'000);
}

TEST_CASE("an edit of one community redraws nobody elsewhere but those who work or learn there") {
  constexpr std::uint64_t edited = 990001001002;
  const City before = working_prefecture();
  const City after = working_prefecture({{edited, 900}});
  CHECK(after.residents.size() != before.residents.size());
  std::size_t compared = 0;
  for (const CommunityId id : before.communities.ids()) {
    const Community& one = before.communities[id];
    const Community& other = after.communities[id];
    CHECK(one.code == other.code);
    if (one.code == edited) {
      CHECK(other.residents.size() == 900);
      continue;
    }
    REQUIRE(one.residents.size() == other.residents.size());
    REQUIRE(one.households.size() == other.households.size());
    for (std::size_t serial = 0; serial < one.residents.size(); ++serial) {
      const Resident& was = before.residents[one.residents[serial]];
      const Resident& is = after.residents[other.residents[serial]];
      REQUIRE(was.age == is.age);
      REQUIRE(was.migrant == is.migrant);
      REQUIRE(was.visit_duty == is.visit_duty);
      REQUIRE(before.households[was.household].tenure == after.households[is.household].tenure);
      const auto went = was.day_place ? identity_of(before, *was.day_place) : std::pair{std::uint64_t{0}, 0u};
      const auto goes = is.day_place ? identity_of(after, *is.day_place) : std::pair{std::uint64_t{0}, 0u};
      if (went.first == edited || goes.first == edited) continue;
      REQUIRE(was.occupation == is.occupation);
      REQUIRE(went == goes);
      ++compared;
    }
  }
  CHECK(compared > 15'000);
}

TEST_CASE("work is found near: more often in the own town than in the next, and there more often than two towns on") {
  const City city = working_prefecture({{990001001, 8'000}, {990001100, 8'000}, {990002001, 8'000}});
  std::array<double, 3> by_distance{};
  for (const Resident& resident : city.residents) {
    if (resident.occupation != Occupation::works) continue;
    const Community& home = home_of(city, resident);
    if (home.town != TownId{0}) continue;
    by_distance[city.communities[city.buildings[*resident.day_place].community].town.row()] += 1.0;
  }
  CHECK(by_distance[0] > 2.0 * by_distance[1]);
  CHECK(by_distance[1] > 2.0 * by_distance[2]);
  CHECK(by_distance[2] > 0.0);
}

TEST_CASE("bigger premises have more staff, in proportion") {
  const City city = working_prefecture();
  const CitySpec spec = tests::prefecture_spec();
  // An urban community's workshops and offices share its workers by their places: 2,000 m2 / 45 against 3,000 / 20.
  double workshops = 0.0;
  double workshop_staff = 0.0;
  double offices = 0.0;
  double office_staff = 0.0;
  for (const Community& community : city.communities) {
    if (community.kind != CommunityKind::urban) continue;
    for (const PremisesId id : community.premises) {
      const Premises& premises = city.premises[id];
      const bool office = premises.kind == BuildingKind::office;
      if (!office && premises.kind != BuildingKind::workshop) continue;
      (office ? offices : workshops) += 1.0;
      (office ? office_staff : workshop_staff) += premises.staff;
    }
  }
  CHECK(office_staff / offices / (workshop_staff / workshops) == Approx(150.0 / 44.0).epsilon(0.15));
}

TEST_CASE("children go to the schools of their own community, and where it has none, of another in their town") {
  const City city = working_prefecture();
  std::size_t guests = 0;
  for (const Resident& resident : city.residents) {
    if (resident.occupation != Occupation::pupil) continue;
    const Community& home = home_of(city, resident);
    const Community& school = city.communities[city.buildings[*resident.day_place].community];
    const bool own = std::any_of(home.premises.begin(), home.premises.end(),
                                 [&city](PremisesId id) { return city.premises[id].kind == BuildingKind::school; });
    if (own) {
      if (home.code != school.code) FAIL("a pupil of " << home.code << " in " << school.code);
    } else {
      ++guests;
      if (home.town != school.town) FAIL("a pupil of " << home.code << " out of town");
    }
  }
  CHECK(guests > 50);
}

TEST_CASE("a city without premises to work at sends its workers out, and its children stay at home") {
  CitySpec spec = tests::prefecture_spec();
  const DivisionTree tree = tests::small_prefecture();
  auto censuses = take_census(spec, tree);
  Land land = tests::flat_land(spec, tree, censuses);
  for (std::vector<Plot>& plots : land.plots) {
    std::erase_if(plots, [](const Plot& plot) { return plot.kind != BuildingKind::homes; });
    for (Plot& plot : plots) plot.floor_space = 0;
  }
  const City city = city_on_land(spec, tree, std::move(censuses), std::move(land));
  CHECK(city.premises.empty());
  for (const Resident& resident : city.residents) {
    if (resident.day_place) FAIL("nowhere to go");
    if (resident.occupation == Occupation::pupil || resident.occupation == Occupation::works) FAIL("no place");
  }
}

TEST_CASE("plots that do not hold a community's households exactly are a broken promise") {
  const CitySpec spec = tests::prefecture_spec();
  const DivisionTree tree = tests::small_prefecture();
  auto censuses = take_census(spec, tree);
  Land land = tests::flat_land(spec, tree, censuses);
  land.plots[3].pop_back();
  land.plots[3].push_back({.homes = 4'000});
  CHECK_THROWS_AS(city_on_land(spec, tree, std::move(censuses), std::move(land)), BrokenInvariant);
}
