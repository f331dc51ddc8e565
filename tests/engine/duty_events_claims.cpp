#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/engine/absence.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::points;
using tests::run;

namespace {

void with_break(ScenarioSpec& spec) {
  tests::day_shift(spec);
  spec.rosters["always"].breaks = {{{{11h, 13h}}, 30min}};
}

std::vector<SimTime> assigned(const RunRecord& record, ResponderId who) {
  std::vector<SimTime> found;
  for (const StageRow& row : record.stages) {
    if (row.stage == Stage::assigned && row.responder == who) found.push_back(row.at);
  }
  return found;
}

/// Units that were free at some moment of [begin, end), by role.
std::size_t at_work(const Setting& setting, const RunRecord& record, Role role, SimTime begin, SimTime end) {
  std::vector<bool> seen(setting.force.responders.size(), false);
  for (const StatusRow& row : record.statuses) {
    if (row.status == Status::off_duty || row.begin >= end || row.end <= begin) continue;
    if (setting.force.responders[row.responder].role == role) seen[row.responder.row()] = true;
  }
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

}  // namespace

TEST_CASE("whoever is free takes its break when the window begins, and is back after it") {
  const auto desk = points(1, [](ScenarioSpec& s) {
    with_break(s);
    s.demand.kinds["job"].rate.per_day = 0.001;
  });
  const RunRecord record = run(desk, {6, 0}, 5 * one_day).record;
  REQUIRE(record.works.size() == 5);
  for (std::size_t day = 0; day < 5; ++day) {
    const WorkRow& row = record.works[day];
    CHECK(row.work == desk->works.size());
    CHECK(row.result == WorkResult::done);
    CHECK(row.begin == start_of_day(static_cast<std::int64_t>(day)) + 11h);
    CHECK(row.end == row.begin + 30min);
  }
}

TEST_CASE("every break comes to something: it is taken when work leaves time, or missed when the shift ends") {
  const auto desk = points(1, [](ScenarioSpec& s) {
    with_break(s);
    s.demand.kinds["job"].rate.per_day = 4.0;
    s.demand.kinds["job"].on_scene = exponential(90min);
  });
  const RunRecord record = run(desk, {6, 1}, 100 * one_day).record;
  REQUIRE(record.works.size() == 100);
  std::size_t late = 0;
  std::size_t missed = 0;
  for (const WorkRow& row : record.works) {
    if (row.result == WorkResult::done) {
      CHECK(row.end - row.begin == 30min);
      CHECK(time_of_day(row.begin) >= 11h);
      CHECK(time_of_day(row.end) <= 16h);
      late += time_of_day(row.begin) > 11h ? 1 : 0;
    } else {
      CHECK(row.result == WorkResult::broken_off);
      CHECK(row.begin == row.end);  // the order is of priority 3, which breaks nothing off
      CHECK(time_of_day(row.end) == 16h);
      ++missed;
    }
  }
  CHECK(late > 10);
  CHECK(missed > 0);
}

TEST_CASE("only an order of priority 1 breaks a break off") {
  for (const std::int64_t priority : {1, 2}) {
    const auto desk = points(1, [priority](ScenarioSpec& s) {
      with_break(s);
      s.demand.kinds["job"].priority = priority;
      s.demand.kinds["job"].on_scene = constant(5min);
      s.demand.kinds["job"].rate.per_day = 24.0;
    });
    const RunRecord record = run(desk, {6, 2}, 60 * one_day).record;
    const auto broken = std::count_if(record.works.begin(), record.works.end(), [](const WorkRow& row) {
      return row.result == WorkResult::broken_off && row.end > row.begin;
    });
    INFO("priority " << priority);
    if (priority == 1) {
      CHECK(broken > 5);
    } else {
      CHECK(broken == 0);
    }
    for (const WorkRow& row : record.works) {
      for (const SimTime at : assigned(record, *row.responder)) CHECK((at < row.begin || at >= row.end));
    }
  }
}

TEST_CASE("standby answers the urgent at night from home, and leaves the rest until the morning") {
  for (const std::int64_t priority : {1, 2}) {
    const auto desk = points(1, [priority](ScenarioSpec& s) {
      tests::day_shift(s);
      s.rosters["always"].standby = {{16h, 8h}};
      s.staff[Role::crew_110].standby_mobilise = constant(20min);
      s.staff[Role::crew_110].mobilise = constant(2min);
      s.demand.kinds["job"].priority = priority;
      s.demand.kinds["job"].on_scene = constant(10min);
      s.demand.kinds["job"].rate.per_day = 6.0;
    });
    const RunRecord record = run(desk, {6, 3}, 30 * one_day).record;
    std::size_t at_night = 0;
    for (const StatusRow& row : record.statuses) {
      if (row.status != Status::mobilising || row.end - row.begin < 20min) continue;
      CHECK_FALSE(desk->force.rosters[0].is_on_duty(desk->calendar, row.begin));
      CHECK(row.end - row.begin == 20min);
      ++at_night;
    }
    if (priority == 1) {
      CHECK(at_night > 60);
    } else {
      CHECK(at_night == 0);
    }
  }
}

TEST_CASE("nobody is called at home while somebody on duty is free") {
  const auto desk = points(2, [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.rosters["always"].standby = {{16h, 8h}};
    s.rosters["round_the_clock"].every_day = {{0h, 24h}};
    s.staff[Role::crew_110].rosters = {"always", "round_the_clock"};
    s.demand.kinds["job"].priority = 1;
    s.demand.kinds["job"].rate.per_day = 40.0;
  });
  const RunRecord record = run(desk, {6, 4}, 30 * one_day).record;
  std::size_t called = 0;
  for (const SimTime at : assigned(record, ResponderId{0})) {
    if (desk->force.rosters[0].is_on_duty(desk->calendar, at)) continue;
    ++called;
    for (const StatusRow& row : record.statuses) {
      const bool free = row.responder == ResponderId{1} && row.status == Status::free;
      CHECK_FALSE((free && row.begin < at && at < row.end));
    }
  }
  CHECK(called > 10);
}

TEST_CASE("an order that somebody is on the way to when the shift ends is handed over, if others are there") {
  const auto two_shifts = [](HandOver shift_end, bool others) {
    return points(2, [shift_end, others](ScenarioSpec& s) {
      tests::day_shift(s);
      s.rosters["evening"].every_day = {{15h, 23h}};
      s.staff[Role::crew_110].rosters = {"always", others ? "evening" : "always"};
      s.staff[Role::crew_110].mobilise = constant(40min);
      s.staff[Role::crew_110].shift_end = shift_end;
      s.demand.kinds["job"].on_scene = constant(10min);
      s.demand.kinds["job"].rate.per_day = 24.0;
    });
  };
  const auto mobilising_late = [](const RunRecord& record) {
    return std::count_if(record.statuses.begin(), record.statuses.end(), [](const StatusRow& row) {
      const SimTime ends = start_of_day(day_of(row.begin)) + 16h;
      return row.responder == ResponderId{0} && row.status == Status::mobilising && row.begin < ends && row.end > ends;
    });
  };
  const auto taken_back = [](const RunRecord& record) {
    return std::count_if(record.stages.begin(), record.stages.end(),
                         [](const StageRow& row) { return row.stage == Stage::taken_back; });
  };
  const RunRecord finish = run(two_shifts(HandOver::finish, true), {6, 5}, 30 * one_day).record;
  CHECK(mobilising_late(finish) > 5);
  CHECK(taken_back(finish) == 0);
  const RunRecord over = run(two_shifts(HandOver::hand_over, true), {6, 5}, 30 * one_day).record;
  CHECK(mobilising_late(over) == 0);
  CHECK(taken_back(over) > 5);
  const RunRecord alone = run(two_shifts(HandOver::hand_over, false), {6, 5}, 30 * one_day).record;
  CHECK(mobilising_late(alone) > 5);
  CHECK(taken_back(alone) == 0);
}

TEST_CASE("an order is handed over to the shift that begins when the own one ends") {
  const auto desk = points(2, [](ScenarioSpec& s) {
    tests::day_shift(s);
    s.rosters["zz_evening"].every_day = {{16h, 23h}};
    s.staff[Role::crew_110].rosters = {"always", "zz_evening"};
    s.staff[Role::crew_110].mobilise = constant(40min);
    s.staff[Role::crew_110].shift_end = HandOver::hand_over;
    s.demand.kinds["job"].on_scene = constant(10min);
    s.demand.kinds["job"].rate.per_day = 24.0;
  });
  const RunRecord record = run(desk, {6, 7}, 30 * one_day).record;
  std::size_t handed_over = 0;
  for (const StageRow& row : record.stages) {
    if (row.stage != Stage::taken_back) continue;
    CHECK(time_of_day(row.at) % 1h == 0h);
    const auto evening = assigned(record, ResponderId{1});
    handed_over += std::find(evening.begin(), evening.end(), row.at) != evening.end() ? 1 : 0;
  }
  CHECK(handed_over > 5);
}

TEST_CASE("a transfer takes from one role what it gives to the other, after training") {
  const auto desk = points(6, [](ScenarioSpec& s) {
    s.staff[Role::community_officer] = {.heads = 4, .post = PostKind::station, .rosters = {"always"}};
    s.transfers = {{.from = Role::crew_110,
                    .to = Role::community_officer,
                    .heads = 2,
                    .begins = 2 * one_day + 6h,
                    .training = 3 * one_day}};
  });
  REQUIRE(desk->force.responders.size() == 12);
  const RunRecord record = run(desk, {6, 6}, 10 * one_day).record;
  const auto there = [&](Role role, std::int64_t day) {
    return at_work(*desk, record, role, start_of_day(day) + 1h, start_of_day(day) + 2h);
  };
  CHECK(there(Role::crew_110, 1) == 6);
  CHECK(there(Role::community_officer, 1) == 4);
  CHECK(there(Role::crew_110, 3) == 4);
  CHECK(there(Role::community_officer, 3) == 4);
  CHECK(there(Role::crew_110, 7) == 4);
  CHECK(there(Role::community_officer, 7) == 6);
  for (const AbsenceRow& row : record.absences) {
    const Role role = desk->force.responders[row.responder].role;
    CHECK(row.reason == (role == Role::crew_110 ? AbsenceReason::transferred : AbsenceReason::training));
    CHECK(row.begin >= start_of_day(2) + 6h);
  }
  CHECK(on_duty_by_hour(desk->force).size() == 2);
  for (const OnDuty& row : on_duty_by_hour(desk->force)) CHECK(row.units == (row.role == Role::crew_110 ? 6 : 4));
}
