#include <catch2/catch.hpp>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "analysis/statistics/interval.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;
using tests::mean_of;

TEST_CASE("drift is the last quarter of whole weeks over the first") {
  const auto town = tests::small_town(
      [](ScenarioSpec& spec) { spec.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}}; });
  const auto visit = [](WorkResult result, int day) {
    WorkRow row{.work = 0, .result = result, .end = SimTime{} + day * one_day + 10h};
    row.household = HouseholdId{0};
    return row;
  };
  RunRecord record;
  // Nine weeks: quarters of two weeks, days 0 to 13 and 49 to 62.
  record.works = {
      visit(WorkResult::done, 0),        visit(WorkResult::done, 13),       visit(WorkResult::nobody_home, 5),
      visit(WorkResult::nobody_home, 6), visit(WorkResult::done, 14),       visit(WorkResult::done, 48),
      visit(WorkResult::done, 49),       visit(WorkResult::done, 55),       visit(WorkResult::done, 62),
      visit(WorkResult::excused, 60),    visit(WorkResult::interrupted, 60)};
  const Measured measured = measure(*town, record, {SimTime{}, start_of_day(63)});
  CHECK(*mean_of(measured, "drift", "of=visits_done") == Approx(0.5));
  CHECK(*mean_of(measured, "drift", "of=doors_unanswered") == Approx(-0.5));
  CHECK_FALSE(mean_of(measured, "drift", "of=response").has_value());
}

TEST_CASE("less than four weeks have no drift") {
  const auto town = tests::small_town();
  const RunRecord record = tests::run(town, {2, 0}, 28 * one_day).record;
  CHECK_FALSE(mean_of(measure(*town, record, {SimTime{}, start_of_day(27)}), "drift", "of=response").has_value());
  CHECK(mean_of(measure(*town, record, {SimTime{}, start_of_day(28)}), "drift", "of=response").has_value());
  CHECK_FALSE(mean_of(measure(*town, record, {SimTime{}, start_of_day(28)}), "drift", "of=visits_done").has_value());
}

TEST_CASE("a town where nothing changes does not drift, once it has settled") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    spec.city.population = {3'000};  // fewer orders a day than one crew has hours
    spec.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
    spec.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}, .every = 56 * one_day};
    spec.calendar = {};  // no holidays: they are a change
  });
  // Quarters of eight weeks, so that each has all due dates once.
  std::vector<Measured> runs;
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    const RunRecord record = tests::run(town, {77, replication}, 280 * one_day).record;
    runs.push_back(measure(*town, record, {start_of_day(56), start_of_day(280)}));
  }
  for (const char* of : {"of=recorded", "of=response", "of=visits_done", "of=doors_unanswered"}) {
    INFO(of);
    std::vector<double> drifts;
    for (const Measured& measured : runs) drifts.push_back(*mean_of(measured, "drift", of));
    const auto interval = t_interval(std::span<const double>{drifts}, 0.999);
    CHECK(std::abs(interval->estimate) < *interval->half_width);
    CHECK(*interval->half_width < 0.6);  // or the claim says nothing
  }
}
