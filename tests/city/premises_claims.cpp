#include "sim/city/premises.hpp"

#include <catch2/catch.hpp>

using namespace outpost;

namespace {

City with(const Premises& premises) {
  City city;
  city.premises_kinds = CitySpec::default_premises();
  city.premises.push_back(premises);
  return city;
}

DayPopulation at(const City& city, bool weekend, Duration time) {
  return day_population(city, ResidentSpec{}, PremisesId{0}, weekend, time);
}

}  // namespace

TEST_CASE("shops stand under homes, and homes alone are no premises") {
  CHECK_FALSE(premises_kind(BuildingKind::homes, 0));
  CHECK(premises_kind(BuildingKind::homes, 120) == BuildingKind::shop);
  CHECK(premises_kind(BuildingKind::park, 0) == BuildingKind::park);
}

TEST_CASE("a school has its pupils from its first lesson to the last, Monday to Friday") {
  const City city = with({.kind = BuildingKind::school, .staff = 50, .pupils = 600});
  CHECK(at(city, false, 10h).pupils == 600.0);
  CHECK(at(city, false, 10h).staff == 50.0);
  CHECK(at(city, false, 7h).pupils == 0.0);
  CHECK(at(city, true, 10h).pupils == 0.0);
  CHECK(at(city, false, 3h).all() == 0.0);
}

TEST_CASE("a shop has visitors while it is open and not a minute longer") {
  const City city = with({.kind = BuildingKind::shop, .staff = 7, .visitors = 12});
  CHECK(at(city, false, 8h).visitors == 12.0);
  CHECK(at(city, true, 21h - 1ms).visitors == 12.0);
  CHECK(at(city, true, 21h).visitors == 0.0);
  CHECK(at(city, false, 8h - 1ms).visitors == 0.0);
}

TEST_CASE("turns cover the opening hours, and five days' work of seven is on turn") {
  const City city = with({.kind = BuildingKind::shop, .staff = 14});
  // Two turns of 9 h 30 min between 08:00 and 21:00 overlap in the afternoon.
  CHECK(at(city, false, 9h).staff == Approx(5.0));
  CHECK(at(city, false, 14h).staff == Approx(10.0));
  CHECK(at(city, true, 20h).staff == Approx(5.0));
  CHECK(at(city, true, 22h).staff == 0.0);
  const City hospital = with({.kind = BuildingKind::hospital, .staff = 21});
  for (int hour = 0; hour < 24; ++hour) CHECK(at(hospital, true, hour * one_hour).staff >= Approx(5.0));
}

TEST_CASE("hours past midnight belong to the day on which they begin") {
  PremisesSpec bar;
  bar.weekdays = {{18h, 2h}};
  CHECK(closes_at(bar, false, false, 23h) == std::optional<Duration>{26h});
  CHECK(closes_at(bar, false, false, 1h) == std::optional<Duration>{2h});
  CHECK_FALSE(closes_at(bar, false, false, 2h));
  CHECK_FALSE(closes_at(bar, false, true, 1h));  // the night from a closed Sunday
  CHECK(closes_at(bar, true, false, 1h) == std::optional<Duration>{2h});
  CHECK_FALSE(opens_at_weekends(bar));
}
