#include <catch2/catch.hpp>

#include "analysis/measures/measures.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

SettlementRow row_of(Duration at, ResponderId by, Settlement result, bool at_first, std::int64_t times = 0) {
  return {.at = SimTime{} + at, .by = by, .result = result, .at_first = at_first, .times = times};
}

}  // namespace

TEST_CASE("the measures of settlements by hand come out as they were put in") {
  const auto setting = tests::points(1, [](ScenarioSpec& s) {
    s.demand.kinds["job"].settlement.base = share(0.5);
    StaffSpec staff = s.staff[Role::crew_110];
    staff.heads = 1;
    staff.post = PostKind::area;
    s.staff[Role::community_officer] = staff;
    s.demand.kinds["job"].roles.push_back(Role::community_officer);
  });
  const ResponderId officer{0};  // of the village: posted in the police area
  const ResponderId crew{1};     // of the town: at the station
  REQUIRE(setting->force.responders[officer].role == Role::community_officer);
  RunRecord record;
  record.settlements = {row_of(1h, officer, Settlement::settled, true),
                        row_of(2h, officer, Settlement::settled, false),  // at the second visit
                        row_of(3h, officer, Settlement::recurs, true),    //
                        row_of(4h, crew, Settlement::settled, false, 1),  // it had come back
                        row_of(5h, crew, Settlement::escalates, true),    //
                        row_of(25h, crew, Settlement::settled, true)};    // after the window
  const Measured measured = measure(*setting, record, {SimTime{}, SimTime{} + 24h});
  CHECK(tests::value_of(measured, "settled", "all") == 3.0 / 5.0);
  CHECK(tests::value_of(measured, "settled", "all", "n") == 5.0);
  CHECK(tests::value_of(measured, "settled", "kind=job") == 3.0 / 5.0);
  CHECK(tests::value_of(measured, "settled", "role=community_officer") == 2.0 / 3.0);
  CHECK(tests::value_of(measured, "settled", "role=crew_110") == 1.0 / 2.0);
  CHECK(tests::value_of(measured, "settled_on_spot", "all") == 1.0 / 4.0);  // of those that had not come back
  CHECK(tests::value_of(measured, "settled_at", "level=village") == 2.0 / 3.0);
  CHECK(tests::value_of(measured, "settled_at", "level=town") == 1.0 / 3.0);
  CHECK(tests::value_of(measured, "settled_at", "level=grid") == 0.0);
  CHECK(tests::value_of(measured, "recurred", "all") == 1.0 / 5.0);
  CHECK(tests::value_of(measured, "disputes_grown", "all") == 1.0 / 5.0);
}

TEST_CASE("a window without disputes says nothing about settlements") {
  const auto setting = tests::points(1);
  const Measured measured = measure(*setting, RunRecord{}, {SimTime{}, SimTime{} + 24h});
  for (const char* name : {"settled", "settled_on_spot", "settled_at", "recurred", "disputes_grown"}) {
    CHECK_FALSE(tests::value_of(measured, name, "all"));
  }
}
