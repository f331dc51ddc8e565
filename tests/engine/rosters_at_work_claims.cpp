#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "sim/engine/roll_call.hpp"
#include "sim/rules/familiarity.hpp"
#include "tests/engine/absence.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::points;
using tests::run;

namespace {

void rounds_and_visits(ScenarioSpec& spec) {
  spec.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
  spec.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}, .every = 60 * one_day};
}

/// Planned work done in grids by workers of other grids, and of it what was begun while the grid's own was there.
struct Covered {
  int done = 0;
  int needlessly = 0;
};

Covered covered_in(Cover cover) {
  const auto town = tests::small_town([cover](ScenarioSpec& spec) {
    rounds_and_visits(spec);
    spec.staff[Role::grid_worker].absent = share(0.25);
    spec.staff[Role::grid_worker].cover = cover;
  });
  const RunRecord record = run(town, {8, 0}, 21 * one_day).record;
  std::map<GridId, ResponderId> own;
  for (const ResponderId id : town->force.responders.ids()) {
    const Responder& unit = town->force.responders[id];
    if (unit.role == Role::grid_worker) own.emplace(*unit.grid, id);
  }
  Covered covered;
  for (const WorkRow& row : record.works) {
    if (!row.responder || row.result == WorkResult::open) continue;
    const Responder& unit = town->force.responders[*row.responder];
    if (*unit.grid == row.grid) continue;
    CHECK(town->plan.grids[*unit.grid].community == town->plan.grids[row.grid].community);
    ++covered.done;
    if (!tests::is_absent_at(record, own.at(row.grid), row.begin)) ++covered.needlessly;
  }
  return covered;
}

}  // namespace

TEST_CASE("neighbours do the work of a grid whose worker is absent, of no other, and only where that is agreed") {
  const Covered agreed = covered_in(Cover::neighbours);
  CHECK(agreed.done > 20);
  // A round or a visit that was begun for an absent worker is finished when that one is back.
  CHECK(agreed.needlessly <= agreed.done / 20);
  CHECK(covered_in(Cover::none).done == 0);
}

TEST_CASE("whoever takes over a place knows no household, and meets them from then on") {
  const auto town = tests::small_town(rounds_and_visits);
  World world = populate(*town, {8, 1});
  REQUIRE_FALSE(world.households.empty());
  const ResponderId worker{0};
  const HouseholdId household{3};
  world.now = start_of_day(40);
  HouseholdState& state = world.households[household];
  state.worker = static_cast<std::uint32_t>(worker.row());
  state.familiarity = 200;
  state.last_contact = 31;  // day 30
  CHECK(familiarity_of(*town, world, worker, household) > 0.7);
  world.responders[worker].new_since = start_of_day(35);
  CHECK(familiarity_of(*town, world, worker, household) == 0.0);
  world.households[household].last_contact = 37;
  CHECK(familiarity_of(*town, world, worker, household) > 0.7);
}

TEST_CASE("breaks come before planned work, and planned work goes on after them") {
  const auto with_breaks = [](bool breaks) {
    return tests::small_town([breaks](ScenarioSpec& spec) {
      rounds_and_visits(spec);
      if (!breaks) return;
      for (auto& [name, roster] : spec.rosters) {
        if (name.starts_with("grid")) roster.breaks = {{{{10h, 12h}, {15h, 17h}}, 20min}};
      }
    });
  };
  const auto town = with_breaks(true);
  const RunRecord record = run(town, {8, 2}, 14 * one_day).record;
  std::size_t rested = 0;
  std::size_t missed = 0;
  std::size_t worked = 0;
  for (const WorkRow& row : record.works) {
    if (row.work != town->works.size()) {
      worked += row.result == WorkResult::done;
      continue;
    }
    rested += row.result == WorkResult::done;
    missed += row.result != WorkResult::done;
    if (row.result == WorkResult::done) CHECK(row.end - row.begin == 20min);
  }
  CHECK(rested > 100);
  CHECK(missed < rested / 10);
  CHECK(worked > 100);
  // A break is spent on nothing else.
  for (const StatusRow& row : record.statuses) {
    if (row.status == Status::on_break) CHECK(row.end - row.begin <= 20min);
  }
  const auto without = with_breaks(false);
  const RunRecord straight = run(without, {8, 2}, 14 * one_day).record;
  CHECK(std::none_of(straight.works.begin(), straight.works.end(),
                     [&](const WorkRow& row) { return row.work == without->works.size(); }));
}

TEST_CASE("where two officers make a pair, half of those who come act, and auxiliaries make none") {
  const auto desk = points(4, [](ScenarioSpec& spec) {
    spec.rosters["always"] = {};
    spec.rosters["always"].every_day = {{8h, 16h}};
    StaffSpec& crews = spec.staff[Role::crew_110];
    crews.crew = 3;
    crews.auxiliaries = 1;
    crews.pairing = Pairing::two_officers;
    crews.absent = share(0.3);
  });
  const RunRecord record = run(desk, {8, 3}, 100 * one_day).record;
  int fewer = 0;
  for (std::int64_t day = 0; day < 100; ++day) {
    std::int64_t officers = 0;
    std::int64_t acting = 0;
    for (const ResponderId who : desk->force.responders.ids()) {
      officers += engine::presence_of(*desk, {8, 3}, who, day, start_of_day(day) + 8h).officers;
      acting += tests::is_absent_at(record, who, start_of_day(day) + 9h) ? 0 : 1;
    }
    REQUIRE(acting == std::min<std::int64_t>(4, officers / 2));
    fewer += acting < 4;
  }
  CHECK(fewer > 50);
}

TEST_CASE("where there are fewer workers than grids every grid has one worker's attention, shared out evenly") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    rounds_and_visits(spec);
    spec.staff[Role::grid_worker].per_grid = 0.5;
  });
  std::map<GridId, int> workers;
  std::map<CommunityId, std::pair<std::size_t, std::size_t>> grids_a_worker;  // least, most
  for (const ResponderId id : town->force.responders.ids()) {
    const Responder& unit = town->force.responders[id];
    if (unit.role != Role::grid_worker) continue;
    CHECK(town->work_of[id].front() == *unit.grid);
    for (const GridId grid : town->work_of[id]) ++workers[grid];
    const std::size_t grids = town->work_of[id].size();
    const auto [row, is_new] = grids_a_worker.emplace(town->plan.grids[*unit.grid].community, std::pair{grids, grids});
    row->second = {std::min(row->second.first, grids), std::max(row->second.second, grids)};
  }
  for (const GridId grid : town->plan.grids.ids()) CHECK(workers[grid] == 1);
  for (const auto& [community, grids] : grids_a_worker) CHECK(grids.second - grids.first <= 1);
  const RunRecord record = run(town, {8, 4}, 7 * one_day).record;
  std::map<GridId, int> walked;
  for (const WorkRow& row : record.works) {
    if (town->works[row.work].spec.kind == WorkKind::round && row.result == WorkResult::done) ++walked[row.grid];
  }
  CHECK(walked.size() == town->plan.grids.size());
}
