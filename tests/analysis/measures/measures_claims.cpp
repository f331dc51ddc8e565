#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/collection.hpp"
#include "analysis/measures/names.hpp"
#include "tests/analysis/measures/by_hand.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;

using tests::at;

namespace {

/// One order by hand: reported 10:00, accepted 10:02, assigned 10:05, under way 10:06, on scene 10:16, resolved 10:46.
RunRecord one_order() {
  RunRecord record;
  record.incidents.push_back({.occurred = at(9h + 50min)});
  record.notices.push_back({.noticed = at(9h + 55min)});
  record.orders.push_back({.priority = 3});
  const ResponderId unit{0};
  record.stages = {{.stage = Stage::occurred, .at = at(9h + 50min)},
                   {.stage = Stage::noticed, .at = at(9h + 55min)},
                   {.stage = Stage::reported, .at = at(10h)},
                   {.stage = Stage::accepted, .at = at(10h + 2min)},
                   {.stage = Stage::assigned, .at = at(10h + 5min), .responder = unit},
                   {.stage = Stage::under_way, .at = at(10h + 6min), .responder = unit},
                   {.stage = Stage::on_scene, .at = at(10h + 16min), .responder = unit},
                   {.stage = Stage::resolved, .at = at(10h + 46min), .responder = unit},
                   {.stage = Stage::closed, .at = at(10h + 50min), .responder = unit}};
  record.statuses = {
      {.responder = unit, .status = Status::free, .begin = at(0h), .end = at(10h + 5min)},
      {.responder = unit, .status = Status::mobilising, .begin = at(10h + 5min), .end = at(10h + 6min)},
      {.responder = unit, .status = Status::travelling, .begin = at(10h + 6min), .end = at(10h + 16min)},
      {.responder = unit, .status = Status::on_scene, .begin = at(10h + 16min), .end = at(10h + 46min)},
      {.responder = unit, .status = Status::writing_up, .begin = at(10h + 46min), .end = at(10h + 50min)},
      {.responder = unit, .status = Status::free, .begin = at(10h + 50min), .end = at(24h)}};
  return record;
}

}  // namespace

TEST_CASE("the times of one order by hand come out as they were put in") {
  const auto desk = tests::points(1);
  const Measured measured = measure(*desk, one_order(), {at(0h), at(24h)});
  const auto minutes = [&](const char* name) { return *tests::value_of(measured, name, "all", "mean") / 60'000.0; };
  CHECK(minutes("intake") == 2.0);
  CHECK(minutes("queue") == 3.0);
  CHECK(minutes("mobilise") == 1.0);
  CHECK(minutes("travel") == 10.0);
  CHECK(minutes("response") == 16.0);
  CHECK(minutes("on_scene") == 30.0);
  CHECK(minutes("resolve") == 46.0);
  CHECK(minutes("close") == 50.0);
  CHECK(tests::value_of(measured, "response", "priority=3", "within_standard") == 1.0);  // 30 min
  CHECK(tests::value_of(measured, "response", "kind=job", "mean").has_value());
  CHECK(tests::value_of(measured, "response", "role=crew_110", "mean").has_value());
  CHECK(tests::value_of(measured, "response", "hour=10", "mean").has_value());
  CHECK_FALSE(tests::value_of(measured, "response", "hour=11", "mean").has_value());
  CHECK(tests::value_of(measured, "occurred", "all", "mean") == 1.0);
  CHECK(tests::value_of(measured, "utilisation", "role=crew_110", "mean") == Approx(45.0 / 1440.0));
  CHECK(tests::value_of(measured, "overtime", "role=crew_110", "mean") == 0.0);
}

TEST_CASE("response is intake, queue, mobilisation and travel, in every run and on average") {
  const auto town = tests::small_town();
  const auto finished = tests::run(town, {8, 0}, 4 * one_day);
  // Open orders would leave a time out of one mean and not of another: only what ended before the window did counts
  // here.
  const Measured measured = measure(*town, finished.record, {at(0h), SimTime{} + 2 * one_day});
  const auto mean = [&](const char* name) { return *tests::value_of(measured, name, "all", "mean"); };
  const auto n = [&](const char* name) { return *tests::value_of(measured, name, "all", "n"); };
  REQUIRE(n("response") > 3.0);
  CHECK(n("intake") == n("response"));
  CHECK(mean("response") == Approx(mean("intake") + mean("queue") + mean("mobilise") + mean("travel")));
}

TEST_CASE("an order that was reported before the window, or is still open, gives no time") {
  const auto desk = tests::points(1);
  CHECK_FALSE(tests::value_of(measure(*desk, one_order(), {at(11h), at(24h)}), "response", "all", "mean").has_value());
  RunRecord open = one_order();
  open.stages.resize(4);
  const Measured measured = measure(*desk, open, {at(0h), at(24h)});
  CHECK_FALSE(tests::value_of(measured, "response", "all", "mean").has_value());
  CHECK(tests::value_of(measured, "backlog", "all", "mean") == 1.0);
}

TEST_CASE("the backlog counts who has waited since the warm-up too") {
  const auto desk = tests::points(1);
  RunRecord waiting = one_order();
  waiting.stages.resize(4);
  CHECK(tests::value_of(measure(*desk, waiting, {at(12h), at(24h)}), "backlog", "all", "mean") == 1.0);
}

TEST_CASE(
    "an order that nobody reached in time was not answered within the standard, and one that still can be is open") {
  const auto desk = tests::points(1);
  RunRecord waiting = one_order();
  waiting.stages.resize(4);  // reported at 10:00, standard 30 min
  CHECK(tests::value_of(measure(*desk, waiting, {at(0h), at(24h)}), "response", "all", "within_standard") == 0.0);
  CHECK_FALSE(tests::value_of(measure(*desk, waiting, {at(0h), at(10h + 10min)}), "response", "all", "within_standard")
                  .has_value());
  waiting.stages.push_back({.stage = Stage::turned_away, .at = at(10h + 2min)});
  CHECK(tests::value_of(measure(*desk, waiting, {at(0h), at(10h + 10min)}), "response", "all", "within_standard") ==
        0.0);
}

TEST_CASE("an order that was taken back counts from its first acceptance to its last assignment") {
  const auto desk = tests::points(1);
  RunRecord record = one_order();
  const std::vector<StageRow> again = {{.stage = Stage::taken_back, .at = at(10h + 10min)},
                                       {.stage = Stage::accepted, .at = at(10h + 10min)},
                                       {.stage = Stage::assigned, .at = at(10h + 20min)},
                                       {.stage = Stage::under_way, .at = at(10h + 21min)},
                                       {.stage = Stage::on_scene, .at = at(10h + 30min)}};
  record.stages.resize(6);
  record.stages.insert(record.stages.end(), again.begin(), again.end());
  const Measured measured = measure(*desk, record, {at(0h), at(24h)});
  CHECK(tests::value_of(measured, "queue", "all", "mean") == 18.0 * 60'000.0);
  CHECK(tests::value_of(measured, "response", "all", "mean") == 30.0 * 60'000.0);
}

TEST_CASE("work that was broken off and taken up again does not change when somebody was there first") {
  const auto desk = tests::points(1);
  RunRecord record = one_order();
  const SimTime reached = [&record] {
    for (const StageRow& row : record.stages) {
      if (row.stage == Stage::on_scene) return row.at;
    }
    return SimTime{};
  }();
  const auto usual = measure(*desk, record, {at(0h), at(24h)});
  while (record.stages.back().stage != Stage::on_scene) record.stages.pop_back();
  for (const auto& [stage, after] : {std::pair{Stage::taken_back, 5min},
                                     {Stage::accepted, 5min},
                                     {Stage::assigned, 60min},
                                     {Stage::under_way, 61min},
                                     {Stage::on_scene, 62min},
                                     {Stage::resolved, 70min},
                                     {Stage::closed, 75min}}) {
    record.stages.push_back({.stage = stage, .at = reached + after});
  }
  const auto again = measure(*desk, record, {at(0h), at(24h)});
  for (const char* span : {"response", "queue", "mobilise", "travel"}) {
    CHECK(tests::value_of(again, span, "all", "mean") == tests::value_of(usual, span, "all", "mean"));
  }
  CHECK(tests::value_of(again, "on_scene", "all", "mean") == 70.0 * 60'000.0);
}

TEST_CASE("who hung up was not reached, and counts among the abandoned") {
  const auto desk = tests::points(1);
  RunRecord record = one_order();
  record.stages.resize(4);
  record.stages.push_back({.stage = Stage::withdrawn, .at = at(10h + 5min)});
  const auto measured = measure(*desk, record, {at(0h), at(10h + 10min)});
  CHECK(tests::value_of(measured, "abandoned", "all", "mean") == 1.0);
  CHECK(tests::value_of(measured, "response", "all", "within_standard") == 0.0);
}

TEST_CASE("truth, notice and record are counted apart") {
  const auto town = tests::points(1, [](ScenarioSpec& s) {
    s.demand.kinds["job"].rate = per_hour(10.0);
    s.demand.kinds["job"].reported = share(0.5);
  });
  const auto finished = tests::run(town, {8, 0}, 20 * one_day);
  const Measured measured = measure(*town, finished.record, {at(0h), SimTime{} + 20 * one_day});
  const double occurred = *tests::value_of(measured, "occurred", "all", "mean");
  CHECK(*tests::value_of(measured, "noticed", "all", "mean") == Approx(occurred).epsilon(0.01));
  CHECK(*tests::value_of(measured, "recorded", "all", "mean") == Approx(occurred / 2.0).epsilon(0.08));
}

TEST_CASE("work after the end of a shift is overtime, work within it is not") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) { s.rosters["always"].every_day = {{8h, 10h + 30min}}; });
  RunRecord record = one_order();
  record.statuses.front().begin = at(8h);
  record.statuses.back() = {.status = Status::off_duty, .begin = at(10h + 50min), .end = at(24h)};
  const Measured measured = measure(*desk, record, {at(0h), at(24h)});
  // 20 minutes in one day, as hours in a week.
  CHECK(*tests::value_of(measured, "overtime", "role=crew_110", "mean") == Approx(7.0 * 20.0 / 60.0));
  CHECK(*tests::value_of(measured, "on_duty", "role=crew_110", "mean") == Approx(170.0 / 1440.0));
}

TEST_CASE("the Gini index is 0 for equals, and 1 - 1/n when one has all") {
  CHECK(gini({3.0, 3.0, 3.0}) == Approx(0.0).margin(1e-12));
  CHECK(gini({0.0, 0.0, 0.0, 8.0}) == Approx(0.75));
  CHECK(gini({1.0, 2.0, 3.0, 4.0}) == Approx(0.25));
  CHECK(gini({}) == 0.0);
}

TEST_CASE("every measure of a run has a name in the list of measures") {
  const auto town = tests::small_town();
  const auto finished = tests::run(town, {8, 0}, 2 * one_day);
  for (const NamedValue& value : measure(*town, finished.record, {at(0h), at(48h)}).values) {
    CHECK(find_measure(value.measure) != nullptr);
    CHECK(std::isfinite(value.value));
  }
  CHECK(find_measure("happiness") == nullptr);
}

namespace {

std::shared_ptr<const Setting> town_with_hazards() {
  return tests::small_town([](ScenarioSpec& s) {
    const std::string kind = s.demand.kinds.begin()->first;
    s.risks.clear();
    s.risks["hazard"] = {.becomes = kind, .handled_as = kind};
  });
}

RiskRow risk_row(std::size_t risk, RiskStage stage, Duration when, std::optional<Finder> finder = std::nullopt) {
  return {.risk = RiskId{risk}, .stage = stage, .at = SimTime{} + when, .finder = finder};
}

}  // namespace

TEST_CASE("detected early is found over found and escalated unfound; what escalates after it was found was found") {
  const auto town = town_with_hazards();
  RunRecord record;
  for (std::size_t risk = 0; risk < 4; ++risk) record.risks.push_back(risk_row(risk, RiskStage::open, 1h));
  record.risks.push_back(risk_row(0, RiskStage::found, 2h, Finder::visit));
  record.risks.push_back(risk_row(0, RiskStage::escalated, 3h, Finder::visit));
  record.risks.push_back(risk_row(1, RiskStage::escalated, 4h));
  record.risks.push_back(risk_row(2, RiskStage::found, 5h, Finder::alert));
  record.risks.push_back(risk_row(3, RiskStage::open, 6h, Finder::round));  // noticed, not written up
  record.risks.back().written_up = false;
  record.risks.push_back(risk_row(3, RiskStage::found, 7h, Finder::round));
  record.incidents.push_back({.occurred = at(8h), .cause = Cause::false_alert});
  const Measured measured = measure(*town, record, {SimTime{}, SimTime{} + one_day});
  CHECK(tests::value_of(measured, "detected_early", "all", "mean") == Approx(0.75));
  CHECK(tests::value_of(measured, "detected_early", "risk=hazard", "n") == Approx(4));
  CHECK(tests::value_of(measured, "detected_early", "finder=visit", "mean") == Approx(0.25));
  CHECK(tests::value_of(measured, "risks_began", "all", "mean") == Approx(4));
  CHECK(tests::value_of(measured, "risks_noticed", "all", "mean") == Approx(3));
  CHECK(tests::value_of(measured, "risks_recorded", "all", "mean") == Approx(3));
  CHECK(tests::value_of(measured, "escalated", "all", "mean") == Approx(2.0 / 9000.0 * 10'000.0 * 365.0).epsilon(0.01));
  CHECK(tests::value_of(measured, "alert_hits", "all", "mean") == Approx(1));
  CHECK(tests::value_of(measured, "false_alarms", "all", "mean") == Approx(1));
  CHECK(tests::value_of(measured, "unfounded", "all", "mean") == Approx(0.25));
}

TEST_CASE("a scenario without risks has no measures of them") {
  const auto town = tests::small_town([](ScenarioSpec& s) { s.risks.clear(); });
  const Measured measured = measure(*town, RunRecord{}, {SimTime{}, SimTime{} + one_day});
  CHECK(!tests::value_of(measured, "risks_began", "all", "mean"));
  CHECK(!tests::value_of(measured, "detected_early", "all", "mean"));
  CHECK(!tests::value_of(measured, "unfounded", "all", "mean"));
}
