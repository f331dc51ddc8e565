#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <tuple>

#include "sim/rules/planned_work.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

void with_work(ScenarioSpec& spec) {
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
  const auto town = tests::small_town(with_work);
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
  const auto town = tests::small_town(with_work);
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
  const auto busy = run(tests::small_town(with_work), {5, 0}, 3 * one_day);
  REQUIRE(idle.record.incidents.size() == busy.record.incidents.size());
  for (std::size_t row = 0; row < idle.record.incidents.size(); ++row) {
    CHECK(idle.record.incidents[row].occurred == busy.record.incidents[row].occurred);
    CHECK(idle.record.incidents[row].building == busy.record.incidents[row].building);
    CHECK(idle.record.incidents[row].kind == busy.record.incidents[row].kind);
  }
}

TEST_CASE("work that nobody is there for changes no due date, no length and no outcome of the work beside it") {
  const auto rows_of = [](const std::shared_ptr<const Setting>& setting) {
    std::vector<std::tuple<std::string, WorkResult, std::optional<ResponderId>, SimTime, SimTime, std::int32_t>> rows;
    for (const WorkRow& row : run(setting, {5, 0}, 14 * one_day).record.works) {
      const std::string& key = setting->works[row.work].key;
      if (key != "at_night") rows.emplace_back(key, row.result, row.responder, row.begin, row.end, row.due);
    }
    return rows;
  };
  const auto alone = tests::small_town(with_work);
  const auto beside = tests::small_town([](ScenarioSpec& spec) {
    with_work(spec);
    spec.work["at_night"] = {.kind = WorkKind::meeting,  // first of all by name
                             .roles = {Role::grid_worker},
                             .lasts = exponential(10min),
                             .begins = 3h};
  });
  CHECK(beside->works.front().key == "at_night");
  const auto rows = rows_of(alone);
  CHECK(rows.size() > 1'000);
  CHECK(rows == rows_of(beside));
}

TEST_CASE("where everybody is at home every door opens, and a door opens only to somebody's being home") {
  const auto home = tests::small_town([](ScenarioSpec& spec) {
    with_work(spec);
    spec.residents.day_plan = DayPlan::at_home;
  });
  const auto all_home = run(home, {5, 0}, 7 * one_day);
  CHECK(results(all_home.record, *home, WorkKind::visit)[WorkResult::nobody_home] == 0);
  const auto town = tests::small_town(with_work);
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
  const auto town = tests::small_town(with_work);
  const auto week = run(town, {6, 0}, 7 * one_day);
  for (const StatusRow& row : week.record.statuses) {
    if (!is_planned_work(row.status)) continue;
    const Roster& roster = town->force.rosters[town->force.responders[row.responder].roster];
    CHECK(roster.is_on_duty(town->calendar, row.begin));
    CHECK(roster.is_on_duty(town->calendar, row.end - Duration{1ms}));
  }
}

TEST_CASE("work is done by those whose duty it is, and a grid is walked once a day at most") {
  const auto town = tests::small_town(with_work);
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
  const auto town = tests::small_town(with_work);
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

namespace {

/// A world in the middle of a run, with what handlers need around it.
struct WorkBench {
  explicit WorkBench(std::shared_ptr<const Setting> of) : simulation(std::move(of), RunKey{5, 0}) {}
  const Setting& setting() const { return simulation.setting(); }
  void advance_until(SimTime t) { simulation.advance_until(t, record, travel); }
  Simulation simulation;
  TravelQuery travel{*simulation.setting().travel};
  RunRecord record{};
};

}  // namespace

TEST_CASE("a call at a door that stays shut leaves the whole visit to be done") {
  // Everybody works far away, so that doors stay shut, and knocking takes so long that calls come meanwhile.
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    with_work(spec);
    for (auto& [name, work] : spec.work) {
      work.lasts = constant(40min);
      work.knock = 30min;
      work.tries = 50;
      work.retry_after = 0h;
    }
    spec.familiarity.saves = share(0.0);
    spec.demand.kinds["grid_case"].rate.per_day *= 20.0;
  });
  const auto days = run(town, {5, 0}, 5 * one_day);
  std::map<std::pair<HouseholdId, std::int32_t>, Duration> inside;
  std::size_t interrupted = 0;
  std::size_t done = 0;
  for (const WorkRow& row : days.record.works) {
    if (!row.household || town->works[row.work].spec.kind != WorkKind::visit) continue;
    const bool at_home = rules::anybody_home(*town, {5, 0}, *row.household, row.begin);
    Duration& so_far = inside[{*row.household, row.due}];
    if (row.result == WorkResult::interrupted) {
      ++interrupted;
      if (!at_home) continue;
      // Called away on the way there it was not inside at all.
      for (const StatusRow& span : days.record.statuses) {
        if (span.responder == row.responder && span.end == row.end && span.status == Status::visiting) {
          so_far += span.end - span.begin;
        }
      }
    } else if (row.result == WorkResult::done) {
      ++done;
      CHECK(so_far + (row.end - row.begin) == 40min);
    }
  }
  CHECK(interrupted > 20);
  CHECK(done > 10);
}

TEST_CASE("looking for work in vain changes no journey home, and the stairs down are part of it") {
  // A round that is due once in ten years: everybody looks for work all the time and finds none.
  const auto idle = tests::small_town();
  const auto looking = tests::small_town([](ScenarioSpec& spec) {
    spec.work["nothing"] = {.kind = WorkKind::inspection, .roles = {Role::grid_worker}, .every = 3'650 * one_day};
    spec.work["nothing"].hours = {{3h, 3h + 1min}};  // when nobody is on duty
  });
  const auto one = run(idle, {5, 0}, 3 * one_day);
  const auto other = run(looking, {5, 0}, 3 * one_day);
  REQUIRE(one.record.legs.size() == other.record.legs.size());
  for (std::size_t row = 0; row < one.record.legs.size(); ++row) {
    CHECK(one.record.legs[row].begin == other.record.legs[row].begin);
    CHECK(one.record.legs[row].end == other.record.legs[row].end);
  }
  REQUIRE(one.record.statuses.size() == other.record.statuses.size());
}

TEST_CASE("a meeting at the minute in which a shift begins is not missed by it") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    spec.work["meeting"] = {.kind = WorkKind::meeting,
                            .roles = {Role::grid_worker},
                            .lasts = constant(15min),
                            .begins = 8h + 30min,
                            .pauses_for = 0};
  });
  // On the second day too, when the meeting was planned before the shift's beginning was.
  const auto days = run(town, {5, 0}, 2 * one_day);
  for (const std::int64_t day : {0, 1}) {
    const SimTime at = start_of_day(day) + 8h + 30min;
    std::ptrdiff_t on_duty = 0;
    for (const Responder& unit : town->force.responders) {
      if (unit.role != Role::grid_worker) continue;
      on_duty += town->force.rosters[unit.roster].is_on_duty(town->calendar, at) ? 1 : 0;
    }
    REQUIRE(on_duty > 5);
    const auto met = std::count_if(days.record.works.begin(), days.record.works.end(), [at](const WorkRow& row) {
      return row.result == WorkResult::done && row.begin == at;
    });
    CHECK(met == on_duty);
  }
}

TEST_CASE("streets that close while somebody goes to a visit send it another way, and every law holds") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    with_work(spec);
    for (int day = 0; day < 3; ++day) {
      for (int hour = 9; hour < 18; ++hour) {
        spec.closures.push_back({.x = Length{},
                                 .y = Length{},
                                 .radius = metres(700),
                                 .begins = day * one_day + hour * one_hour,
                                 .ends = day * one_day + hour * one_hour + 30min});
      }
    }
  });
  WorkBench bench{town};
  std::size_t under_way = 0;
  for (SimTime t = SimTime{8h}; t < SimTime{} + 3 * one_day; t += 30min) {
    bench.advance_until(t - 1ms);
    for (const ResponderState& state : bench.simulation.world().responders) under_way += state.status == Status::going;
    bench.advance_until(t);
    require_conservation(*town, bench.simulation.world());
  }
  CHECK(under_way > 3);
  bench.simulation.close_records(bench.record);
  std::size_t checked = 0;
  for (const LegRow& leg : bench.record.legs) {
    if (leg.order) continue;
    const StreetClosures closures = closures_at(*town, leg.begin);
    CHECK(bench.travel.static_time(leg.way, leg.from, leg.to, closures).has_value());
    ++checked;
  }
  CHECK(checked > 50);
}
