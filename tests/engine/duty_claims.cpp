#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/engine/roll_call.hpp"
#include "sim/rules/planned_work.hpp"
#include "tests/engine/absence.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::points;
using tests::run;

namespace {

const Roster& roster_of(const Setting& setting, ResponderId who) {
  return setting.force.rosters[setting.force.responders[who].roster];
}

/// Runs hour by hour and holds every conservation law at each.
RunRecord run_by_hours(const std::shared_ptr<const Setting>& setting, RunKey key, int days) {
  RunRecord record;
  Simulation simulation{setting, key};
  TravelQuery travel{*setting->travel};
  for (SimTime t{}; t <= start_of_day(days); t += 1h) {
    simulation.advance_until(t, record, travel);
    require_conservation(*setting, simulation.world());
  }
  simulation.close_records(record);
  return record;
}

std::size_t count(const RunRecord& record, AbsenceReason reason) {
  return static_cast<std::size_t>(std::count_if(record.absences.begin(), record.absences.end(),
                                                [reason](const AbsenceRow& row) { return row.reason == reason; }));
}

void check_binomial(std::size_t found, std::size_t of, double chance) {
  const double mean = static_cast<double>(of) * chance;
  CHECK(std::abs(static_cast<double>(found) - mean) < 4.0 * std::sqrt(mean * (1.0 - chance)));
}

/// Rosters, crews and absences of all sorts; fixed by the number.
void any_duty(ScenarioSpec& spec, std::uint64_t number) {
  Stream draw{{12, 0}, Draw::verification, {number}};
  const auto clock = [&draw]() -> Duration { return static_cast<std::int64_t>(draw.below(48)) * 30min; };
  RosterSpec& roster = spec.rosters["always"];
  roster = {};
  const Duration begin = clock();
  const Duration middle = clock();
  if (draw.chance(share(0.5))) {
    roster.cycle = 3;
    roster.groups = 3;
    roster.turns = {{"1", {{begin, middle}}}, {"2", {{begin, begin}}}};
  } else {
    roster.every_day = {{begin, middle}};
  }
  roster.breaks = {{{{11h, 13h}, {23h, 1h}}, 40min}};
  roster.standby = {{middle, begin}};
  StaffSpec& staff = spec.staff[Role::crew_110];
  staff.crew = 1 + static_cast<std::int64_t>(draw.below(3));
  if (staff.crew > 1 && draw.chance(share(0.7))) {
    staff.pairing = Pairing::officer_and_another;
    staff.auxiliaries = 1;
  }
  staff.leave = share(0.1);
  staff.absent = share(0.1);
  staff.pulled_away = share(0.15);
  staff.turnover = 3.0;
  staff.shift_end = draw.chance(share(0.5)) ? HandOver::hand_over : HandOver::finish;
  staff.mobilise = constant(5min);
  staff.standby_priority = 2;
  spec.demand.kinds["job"].rate.per_day = 20.0;
  spec.demand.kinds["urgent"] = {.priority = 1,
                                 .rate = per_hour(0.2),
                                 .roles = {Role::crew_110},
                                 .units = draw.chance(share(0.5)) ? std::int64_t{2} : std::int64_t{1},
                                 .on_scene = exponential(1h)};
  spec.rules.dispatch = std::array{"soonest_free", "home_first", "priority_soonest"}[draw.below(3)];
}

}  // namespace

TEST_CASE("whatever the rosters: nobody waits, rests or is away outside them, and nobody absent is sent") {
  for (std::uint64_t number = 0; number < 24; ++number) {
    INFO("duty " << number);
    const auto desk = points(7, [number](ScenarioSpec& s) { any_duty(s, number); });
    const RunRecord record = run_by_hours(desk, {3, static_cast<std::uint32_t>(number)}, 40);
    bool any_orders = false;
    for (const StatusRow& row : record.statuses) {
      const bool on_duty_only = row.status == Status::free || row.status == Status::on_break ||
                                row.status == Status::away || row.status == Status::returning;
      if (!on_duty_only) continue;
      const Roster& roster = roster_of(*desk, row.responder);
      REQUIRE(roster.covered(desk->calendar, row.begin, row.end) == row.end - row.begin);
    }
    for (const StageRow& row : record.stages) {
      if (row.stage != Stage::assigned) continue;
      any_orders = true;
      const Roster& roster = roster_of(*desk, *row.responder);
      REQUIRE_FALSE(tests::is_absent_at(record, *row.responder, row.at));
      // Of two shifts that change at one moment the first may send somebody of the second.
      const auto called = [&](SimTime at) {
        return roster.is_on_duty(desk->calendar, at) || roster.is_on_standby(desk->calendar, at);
      };
      REQUIRE((called(row.at) || called(row.at - 1ms)));
    }
    CHECK(any_orders);
    CHECK(count(record, AbsenceReason::pulled_away) > 0);
    CHECK(record.absences.size() > count(record, AbsenceReason::pulled_away));
  }
}

TEST_CASE("the same duties give the same records, in one piece or in many") {
  const auto desk = points(7, [](ScenarioSpec& s) { any_duty(s, 5); });
  const auto whole = run(desk, {3, 5}, 20 * one_day);
  CHECK(digest_of(run_by_hours(desk, {3, 5}, 20)) == digest_of(whole.record));
  const auto other = run(desk, {3, 6}, 20 * one_day);
  CHECK(digest_of(other.record) != digest_of(whole.record));
}

TEST_CASE("where nothing is said of absences, breaks and standby, nobody is absent and nothing else happens") {
  const auto desk = run(points(3, tests::day_shift), {3, 0}, 10 * one_day);
  CHECK(desk.record.absences.empty());
  CHECK(desk.record.works.empty());
}

TEST_CASE("people are on leave or ill as often as is said, and one who is on leave is not ill besides") {
  const auto desk = points(20, [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.staff[Role::crew_110].leave = share(0.06);
    s.staff[Role::crew_110].absent = share(0.04);
  });
  const RunRecord record = run(desk, {4, 0}, 200 * one_day).record;
  check_binomial(count(record, AbsenceReason::leave), 4000, 0.06);
  check_binomial(count(record, AbsenceReason::ill), 4000, 0.94 * 0.04);
  for (const AbsenceRow& row : record.absences) {
    CHECK(time_of_day(row.begin) == 8h);
    CHECK(row.end - row.begin == 8h);
  }
}

TEST_CASE("two plans that differ elsewhere have the same absences") {
  const auto absent = [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.rosters["always"].every_day = {{8h, 12h}, {13h, 16h}};
    s.staff[Role::crew_110].leave = share(0.2);
    s.staff[Role::crew_110].absent = share(0.1);
    s.staff[Role::crew_110].turnover = 2.0;
  };
  const auto one = points(5, absent);
  const auto two = points(8, [&absent](ScenarioSpec& s) {
    absent(s);
    s.demand.kinds["job"].rate.per_day = 70.0;
    s.rules.dispatch = "priority_soonest";
    s.staff[Role::crew_110].shift_end = HandOver::hand_over;
  });
  const RunRecord first = run(one, {4, 1}, 60 * one_day).record;
  const RunRecord second = run(two, {4, 1}, 60 * one_day).record;
  REQUIRE(first.absences.size() > 50);
  std::size_t next = 0;
  for (const AbsenceRow& row : second.absences) {
    if (row.responder.row() >= 5) continue;
    REQUIRE(next < first.absences.size());
    const AbsenceRow& same = first.absences[next++];
    CHECK((row.responder == same.responder && row.reason == same.reason && row.begin == same.begin));
  }
  CHECK(next == first.absences.size());
}

TEST_CASE("whoever is absent in the morning is absent in the afternoon of the same day") {
  const auto desk = points(6, [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.rosters["always"].every_day = {{8h, 12h}, {13h, 16h}};
    s.staff[Role::crew_110].absent = share(0.3);
  });
  const RunRecord record = run(desk, {4, 2}, 30 * one_day).record;
  for (const AbsenceRow& row : record.absences) {
    CHECK(tests::is_absent_at(record, row.responder, start_of_day(day_of(row.begin)) + 9h));
    CHECK(tests::is_absent_at(record, row.responder, start_of_day(day_of(row.begin)) + 14h));
  }
}

TEST_CASE("people who are left make up pairs until they run out, in order of units") {
  StaffSpec staff;
  staff.crew = 2;
  staff.auxiliaries = 1;
  using engine::make_up_units;
  using engine::Presence;
  using People = std::vector<std::int64_t>;
  const std::vector<Presence> came{{1, 0}, {0, 1}, {1, 1}};
  CHECK(make_up_units(staff, came) == People{1, 1, 2});
  staff.pairing = Pairing::officer_and_another;
  CHECK(make_up_units(staff, came) == People{2, 2, 0});
  CHECK(make_up_units(staff, std::vector<Presence>{{0, 1}, {0, 1}}) == People{0, 0});
  CHECK(make_up_units(staff, std::vector<Presence>{{1, 0}, {1, 0}}) == People{2, 0});
  staff.pairing = Pairing::two_officers;
  CHECK(make_up_units(staff, std::vector<Presence>{{1, 1}, {1, 1}}) == People{2, 0});
  staff.crew = 3;
  CHECK(make_up_units(staff, std::vector<Presence>{{2, 1}, {1, 1}}) == People{3, 0});
  CHECK(make_up_units(staff, std::vector<Presence>{{2, 1}, {2, 1}}) == People{3, 3});
}

TEST_CASE("a pair never acts alone: who has no partner stands down, and is recorded as such") {
  const auto desk = points(5, [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.staff[Role::crew_110].crew = 2;
    s.staff[Role::crew_110].auxiliaries = 1;
    s.staff[Role::crew_110].pairing = Pairing::officer_and_another;
    s.staff[Role::crew_110].absent = share(0.3);
  });
  const RunRecord record = run_by_hours(desk, {4, 3}, 100);
  CHECK(count(record, AbsenceReason::no_partner) > 20);
  for (std::int64_t day = 0; day < 100; ++day) {
    std::int64_t officers = 0;
    std::int64_t others = 0;
    std::int64_t standing_down = 0;
    for (const ResponderId who : desk->force.responders.ids()) {
      const auto came = engine::presence_of(*desk, {4, 3}, who, day, start_of_day(day) + 8h);
      officers += came.officers;
      others += came.auxiliaries;
      standing_down += tests::is_absent_at(record, who, start_of_day(day) + 9h) ? 1 : 0;
    }
    // As many pairs as can be made: each with an officer, none alone.
    REQUIRE(5 - standing_down == std::min(officers, (officers + others) / 2));
  }
}

TEST_CASE("whoever is pulled away is on duty, is sent nowhere, and is away for the stated share of days") {
  const auto desk = points(10, [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.staff[Role::crew_110].pulled_away = share(0.25);
  });
  const RunRecord record = run_by_hours(desk, {4, 4}, 100);
  check_binomial(count(record, AbsenceReason::pulled_away), 1000, 0.25);
  Duration away{};
  for (const StatusRow& row : record.statuses) away += row.status == Status::away ? row.end - row.begin : 0h;
  CHECK(away <= count(record, AbsenceReason::pulled_away) * Duration{8h});
  CHECK(away >= (count(record, AbsenceReason::pulled_away) - 5) * Duration{8h});
}

TEST_CASE("places are vacant and in training for the share of time that renewal theory gives") {
  const auto desk = points(300, [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.staff[Role::crew_110].turnover = 2.0;
  });
  std::size_t vacant = 0;
  std::size_t training = 0;
  std::size_t all = 0;
  for (const ResponderId who : desk->force.responders.ids()) {
    SimTime new_since{};
    for (std::int64_t day = 700; day < 1100; day += 40) {  // long after the start, when all places were filled
      const auto came = engine::presence_of(*desk, {4, 5}, who, day, start_of_day(day));
      vacant += came.missing == AbsenceReason::vacant ? 1 : 0;
      training += came.missing == AbsenceReason::training ? 1 : 0;
      CHECK(came.new_since >= new_since);
      new_since = came.new_since;
      ++all;
    }
  }
  const double cycle = 365.0 / 2.0 + 30.0 + 14.0;  // days: filled, vacant, in training
  CHECK(static_cast<double>(vacant) / static_cast<double>(all) == Approx(30.0 / cycle).margin(0.03));
  CHECK(static_cast<double>(training) / static_cast<double>(all) == Approx(14.0 / cycle).margin(0.02));
}
