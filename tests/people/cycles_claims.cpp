#include <catch2/catch.hpp>
#include <numeric>

#include "sim/base/stream.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

SimTime moment(std::int64_t day, Duration clock) {
  return start_of_day(day) + clock;
}

RosterSpec day_and_night() {
  RosterSpec spec;
  spec.cycle = 4;
  spec.groups = 4;
  spec.turns = {{"1", {{8h, 24h}}}, {"2", {{0h, 8h}}}};
  return spec;
}

RosterSpec three_shifts() {
  RosterSpec spec;
  spec.cycle = 21;
  spec.groups = 3;
  spec.turns = {{"1-7", {{7h, 15h}}}, {"8-14", {{15h, 23h}}}, {"15-21", {{23h, 7h}}}};
  return spec;
}

int groups_on_duty(const RosterSpec& spec, const Calendar& calendar, SimTime moment) {
  int count = 0;
  for (std::int64_t group = 0; group < spec.groups; ++group) {
    count += roster_of("turns", spec, group).is_on_duty(calendar, moment) ? 1 : 0;
  }
  return count;
}

/// Hours that nobody would write, but might: fixed by the seed.
RosterSpec random_roster(std::uint64_t number) {
  Stream draw{{11, 0}, Draw::verification, {number}};
  RosterSpec spec;
  const auto clock = [&draw] { return static_cast<std::int64_t>(draw.below(96)) * 15min; };
  const auto span = [&]() -> ClockSpan {
    const Duration begin = clock();
    return {begin, clock()};
  };
  if (draw.chance(share(0.7))) {
    spec.cycle = 2 + static_cast<std::int64_t>(draw.below(9));
    spec.groups = draw.chance(share(0.5)) ? spec.cycle : 1;
    spec.turns = {{"1", {span()}}, {"2", {span()}}};
  }
  if (spec.cycle == 0 || draw.chance(share(0.3))) spec.weekdays = {span()};
  if (draw.chance(share(0.3))) spec.by_day[6] = {span()};
  if (draw.chance(share(0.5))) spec.standby = {span()};
  const ClockSpan window = span();
  spec.breaks = {{{window}, 15min}};
  return spec;
}

}  // namespace

TEST_CASE("twenty-four hours on and three days off, in four groups, has one group there at every moment") {
  const Calendar calendar{{2025, 3, 3}};
  for (SimTime time = moment(0, 0h); time < moment(30, 0h); time += 30min) {
    REQUIRE(groups_on_duty(day_and_night(), calendar, time) == 1);
  }
  const Roster first = roster_of("turns", day_and_night());
  const Roster second = roster_of("turns", day_and_night(), 1);
  CHECK(second.name == "turns/2");
  for (std::int64_t day = 0; day < 8; ++day) {
    CHECK(first.is_on_duty(calendar, moment(day, 9h)) == second.is_on_duty(calendar, moment(day + 1, 9h)));
  }
}

TEST_CASE("three weeks of early, late and night hours, in three groups, has one group there at every moment") {
  const Calendar calendar{{2025, 3, 5}};
  for (SimTime time = moment(0, 0h); time < moment(42, 0h); time += 30min) {
    REQUIRE(groups_on_duty(three_shifts(), calendar, time) == 1);
  }
}

TEST_CASE("a cycle begins on Monday 2001-01-01, on whatever date a run starts") {
  const Roster roster = roster_of("turns", day_and_night());
  const Calendar from_first{{2001, 1, 1}};
  CHECK(roster.is_on_duty(from_first, moment(0, 9h)));
  CHECK_FALSE(roster.is_on_duty(from_first, moment(1, 9h)));
  CHECK(roster.is_on_duty(from_first, moment(4, 9h)));
  const Calendar early{{2025, 3, 3}};
  const Calendar late{{2025, 3, 9}};
  const Calendar before{{1999, 12, 31}};
  for (std::int64_t day = 0; day < 12; ++day) {
    CHECK(roster.is_on_duty(early, moment(day + 6, 9h)) == roster.is_on_duty(late, moment(day, 9h)));
    CHECK(roster.is_on_duty(before, moment(day + 367, 9h)) == roster.is_on_duty(from_first, moment(day, 9h)));
  }
}

TEST_CASE("whatever the hours: next_change tells every change, and the time covered is that of the minutes on duty") {
  const Calendar calendar{{2025, 3, 6}};
  for (std::uint64_t number = 0; number < 60; ++number) {
    INFO("roster " << number);
    const RosterSpec spec = random_roster(number);
    const Roster roster = roster_of("random", spec, spec.groups - 1);
    const SimTime end = moment(2 * roster.days, 0h);
    Duration minutes{};
    auto next = roster.next_change(calendar, SimTime{});
    for (SimTime moment{}; moment < end; moment += 1min) {
      if (roster.is_on_duty(calendar, moment)) minutes += 1min;
      REQUIRE_FALSE((roster.is_on_duty(calendar, moment) && roster.is_on_standby(calendar, moment)));
      if (roster.breaks_due(calendar, moment) != 0) {
        REQUIRE(roster.is_on_duty(calendar, moment));
        const auto ends = roster.duty_ends(calendar, moment);
        REQUIRE((!ends || *ends - moment >= 15min));
      }
      if (moment == SimTime{}) continue;
      const bool changes = roster.is_on_duty(calendar, moment) != roster.is_on_duty(calendar, moment - 1min) ||
                           roster.is_on_standby(calendar, moment) != roster.is_on_standby(calendar, moment - 1min) ||
                           roster.breaks_due(calendar, moment) != 0;
      if (changes) REQUIRE(next == moment);
      if (next == moment) {
        REQUIRE(changes);
        next = roster.next_change(calendar, moment);
      }
    }
    CHECK(roster.covered(calendar, SimTime{}, end) == minutes);
    CHECK(roster.covered(calendar, SimTime{} + 100min, end - 70min) <= minutes);
  }
}

TEST_CASE("a day of duty begins with a stretch, again after 24 hours of it, and at midnight where duty never ends") {
  const Calendar monday{{2025, 3, 3}};
  RosterSpec long_shift;
  long_shift.by_day[0] = {{8h, 24h}};
  long_shift.by_day[1] = {{0h, 24h}};
  long_shift.by_day[2] = {{0h, 12h}};
  const Roster roster = roster_of("long", long_shift);
  CHECK(roster.day_of_duty(monday, moment(0, 9h)) == std::pair{moment(0, 8h), moment(1, 8h)});
  CHECK(roster.day_of_duty(monday, moment(1, 8h)) == std::pair{moment(1, 8h), moment(2, 8h)});
  CHECK(roster.day_of_duty(monday, moment(2, 11h)) == std::pair{moment(2, 8h), moment(2, 12h)});
  CHECK(roster.duty_ends(monday, moment(0, 9h)) == moment(2, 12h));
  RosterSpec always;
  always.every_day = {{0h, 24h}};
  CHECK(roster_of("always", always).day_of_duty(monday, moment(3, 9h)) == std::pair{moment(3, 0h), moment(4, 0h)});
  RosterSpec night;
  night.every_day = {{23h, 7h}};
  CHECK(roster_of("night", night).day_of_duty(monday, moment(7, 3h)) == std::pair{moment(6, 23h), moment(7, 7h)});
}

TEST_CASE("a break comes due only in a window that lies within a stretch of duty") {
  const Calendar monday{{2025, 3, 3}};
  RosterSpec spec;
  spec.weekdays = {{8h, 17h}};
  spec.by_day[5] = {{12h, 17h}};
  spec.breaks = {{{{11h, 13h}}, 30min}, {{{23h, 1h}}, 30min}};
  const Roster roster = roster_of("day", spec);
  CHECK(roster.breaks_due(monday, moment(0, 11h)) == 1u);
  CHECK(roster.breaks_due(monday, moment(5, 11h)) == 0u);  // not there yet
  CHECK(roster.breaks_due(monday, moment(0, 23h)) == 0u);
  RosterSpec night;
  night.every_day = {{22h, 6h}};
  night.breaks = {{{{23h + 30min, 1h}}, 30min}};
  CHECK(roster_of("night", night).breaks_due(monday, moment(6, 23h + 30min)) == 1u);  // through the end of the week
}

TEST_CASE("days of a cycle are read as numbers and ranges from 1 to its length, and nothing else is") {
  CHECK(days_of_cycle("1-3 5", 5) == std::vector<bool>{true, true, true, false, true});
  CHECK(days_of_cycle("2,4", 4) == std::vector<bool>{false, true, false, true});
  for (const char* wrong : {"", "0", "6", "3-2", "1-", "-3", "1-6", "mon", "1x", "99999999999999999999"}) {
    INFO(wrong);
    CHECK_FALSE(days_of_cycle(wrong, 5).has_value());
  }
}

TEST_CASE("units are dealt to the groups of a roster in turn, and their mean over the cycle is what the city lists") {
  const auto desk = tests::points(8, [](ScenarioSpec& s) { s.rosters["always"] = three_shifts(); });
  std::array<int, 3> units{};
  REQUIRE(desk->force.rosters.size() == 3);
  for (const Responder& unit : desk->force.responders) ++units[unit.roster];
  CHECK(units == std::array{3, 3, 2});
  const auto rows = on_duty_by_hour(desk->force);
  REQUIRE(rows.size() == 1);
  for (const double there : rows.front().units_by_hour) CHECK(there == Approx(8.0 / 3.0));
}

TEST_CASE("a cycle that is no whole number of weeks is listed by its mean over the weekdays") {
  for (const std::int64_t units : {4, 1}) {
    const auto desk = tests::points(units, [](ScenarioSpec& s) { s.rosters["always"] = day_and_night(); });
    const auto rows = on_duty_by_hour(desk->force);
    REQUIRE(rows.size() == 1);
    for (const double there : rows.front().units_by_hour) CHECK(there == Approx(static_cast<double>(units) / 4.0));
  }
}
