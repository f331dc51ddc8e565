#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/city/ages.hpp"
#include "tests/support/flat_land.hpp"

using namespace outpost;

namespace {

using Wish = std::function<void(CitySpec&)>;

City peopled_prefecture(const Wish& wish = {}) {
  CitySpec spec = tests::prefecture_spec();
  if (wish) wish(spec);
  return tests::city_on_flat_land(spec, tests::small_prefecture());
}

template <class Chosen>
double share_of_residents(const City& city, const Chosen& chosen) {
  const auto found = std::count_if(city.residents.begin(), city.residents.end(), chosen);
  return static_cast<double>(found) / static_cast<double>(city.residents.size());
}

/// A share of n draws lies within four standard deviations of its chance but for one in 16,000; the seed is fixed.
double four_deviations(double chance, double draws) {
  return 4.0 * std::sqrt(chance * (1.0 - chance) / draws);
}

}  // namespace

TEST_CASE("the shares of old people are those of the census, although every household has an adult") {
  for (const double size : {1.9, 2.22, 3.2}) {
    const City city = peopled_prefecture([size](CitySpec& spec) {
      spec.household_size = size;
      spec.population = {40'000};
    });
    // Couples are of an age, so that an age counts for a little less than a draw of its own.
    const double draws = 40'000.0 / 1.6;
    CHECK(share_of_residents(city, [](const Resident& r) { return r.age >= 60; }) ==
          Approx(0.308).margin(four_deviations(0.308, draws)));
    CHECK(share_of_residents(city, [](const Resident& r) { return r.age >= 65; }) ==
          Approx(0.231).margin(four_deviations(0.231, draws)));
    for (const Household& household : city.households) {
      const auto adult = std::any_of(household.residents.begin(), household.residents.end(),
                                     [&city](ResidentId id) { return city.residents[id].age >= adult_age; });
      if (!adult) FAIL("a household without an adult");
    }
  }
}

TEST_CASE("the pyramid sums to one and moves with its two shares") {
  CitySpec spec;
  spec.aged_60 = share(0.2);
  spec.aged_65 = share(0.12);
  const AgePyramid pyramid = age_pyramid(spec);
  double all = 0.0;
  double old = 0.0;
  for (std::size_t age = 0; age < pyramid.size(); ++age) {
    all += pyramid[age];
    old += age >= 60 ? pyramid[age] : 0.0;
  }
  CHECK(all == Approx(1.0));
  CHECK(old == Approx(0.2));
}

TEST_CASE("group rentals hold people from 18 to 49 and nobody else") {
  const City city = peopled_prefecture([](CitySpec& spec) { spec.group_rentals_urban = share(0.2); });
  std::size_t seen = 0;
  for (const Household& household : city.households) {
    if (household.tenure != Tenure::group_rental) continue;
    ++seen;
    for (const ResidentId id : household.residents) {
      const int age = city.residents[id].age;
      if (age < 18 || age > 49) FAIL("an age of " << age << " in a group rental");
    }
  }
  CHECK(seen > 300);
}

TEST_CASE("tenure follows the kind of building and of place, at the shares of the spec") {
  const City city = peopled_prefecture([](CitySpec& spec) { spec.population = {60'000}; });
  const CitySpec spec = tests::prefecture_spec();
  std::array<double, 3> families{};
  std::array<double, 3> tenants{};
  for (const Household& household : city.households) {
    if (household.tenure == Tenure::group_rental) continue;
    const Building& building = city.buildings[household.building];
    const bool rural = city.communities[building.community].kind == CommunityKind::rural;
    const std::size_t sort = rural ? 2 : building.lift ? 0 : 1;
    families[sort] += 1.0;
    tenants[sort] += household.tenure == Tenure::tenant ? 1.0 : 0.0;
  }
  const std::array<Share, 3> wanted{spec.tenants_with_lift, spec.tenants_without_lift, spec.tenants_rural};
  for (std::size_t sort = 0; sort < 3; ++sort) {
    REQUIRE(families[sort] > 500.0);
    CHECK(tenants[sort] / families[sort] ==
          Approx(wanted[sort].value()).margin(four_deviations(wanted[sort].value(), families[sort])));
  }
}

TEST_CASE("a visit duty says nothing about origin, tenure or age, nor they about it") {
  const City city = peopled_prefecture([](CitySpec& spec) {
    spec.population = {60'000};
    spec.visit_duty = share(0.1);
  });
  const auto check_group = [&city](const auto& belongs) {
    double people = 0.0;
    double duties = 0.0;
    for (const Resident& resident : city.residents) {
      if (!belongs(resident)) continue;
      people += 1.0;
      duties += resident.visit_duty ? 1.0 : 0.0;
    }
    REQUIRE(people > 500.0);
    CHECK(duties / people == Approx(0.1).margin(four_deviations(0.1, people)));
  };
  check_group([](const Resident& r) { return r.migrant; });
  check_group([](const Resident& r) { return !r.migrant; });
  for (const Tenure tenure : {Tenure::owner, Tenure::tenant, Tenure::group_rental}) {
    check_group([&](const Resident& r) { return city.households[r.household].tenure == tenure; });
  }
  for (const int from : {0, 18, 40, 60, 75}) {
    check_group([from](const Resident& r) { return r.age >= from && r.age < from + 18; });
  }
}

TEST_CASE("to change how many have a visit duty changes nothing else about anybody") {
  const City before = peopled_prefecture();
  const City after = peopled_prefecture([](CitySpec& spec) { spec.visit_duty = share(0.15); });
  REQUIRE(before.residents.size() == after.residents.size());
  for (const ResidentId id : before.residents.ids()) {
    const Resident& one = before.residents[id];
    const Resident& other = after.residents[id];
    if (one.age != other.age || one.migrant != other.migrant || one.day_place != other.day_place) FAIL("redrawn");
    if (one.visit_duty && !other.visit_duty) FAIL("a higher share takes nobody's duty away");
  }
}

TEST_CASE("residents take twelve bytes and households sixteen, because there are millions") {
  CHECK(sizeof(Resident) == 12);
  CHECK(sizeof(Household) == 16);
}
