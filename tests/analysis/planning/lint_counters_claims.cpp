#include <catch2/catch.hpp>

#include "analysis/experiment/lint.hpp"
#include "tests/support/counters.hpp"

using namespace outpost;

namespace {

/// What is said of a counter at which somebody sits for so long every day.
std::vector<std::string> said_of(std::int64_t desks, std::int64_t officers, double load, Duration open) {
  const auto setting = tests::counter(desks, officers, load,
                                      [open](ScenarioSpec& spec) { spec.work["counter"].lasts = constant(open); });
  std::vector<std::string> found;
  analysis::lint_counters(*setting, found);
  return found;
}

}  // namespace

TEST_CASE("a counter to which people bring more work than anybody sits there for is pointed out, with both") {
  CHECK(said_of(1, 1, 0.8, 24h).empty());
  CHECK(said_of(2, 2, 1.7, 24h).empty());
  CHECK(said_of(1, 1, 0.95, 24h).size() == 1);  // not more than all, but the line hardly ever ends
  CHECK(said_of(2, 1, 1.7, 24h).size() == 1);   // a desk without somebody at it serves nobody
  CHECK(said_of(1, 2, 1.7, 24h).size() == 1);   // nor does somebody without a desk
  const auto found = said_of(1, 1, 0.5, 4h);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("84.0 hours of work a week") != std::string::npos);
  CHECK(found[0].find("sits at its desks for 28.0 hours;") != std::string::npos);
}

TEST_CASE("of several counters that fall short the one that lacks most is named, and how many others there are") {
  const auto setting = tests::small_town([](ScenarioSpec& spec) {
    spec.demand.kinds.begin()->second.channel = Channel::counter;
    spec.demand.kinds.begin()->second.desk = {.at_desk = constant(47h)};
    spec.places.desks = 1;
    spec.work["counter"] = {.kind = WorkKind::counter,
                            .roles = {Role::community_officer},
                            .lasts = constant(2h),
                            .days = "mon",
                            .every_weeks = 2};
  });
  REQUIRE(setting->counters.counters.size() > 1);
  std::vector<std::string> found;
  analysis::lint_counters(*setting, found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("too little at ") != std::string::npos);
}

TEST_CASE("where nobody comes to a counter nothing is said of counters") {
  std::vector<std::string> found;
  analysis::lint_counters(*tests::small_town(), found);
  CHECK(found.empty());
}
