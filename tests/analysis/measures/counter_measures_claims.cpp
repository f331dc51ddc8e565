#include <catch2/catch.hpp>

#include "analysis/measures/measures.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

CounterRow row_of(std::size_t order, CounterStep step, Duration at, Duration since, bool first = true) {
  return {.order = OrderId{order}, .step = step, .at = SimTime{} + at, .since = SimTime{} + since, .first = first};
}

std::shared_ptr<const Setting> with_counter() {
  return tests::points(1, [](ScenarioSpec& spec) {
    spec.demand.kinds["job"].channel = Channel::counter;
    spec.staff[Role::community_officer] = {.heads = 1, .post = PostKind::area, .rosters = {"always"}};
    spec.work["counter"] = {.kind = WorkKind::counter, .roles = {Role::community_officer}};
  });
}

}  // namespace

TEST_CASE("the measures of counters by hand come out as they were put in") {
  RunRecord record;
  record.counter_steps = {row_of(0, CounterStep::came, 8h, 8h),
                          row_of(1, CounterStep::came, 8h, 8h),
                          row_of(0, CounterStep::called, 8h, 8h),
                          row_of(2, CounterStep::came, 8h + 5min, 8h + 5min),
                          row_of(0, CounterStep::broken_off, 8h + 10min, 8h),
                          row_of(0, CounterStep::called, 8h + 20min, 8h + 10min, false),  // not a wait to be served
                          row_of(0, CounterStep::settled, 8h + 30min, 8h + 10min),
                          row_of(1, CounterStep::called, 8h + 30min, 8h),
                          row_of(2, CounterStep::left, 8h + 40min, 8h + 5min),
                          row_of(3, CounterStep::came, 13h, 13h),
                          row_of(3, CounterStep::sent_home, 13h, 13h),
                          row_of(3, CounterStep::sent_home, 14h, 13h),  // counts once
                          row_of(4, CounterStep::came, 25h, 25h)};      // after the window
  const auto setting = with_counter();
  const Measured measured = measure(*setting, record, {SimTime{}, SimTime{} + 24h});
  CHECK(tests::value_of(measured, "counter_wait", "all") == 900'000.0);  // 0 and 30 min
  CHECK(tests::value_of(measured, "counter_wait", "all", "n") == 2.0);
  CHECK(tests::value_of(measured, "counter_wait", "kind=job") == 900'000.0);
  CHECK(tests::value_of(measured, "counter_wait", "hour=08") == 900'000.0);
  CHECK(tests::value_of(measured, "counter_left", "all") == 1.0 / 3.0);
  CHECK(tests::value_of(measured, "counter_closed", "all") == 1.0 / 4.0);
}

TEST_CASE("a scenario without counters says nothing about them, nor about coverage that nobody looks at") {
  const Measured measured = measure(*tests::points(1), RunRecord{}, {SimTime{}, SimTime{} + 24h});
  for (const NamedValue& value : measured.values) {
    CHECK_FALSE(value.measure.starts_with("counter"));
    CHECK(value.measure != "coverage");
  }
}

TEST_CASE("the measure of coverage by hand is the mean share over moments, and the worst of them") {
  const auto setting = tests::points(1, [](ScenarioSpec& spec) { spec.measures.coverage_every = 12h; });
  const auto row = [](Duration at, std::optional<Role> role, double covered) {
    return CoverageRow{.at = SimTime{} + at, .role = role, .covered = covered, .residents = 1'000.0};
  };
  RunRecord record;
  record.coverages = {row(12h, {}, 1'000.0), row(12h, Role::crew_110, 250.0), row(24h, {}, 500.0),
                      row(24h, Role::crew_110, 750.0), row(36h, {}, 0.0)};
  const Measured measured = measure(*setting, record, {SimTime{}, SimTime{} + 30h});
  CHECK(tests::value_of(measured, "coverage", "all") == 0.75);
  CHECK(tests::value_of(measured, "coverage", "all", "worst") == 0.5);
  CHECK(tests::value_of(measured, "coverage", "hour=12") == 1.0);
  CHECK(tests::value_of(measured, "coverage", "role=crew_110") == 0.5);
  CHECK(tests::value_of(measured, "coverage", "role=crew_110 hour=00") == 0.75);
}
