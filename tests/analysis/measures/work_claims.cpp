#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/measures/measures.hpp"
#include "analysis/measures/names.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;
using tests::mean_of;

namespace {

std::shared_ptr<const Setting> town_at_work() {
  return tests::small_town([](ScenarioSpec& spec) {
    spec.work["a_visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}};
    spec.work["b_round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
    spec.work["c_meeting"] = {.kind = WorkKind::meeting, .roles = {Role::grid_worker}};
  });
}

WorkRow at(std::size_t work, WorkResult result, SimTime end, bool is_door, bool late = false) {
  WorkRow row{.work = work, .result = result, .begin = end - 10min, .end = end, .late = late};
  if (is_door) row.household = HouseholdId{0};
  return row;
}

}  // namespace

TEST_CASE("planned work is counted where it ended in the window, and what is open at the end") {
  const auto town = town_at_work();
  const SimTime inside{30h};
  const SimTime before{2h};
  RunRecord record;
  record.works = {at(0, WorkResult::done, inside, true),        at(0, WorkResult::done, inside, true, true),
                  at(0, WorkResult::nobody_home, inside, true), at(0, WorkResult::excused, inside, true),
                  at(0, WorkResult::interrupted, inside, true), at(0, WorkResult::done, before, true),
                  at(0, WorkResult::open, SimTime{72h}, true),  at(0, WorkResult::open, SimTime{72h}, true, true),
                  at(1, WorkResult::done, inside, false),       at(1, WorkResult::broken_off, inside, false),
                  at(1, WorkResult::done, before, false),       at(2, WorkResult::done, inside, false),
                  at(2, WorkResult::excused, inside, false)};
  const Measured measured = measure(*town, record, {SimTime{24h}, SimTime{72h}});  // two days
  for (const std::string scope : {"all", "work=a_visit"}) {
    CHECK(mean_of(measured, "visits_done", scope) == 1.0);
    CHECK(mean_of(measured, "visits_late", scope) == 0.5);
    CHECK(mean_of(measured, "doors_unanswered", scope) == 0.5);
    CHECK(mean_of(measured, "visits_excused", scope) == 0.5);
    CHECK(mean_of(measured, "visits_open", scope) == 2.0);
    CHECK(mean_of(measured, "overdue", scope) == 1.0);
  }
  const auto grids = static_cast<double>(town->plan.grids.size());
  CHECK(*mean_of(measured, "rounds_done", "work=b_round") == Approx(0.5 / grids));
  CHECK(mean_of(measured, "turns_done", "work=c_meeting") == 0.5);
}

TEST_CASE("a day on which nobody knocked has no share of doors, and a town without planned work no such measure") {
  const Measured none = measure(*town_at_work(), RunRecord{}, {SimTime{}, SimTime{24h}});
  CHECK(mean_of(none, "visits_done", "all") == 0.0);
  CHECK_FALSE(mean_of(none, "doors_unanswered", "all").has_value());
  CHECK_FALSE(mean_of(none, "visits_late", "all").has_value());
  const Measured idle = measure(*tests::small_town(), RunRecord{}, {SimTime{}, SimTime{24h}});
  CHECK_FALSE(mean_of(idle, "visits_done", "all").has_value());
}

TEST_CASE("a count of visits is not told in orders") {
  REQUIRE(find_measure("visits_open") != nullptr);
  CHECK(find_measure("visits_open")->unit == Unit::visits);
  CHECK(find_measure("overdue")->unit == Unit::visits);
  CHECK(find_measure("rounds_done")->unit == Unit::per_grid_and_day);
}
