#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

const Calendar from_monday{Date{2025, 3, 3}};

Roster roster(const std::function<void(RosterSpec&)>& fill) {
  RosterSpec spec;
  fill(spec);
  return roster_of("test", spec);
}

SimTime at(std::int64_t day, Duration clock) {
  return start_of_day(day) + clock;
}

}  // namespace

TEST_CASE("a night shift begins on one day and ends on the next, also from Sunday to Monday") {
  const Roster nights = roster([](RosterSpec& spec) { spec.every_day = {{23h, 7h}}; });
  CHECK(nights.is_on_duty(from_monday, at(0, 3h)));  // since Sunday
  CHECK_FALSE(nights.is_on_duty(from_monday, at(0, 7h)));
  CHECK(nights.is_on_duty(from_monday, at(6, 23h)));
  CHECK(nights.is_on_duty(from_monday, at(7, 6h + 59min)));
  CHECK(nights.next_change(from_monday, at(6, 23h)) == at(7, 7h));
}

TEST_CASE("a lunch break is not duty") {
  const Roster day = roster([](RosterSpec& spec) { spec.weekdays = {{8h + 30min, 12h}, {14h, 18h}}; });
  CHECK(day.is_on_duty(from_monday, at(1, 11h + 59min)));
  CHECK_FALSE(day.is_on_duty(from_monday, at(1, 13h)));
  CHECK_FALSE(day.is_on_duty(from_monday, at(5, 9h)));  // Saturday
  CHECK(day.next_change(from_monday, at(4, 18h)) == at(7, 8h + 30min));
}

TEST_CASE("duty around the clock never changes, and neither does none at all") {
  const Roster always = roster([](RosterSpec& spec) { spec.every_day = {{0h, 24h}}; });
  CHECK(always.is_on_duty(from_monday, at(3, 0h)));
  CHECK_FALSE(always.next_change(from_monday, at(3, 5h)).has_value());
  const Roster never = roster([](RosterSpec&) {});
  CHECK_FALSE(never.is_on_duty(from_monday, at(3, 5h)));
  CHECK_FALSE(never.next_change(from_monday, at(3, 5h)).has_value());
}

TEST_CASE("overlapping spans are one stretch of duty") {
  const Roster merged = roster([](RosterSpec& spec) {
    spec.every_day = {{8h, 12h}};
    spec.by_day[0] = {{10h, 20h}};
  });
  CHECK(merged.on_duty.front() == std::pair<std::int32_t, std::int32_t>{480, 1200});
  CHECK(merged.next_change(from_monday, at(0, 9h)) == at(0, 20h));
}

TEST_CASE("is_on_duty and next_change agree at every minute of two weeks") {
  const Roster mixed = roster([](RosterSpec& spec) {
    spec.weekdays = {{22h, 6h}, {12h, 13h}};
    spec.weekends = {{6h, 6h + 30min}};
  });
  for (SimTime t = at(0, 0h); t < at(14, 0h); t += 1min) {
    const auto next = mixed.next_change(from_monday, t);
    REQUIRE(next.has_value());
    REQUIRE(*next > t);
    REQUIRE(mixed.is_on_duty(from_monday, *next - 1ms) == mixed.is_on_duty(from_monday, t));
    REQUIRE(mixed.is_on_duty(from_monday, *next) != mixed.is_on_duty(from_monday, t));
  }
}

TEST_CASE("one worker a grid is one unit for every grid, at its post, dealt over the rosters in turn") {
  const auto town = tests::small_town();
  std::size_t workers = 0;
  for (const Responder& responder : town->force.responders) {
    if (responder.role != Role::grid_worker) continue;
    CHECK(responder.grid == GridId{workers});
    CHECK(responder.post == town->plan.grids[GridId{workers}].post);
    ++workers;
  }
  CHECK(workers == town->plan.grids.size());
}

TEST_CASE(
    "a unit stands where its ratio says: one per grid posted at the area of that grid, one per area in a grid of it") {
  const auto town = tests::small_town([](ScenarioSpec& s) {
    s.staff[Role::grid_worker].post = PostKind::area;
    s.staff[Role::community_officer].post = PostKind::grid;
  });
  std::size_t worker = 0;
  std::size_t officer = 0;
  for (const Responder& unit : town->force.responders) {
    if (unit.role == Role::grid_worker) {
      CHECK(unit.area == town->places.area_of[town->plan.grids[GridId{worker++}].community]);
    } else if (unit.role == Role::community_officer) {
      CHECK(town->places.area_of[town->plan.grids[*unit.grid].community] == AreaId{officer++});
    }
  }
  CHECK(worker == town->plan.grids.size());
  CHECK(officer == town->places.areas.size());
}

TEST_CASE("half a worker a grid is one for every second grid") {
  const auto whole = tests::small_town();
  const auto half = tests::small_town([](ScenarioSpec& s) { s.staff[Role::grid_worker].per_grid = 0.5; });
  const auto workers = [](const Setting& setting) {
    std::size_t count = 0;
    for (const Responder& responder : setting.force.responders) count += responder.role == Role::grid_worker ? 1 : 0;
    return count;
  };
  CHECK(workers(*half) == workers(*whole) / 2);
}

TEST_CASE("heads are far more than people at work: a day worker is on duty a fifth of the week") {
  const auto town = tests::small_town([](ScenarioSpec& s) { s.staff[Role::grid_worker].rosters = {"grid_day"}; });
  for (const OnDuty& row : on_duty_by_hour(town->force)) {
    if (row.role != Role::grid_worker) continue;
    double mean = 0.0;
    for (const double units : row.units_by_hour) mean += units / 168.0;
    CHECK(mean / static_cast<double>(row.units) == Approx(37.5 / 168.0));
  }
}
