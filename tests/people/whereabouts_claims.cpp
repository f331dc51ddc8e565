#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "sim/city/premises.hpp"
#include "sim/people/whereabouts.hpp"
#include "tests/support/flat_land.hpp"

using namespace outpost;

namespace {

constexpr RunKey key{7, 0};

BuildingId home_of(const City& city, ResidentId id) {
  return city.households[city.residents[id].household].building;
}

bool works_in_turns(const City& city, const Resident& worker) {
  const BuildingKind building = city.buildings[*worker.day_place].kind;
  const BuildingKind kind = building == BuildingKind::homes ? BuildingKind::shop : building;
  return opens_at_weekends(city.premises_kinds[static_cast<std::size_t>(kind)]);
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

TEST_CASE("with outings and the spread off, those in office hours are at work in them and nowhere else") {
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
    if (resident.occupation == Occupation::works && works_in_turns(town->city, resident)) continue;
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

TEST_CASE(
    "where doors are open all week, staff work five days of seven in turns, and are there in opening hours only") {
  const auto town = tests::small_town([](ScenarioSpec& s) { s.residents.outings_per_day = 0.0; });
  const PremisesSpec& market = town->spec.city.premises_of(BuildingKind::market);
  double at_work = 0.0;
  double staff = 0.0;
  for (const ResidentId id : town->city.residents.ids()) {
    const Resident& resident = town->city.residents[id];
    if (resident.occupation != Occupation::works) continue;
    if (town->city.buildings[*resident.day_place].kind != BuildingKind::market) continue;
    const auto is_there = [&](SimTime at) {
      const auto place = whereabouts(town->city, town->spec.residents, town->calendar, key, id, at);
      return place == resident.day_place && place != home_of(town->city, id);
    };
    for (std::int64_t day = 0; day < 14; ++day) {
      // Both turns of a market are there at noon.
      staff += 1.0;
      at_work += is_there(start_of_day(day) + 12h) ? 1.0 : 0.0;
      REQUIRE_FALSE(is_there(start_of_day(day) + market.weekdays.front().begin - 1ms));
      REQUIRE_FALSE(is_there(start_of_day(day) + market.weekdays.front().end));
    }
  }
  REQUIRE(staff > 1'000.0);
  CHECK(at_work / staff == Approx(5.0 / 7.0).margin(0.05));
}

TEST_CASE("nobody goes out to a place that is closed, nor stays after it has closed") {
  const auto town = tests::small_town([](ScenarioSpec& s) { s.residents.outings_per_day = 4.0; });
  std::map<BuildingKind, std::size_t> before;
  std::map<BuildingKind, std::size_t> after;
  for (const ResidentId id : town->city.residents.ids()) {
    if (town->city.residents[id].occupation == Occupation::works) continue;
    for (auto* count : {&before, &after}) {
      const SimTime at = start_of_day(1) + 18h - (count == &before ? 1min : 0min);
      const auto place = whereabouts(town->city, town->spec.residents, town->calendar, key, id, at);
      if (place && place != home_of(town->city, id)) ++(*count)[town->city.buildings[*place].kind];
    }
  }
  CHECK(before[BuildingKind::market] > 20);
  CHECK(after[BuildingKind::market] == 0);
  CHECK(after[BuildingKind::park] > 20);
}

TEST_CASE("people go out in their own town, and to one or the other of its markets and parks") {
  const CitySpec spec = tests::prefecture_spec();
  const City city = tests::city_on_flat_land(spec, tests::small_prefecture());
  ResidentSpec habits;
  habits.outings_per_day = 3.0;
  std::set<BuildingId> seen;
  for (const ResidentId id : city.residents.ids()) {
    if (city.residents[id].occupation != Occupation::at_home) continue;
    const auto place = whereabouts(city, habits, Calendar{Date{2025, 3, 3}}, key, id, start_of_day(1) + 16h);
    REQUIRE(place);
    if (place == home_of(city, id)) continue;
    const CommunityId home = city.buildings[home_of(city, id)].community;
    const CommunityId away = city.buildings[*place].community;
    REQUIRE(city.communities[home].town == city.communities[away].town);
    seen.insert(*place);
  }
  CHECK(seen.size() == city.outing_places.size());
}

TEST_CASE("a holiday sends people home as a Sunday does, and a Sunday worked in exchange sends them to work") {
  const auto usual = tests::small_town([](ScenarioSpec& s) { s.calendar = {}; });
  const auto changed = tests::small_town([](ScenarioSpec& s) {
    s.calendar = {};
    s.calendar.holidays = {{2025, 3, 5}};  // Wednesday, day 2
    s.calendar.workdays = {{2025, 3, 9}};  // Sunday, day 6
  });
  const Duration morning = 10h + 30min;
  CHECK(share_at_home(*changed, start_of_day(1) + morning) == share_at_home(*usual, start_of_day(1) + morning));
  CHECK(share_at_home(*changed, start_of_day(2) + morning) > share_at_home(*usual, start_of_day(2) + morning) + 0.15);
  CHECK(share_at_home(*changed, start_of_day(6) + morning) < share_at_home(*usual, start_of_day(6) + morning) - 0.15);
}

TEST_CASE("between two terms no pupil is at school, and nobody else's day changes") {
  const auto usual = tests::small_town([](ScenarioSpec& s) { s.calendar = {}; });
  const auto holidays = tests::small_town([](ScenarioSpec& s) {
    s.calendar = {};
    s.calendar.term_begins = {{2025, 1, 6}, {2025, 4, 1}};
    s.calendar.term_ends = {{2025, 2, 28}, {2025, 6, 30}};
  });
  const SimTime at = start_of_day(1) + 10h;
  std::size_t pupils = 0;
  for (const ResidentId id : usual->city.residents.ids()) {
    const auto where = [&](const Setting& s) { return whereabouts(s.city, s.spec.residents, s.calendar, key, id, at); };
    if (usual->city.residents[id].occupation == Occupation::pupil) {
      ++pupils;
      CHECK(where(*usual) == usual->city.residents[id].day_place);
      CHECK(where(*holidays) != usual->city.residents[id].day_place);
    } else {
      REQUIRE(where(*usual) == where(*holidays));
    }
  }
  CHECK(pupils > 100);
}
