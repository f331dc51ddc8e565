#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/experiment/lint.hpp"
#include "tests/analysis/planning/warnings.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {}  // namespace

TEST_CASE("hours with fewer units on duty than an order needs are warned about") {
  const auto pairs = tests::points(2, [](ScenarioSpec& s) {
    s.demand.kinds["job"].units = 2;
    s.rosters["early"].every_day = {{0h, 12h}};
    s.staff[Role::crew_110].rosters = {"always", "early"};
  });
  CHECK(tests::warns(*pairs,
                     "job: an order needs 2 units at once; in 84 of the 168 hours of a week fewer are on duty, the "
                     "first Mon 12:00; orders then wait"));
  CHECK_FALSE(tests::warns(*tests::points(2), "fewer are on duty"));
}

TEST_CASE("a reserve that leaves nobody for lesser orders is warned about") {
  const auto held = tests::points(3, [](ScenarioSpec& s) {
    s.rules.dispatch = "reserve";
    s.rules.reserve = 500;
  });
  CHECK(tests::warns(
      *held,
      "job: an order needs 1 and 500 are held back, but never more than 3 who may answer are on duty; none "
      "is ever answered"));
}

TEST_CASE("preference lists that no rule reads, and a rule without lists, are warned about") {
  CHECK(tests::warns(
      *tests::points(2, [](ScenarioSpec& s) { s.rules.preferences = {{.place = "A", .units = {"P001"}}}; }),
      "[[rules.preference]] is not used: dispatch is \"soonest_free\""));
  CHECK(tests::warns(*tests::points(2, [](ScenarioSpec& s) { s.rules.dispatch = "preference"; }),
                     "there is no [[rules.preference]]"));
}

TEST_CASE("a closure that begins after the end of the run is warned about") {
  CHECK(tests::warns(*tests::small_town([](ScenarioSpec& s) { s.closures = {{.street = 1, .begins = 480h}}; }),
                     "closure: it begins 20.0 days after the start, and the run ends after 3.0"));
}
