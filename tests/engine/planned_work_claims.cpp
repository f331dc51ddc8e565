#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "sim/rules/planned_work.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

void at_work(ScenarioSpec& spec) {
  const std::vector<Role> workers{Role::grid_worker};
  spec.work["round"] = {.kind = WorkKind::round, .roles = workers, .every = one_day};
  spec.work["visit"] = {.kind = WorkKind::visit, .roles = workers, .every = 60 * one_day};
  spec.work["duty"] = {.kind = WorkKind::duty_visit, .roles = workers, .every = 14 * one_day};
  spec.work["premises"] = {.kind = WorkKind::inspection, .roles = workers, .every = 30 * one_day};
  spec.work["tenants"] = {.kind = WorkKind::registration, .roles = workers};
  spec.work["meeting"] = {.kind = WorkKind::meeting,
                          .roles = {Role::grid_worker, Role::community_officer},
                          .lasts = constant(15min),
                          .begins = 9h,
                          .pauses_for = 1};
  spec.work["patrol"] = {.kind = WorkKind::patrol, .roles = workers, .days = "wed", .begins = 15h};
  spec.work["counter"] = {.kind = WorkKind::counter,
                          .roles = {Role::community_officer},
                          .lasts = constant(2h),
                          .days = "mon thu",
                          .begins = 10h};
  spec.residents.tenancy = 200 * one_day;
}

std::map<WorkResult, int> results(const RunRecord& record, const Setting& setting, WorkKind kind) {
  std::map<WorkResult, int> found;
  for (const WorkRow& row : record.works) {
    if (setting.works[row.work].spec.kind == kind) ++found[row.result];
  }
  return found;
}

}  // namespace

TEST_CASE("rounds are walked, visits done, doors knocked at, and all of it is accounted for at every midnight") {
  const auto town = tests::small_town(at_work);
  const auto week = run(town, {5, 0}, 14 * one_day);  // conservation is required within
  CHECK(results(week.record, *town, WorkKind::round)[WorkResult::done] > 50);
  CHECK(results(week.record, *town, WorkKind::visit)[WorkResult::done] > 100);
  CHECK(results(week.record, *town, WorkKind::visit)[WorkResult::nobody_home] > 20);
  CHECK(results(week.record, *town, WorkKind::visit)[WorkResult::interrupted] > 0);
  CHECK(results(week.record, *town, WorkKind::duty_visit)[WorkResult::done] > 5);
  CHECK(results(week.record, *town, WorkKind::inspection)[WorkResult::done] > 5);
  CHECK(results(week.record, *town, WorkKind::inspection)[WorkResult::nobody_home] == 0);
  CHECK(results(week.record, *town, WorkKind::registration)[WorkResult::done] > 5);
  CHECK(results(week.record, *town, WorkKind::meeting)[WorkResult::done] > 20);
  CHECK(results(week.record, *town, WorkKind::patrol)[WorkResult::done] > 10);
  CHECK(results(week.record, *town, WorkKind::counter)[WorkResult::done] > 2);
}

TEST_CASE("the same scenario with planned work gives the same records, in one piece or in many") {
  const auto town = tests::small_town(at_work);
  const auto whole = run(town, {5, 1}, 3 * one_day);
  Simulation simulation{town, {5, 1}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  for (SimTime t{}; t <= SimTime{} + 3 * one_day; t += 13min) simulation.advance_until(t, record, travel);
  simulation.advance_until(SimTime{} + 3 * one_day, record, travel);
  simulation.close_records(record);
  CHECK(digest_of(record) == digest_of(whole.record));
  CHECK(simulation.digest() == whole.state);
}

TEST_CASE("planned work changes no incident") {
  const auto idle = run(tests::small_town(), {5, 0}, 3 * one_day);
  const auto busy = run(tests::small_town(at_work), {5, 0}, 3 * one_day);
  REQUIRE(idle.record.incidents.size() == busy.record.incidents.size());
  for (std::size_t row = 0; row < idle.record.incidents.size(); ++row) {
    CHECK(idle.record.incidents[row].occurred == busy.record.incidents[row].occurred);
    CHECK(idle.record.incidents[row].building == busy.record.incidents[row].building);
    CHECK(idle.record.incidents[row].kind == busy.record.incidents[row].kind);
  }
}

TEST_CASE("where everybody is at home every door opens, and a door opens only to somebody's being home") {
  const auto home = tests::small_town([](ScenarioSpec& spec) {
    at_work(spec);
    spec.residents.day_plan = DayPlan::at_home;
  });
  const auto all_home = run(home, {5, 0}, 7 * one_day);
  CHECK(results(all_home.record, *home, WorkKind::visit)[WorkResult::nobody_home] == 0);
  const auto town = tests::small_town(at_work);
  const auto week = run(town, {5, 0}, 7 * one_day);
  int shut = 0;
  for (const WorkRow& row : week.record.works) {
    if (!row.household || row.result == WorkResult::open || row.result == WorkResult::interrupted) continue;
    const bool is_shut = row.result == WorkResult::nobody_home || row.result == WorkResult::excused;
    shut += is_shut;
    if (is_shut) CHECK_FALSE(rules::anybody_home(*town, {5, 0}, *row.household, row.begin));
  }
  CHECK(shut > 20);
}

TEST_CASE("nobody walks, visits or meets outside the hours of the roster") {
  const auto town = tests::small_town(at_work);
  const auto week = run(town, {6, 0}, 7 * one_day);
  for (const StatusRow& row : week.record.statuses) {
    if (!is_planned_work(row.status)) continue;
    const Roster& roster = town->force.rosters[town->force.responders[row.responder].roster];
    CHECK(roster.is_on_duty(town->calendar, row.begin));
    CHECK(roster.is_on_duty(town->calendar, row.end - Duration{1ms}));
  }
}

TEST_CASE("work is done by those whose duty it is, and a grid is walked once a day at most") {
  const auto town = tests::small_town(at_work);
  const auto week = run(town, {7, 0}, 7 * one_day);
  std::map<std::pair<GridId, std::int64_t>, int> walked;
  for (const WorkRow& row : week.record.works) {
    const WorkSpec& work = town->works[row.work].spec;
    if (row.responder) {
      const Role role = town->force.responders[*row.responder].role;
      CHECK(std::find(work.roles.begin(), work.roles.end(), role) != work.roles.end());
    }
    if (work.kind == WorkKind::round && row.result == WorkResult::done) ++walked[{row.grid, day_of(row.end)}];
  }
  REQUIRE_FALSE(walked.empty());
  for (const auto& [grid_and_day, times] : walked) CHECK(times == 1);
}

TEST_CASE("a call interrupts a round, which is taken up where it was left") {
  const auto town = tests::small_town(at_work);
  PlannedTask task{.work = 0, .began = SimTime{} + 9h, .left = 2min};
  for (std::uint16_t row = 0; row < town->works.size(); ++row) {
    if (town->works[row].spec.kind == WorkKind::round) task.work = row;
  }
  const auto passes = rules::passes_ahead(*town, task);
  REQUIRE(passes.size() > 3);
  const PlannedTask left = rules::left_at(*town, task, passes[2].at);
  CHECK(left.stop == 3);
  const SimTime end = task.began + task.left + rules::rest_of_round(*town, task);
  CHECK(passes.back().at < end);
  // From the door where it stopped, what is left is what was left, but for the time at that door.
  PlannedTask again = left;
  again.began = passes[2].at;
  again.left = passes[3].at - passes[2].at;
  CHECK(again.began + again.left + rules::rest_of_round(*town, again) == end);
}

TEST_CASE("work that was never asked for is not done") {
  const auto town = tests::small_town();
  const auto week = run(town, {5, 0}, 3 * one_day);
  CHECK(week.record.works.empty());
  for (const StatusRow& row : week.record.statuses) CHECK_FALSE(is_planned_work(row.status));
}
