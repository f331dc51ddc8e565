#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/experiment/lint.hpp"
#include "tests/analysis/planning/warnings.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using analysis::lint;

namespace {

/// Two departments with a crew each from nine to six, of which the market's answers one kind.
std::shared_ptr<const Setting> town(const tests::Change& change) {
  return tests::small_town([&change](ScenarioSpec& s) {
    s.rosters["office"].every_day = {{9h, 18h}};
    for (const char* name : {"market_regulation", "work_safety"}) s.departments[name].staff.rosters = {"office"};
    KindSpec kind = s.demand.kinds.at("grid_case");
    kind.roles = {Role::department_crew};
    kind.department = "market_regulation";
    s.demand.kinds["short_weight"] = kind;
    change(s);
  });
}

}  // namespace

TEST_CASE("a department that no kind names is pointed out") {
  const auto setting = town([](ScenarioSpec&) {});
  CHECK(tests::warns(*setting,
                     "departments.work_safety: no kind names it, and nobody calls it; write department = "
                     "\"work_safety\" in a [demand.kind.NAME], or leave the department out"));
  CHECK_FALSE(tests::warns(*setting, "departments.market_regulation: no kind names it"));
}

TEST_CASE("hours without anybody are those of the kind's own department, not of another with the same role") {
  const auto setting = town([](ScenarioSpec& s) {
    s.rosters["always"].every_day = {{0h, 24h}};
    s.departments["work_safety"].staff.rosters = {"always"};
  });
  CHECK(tests::warns(*setting,
                     "short_weight: nobody who may answer (department_crew) is on duty in 105 of the 168 hours"));
}

TEST_CASE("a department with more work than its crews can do is pointed out") {
  const auto setting =
      town([](ScenarioSpec& s) { s.demand.kinds["short_weight"].rate = per_1000_residents_per_day(10.0); });
  CHECK(tests::warns(*setting, "departments.market_regulation: offered "));
  CHECK_FALSE(tests::warns(*town([](ScenarioSpec&) {}), "departments.market_regulation: offered "));
}
