#include <catch2/catch.hpp>

#include "sim/people/whereabouts.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

constexpr RunKey key{7, 0};

BuildingId home_of(const City& city, ResidentId id) {
  return city.households[city.residents[id].household].building;
}

double share_at_home(const Setting& setting, SimTime at) {
  std::size_t home = 0;
  for (const ResidentId id : setting.city.residents.ids()) {
    const auto place = whereabouts(setting.city, setting.spec.residents, setting.calendar, key, id, at);
    home += place == home_of(setting.city, id) ? 1 : 0;
  }
  return static_cast<double>(home) / static_cast<double>(setting.city.residents.size());
}

}  // namespace

TEST_CASE("people are at home at night and many are out on a weekday morning") {
  const auto town = tests::small_town();
  CHECK(share_at_home(*town, start_of_day(2) + 3h) > 0.97);
  const double weekday = share_at_home(*town, start_of_day(2) + 10h + 30min);
  CHECK(weekday < 0.65);
  CHECK(share_at_home(*town, start_of_day(5) + 10h + 30min) > weekday + 0.15);  // Saturday
}

TEST_CASE("with outings and the spread off, those who work are at work in working hours and nowhere else") {
  const auto town = tests::small_town([](ScenarioSpec& s) {
    s.residents.outings_per_day = 0.0;
    s.residents.start_spread = 0ms;
    s.residents.weekend_work = share(0);
  });
  const auto where = [&](ResidentId id, SimTime at) {
    return whereabouts(town->city, town->spec.residents, town->calendar, key, id, at);
  };
  for (const ResidentId id : town->city.residents.ids()) {
    const Resident& resident = town->city.residents[id];
    const auto at_ten = where(id, start_of_day(1) + 10h);
    switch (resident.occupation) {
      case Occupation::works:
        REQUIRE(at_ten == resident.day_place);
        break;
      case Occupation::works_elsewhere:
        REQUIRE_FALSE(at_ten.has_value());
        break;
      case Occupation::pupil:
        REQUIRE(at_ten == resident.day_place);
        break;
      case Occupation::at_home:
        REQUIRE(at_ten == home_of(town->city, id));
        break;
    }
    REQUIRE(where(id, start_of_day(1) + 7h) == home_of(town->city, id));
    REQUIRE(where(id, start_of_day(6) + 10h) == home_of(town->city, id));  // Sunday
  }
}

TEST_CASE("a pupil is at school until school ends, to the minute") {
  const auto town = tests::small_town([](ScenarioSpec& s) { s.residents.outings_per_day = 0.0; });
  for (const ResidentId id : town->city.residents.ids()) {
    const Resident& resident = town->city.residents[id];
    if (resident.occupation != Occupation::pupil) continue;
    const SimTime end = start_of_day(0) + town->spec.residents.school_begins + town->spec.residents.school_lasts;
    const auto where = [&](SimTime at) {
      return whereabouts(town->city, town->spec.residents, town->calendar, key, id, at);
    };
    CHECK(where(end - 1ms) == resident.day_place);
    CHECK(where(end) == home_of(town->city, id));
    return;
  }
  FAIL("a town of 9,000 has a pupil");
}

TEST_CASE("where somebody is does not depend on who was asked about before") {
  const auto town = tests::small_town();
  const SimTime at = start_of_day(1) + 17h;
  const ResidentId last{town->city.residents.size() - 1};
  const auto first_answer = whereabouts(town->city, town->spec.residents, town->calendar, key, last, at);
  for (const ResidentId id : town->city.residents.ids()) {
    whereabouts(town->city, town->spec.residents, town->calendar, key, id, at);
  }
  CHECK(whereabouts(town->city, town->spec.residents, town->calendar, key, last, at) == first_answer);
}

TEST_CASE("another replication has other outings, and the same homes") {
  const auto town = tests::small_town();
  std::size_t differ = 0;
  for (const ResidentId id : town->city.residents.ids()) {
    const SimTime at = start_of_day(1) + 18h + 30min;
    const auto one = whereabouts(town->city, town->spec.residents, town->calendar, {7, 0}, id, at);
    const auto other = whereabouts(town->city, town->spec.residents, town->calendar, {7, 1}, id, at);
    differ += one != other ? 1 : 0;
  }
  CHECK(differ > 100);
}
