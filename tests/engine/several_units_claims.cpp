#include <catch2/catch.hpp>
#include <map>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

std::shared_ptr<const Setting> pairs(std::int64_t units, double per_hour_rate, const tests::Change& change = {}) {
  return tests::points(units, [&](ScenarioSpec& s) {
    s.demand.kinds["job"].rate = per_hour(per_hour_rate);
    s.demand.kinds["job"].units = 2;
    s.demand.kinds["job"].write_up = constant(5min);
    if (change) change(s);
  });
}

}  // namespace

TEST_CASE("two units begin together and are released each on its own, and every law holds") {
  const auto desk = pairs(5, 0.8);
  const auto finished = run(desk, {3, 0}, 30 * one_day);
  std::map<OrderId, std::map<Stage, SimTime>> at;
  for (const StageRow& row : finished.record.stages) {
    CHECK_FALSE(at[row.order].contains(row.stage));  // each stage is entered once
    at[row.order][row.stage] = row.at;
  }
  // Who works on what, from the statuses: the work of an order begins for both at its arrival on scene.
  std::map<SimTime, int> begun;
  for (const StatusRow& row : finished.record.statuses) begun[row.begin] += row.status == Status::on_scene ? 1 : 0;
  std::size_t orders = 0;
  std::size_t apart = 0;
  for (const auto& [order, stages] : at) {
    if (!stages.contains(Stage::closed)) continue;
    CHECK(begun.at(stages.at(Stage::on_scene)) == 2);
    CHECK(stages.at(Stage::closed) >= stages.at(Stage::resolved) + 5min);
    ++orders;
  }
  for (const auto& [time, ends] : begun) apart += ends == 1;
  CHECK(orders > 100);
  CHECK(apart == 0);
  // Both kinds of work have exponential times of their own: the order ends with the longer, 1.5 h on average.
  double sum = 0.0;
  for (const auto& [order, stages] : at) {
    if (stages.contains(Stage::resolved)) sum += in_hours(stages.at(Stage::resolved) - stages.at(Stage::on_scene));
  }
  CHECK(sum / static_cast<double>(orders) == Approx(1.5).epsilon(0.15));
}

TEST_CASE("with one unit an order is answered as if it had never been said how many it needs") {
  const auto one = tests::points(3, [](ScenarioSpec& s) { s.demand.kinds["job"].units = 1; });
  CHECK(digest_of(run(one, {3, 0}, 10 * one_day).record) ==
        digest_of(run(tests::points(3), {3, 0}, 10 * one_day).record));
}

TEST_CASE("where nobody overtakes, orders are assigned in the order in which they were accepted") {
  const auto mixed = [](Overtaking overtaking) {
    return pairs(3, 0.6, [overtaking](ScenarioSpec& s) {
      s.demand.kinds["small"] = {.rate = per_hour(1.0), .roles = {Role::crew_110}, .on_scene = exponential(1h)};
      s.command.overtaking = overtaking;
    });
  };
  const auto overtaken = [](const tests::Finished& finished) {
    std::size_t count = 0;
    OrderId last{0};
    for (const StageRow& row : finished.record.stages) {
      if (row.stage != Stage::assigned) continue;
      count += row.order < last ? 1 : 0;
      last = row.order;
    }
    return count;
  };
  CHECK(overtaken(run(mixed(Overtaking::none), {4, 0}, 30 * one_day)) == 0);
  CHECK(overtaken(run(mixed(Overtaking::allowed), {4, 0}, 30 * one_day)) > 10);
}

TEST_CASE("where nobody overtakes, a caller who hangs up lets the next order through at once") {
  const auto desk = pairs(2, 0.5, [](ScenarioSpec& s) {
    s.demand.kinds["small"] = {.rate = per_hour(1.0), .roles = {Role::crew_110}, .on_scene = exponential(1h)};
    s.command.overtaking = Overtaking::none;
    s.command.patience = constant(20min);
  });
  const auto finished = run(desk, {4, 0}, 60 * one_day);
  std::map<SimTime, std::size_t> withdrawn;
  for (const StageRow& row : finished.record.stages) withdrawn[row.at] += row.stage == Stage::withdrawn ? 1 : 0;
  std::size_t let_through = 0;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage == Stage::assigned && withdrawn[row.at] > 0) ++let_through;
  }
  CHECK(let_through > 10);
}

TEST_CASE("an order that needs more units than there are is complained about, with what to write instead") {
  ScenarioSpec spec = tests::point_spec(2);
  spec.demand.kinds["job"].units = 3;
  const auto complaints = complaints_about(spec);
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].where == "demand.kind.job.units");
  CHECK(complaints[0].what ==
        "an order needs 3 units, and the roles that may answer have 2 together; lower units or raise heads");
}

TEST_CASE("a command does not send one unit to an order that needs two") {
  const auto desk = pairs(3, 5.0);
  Simulation simulation{desk, {3, 0}};
  TravelQuery travel{*desk->travel};
  RunRecord record;
  for (SimTime t{}; simulation.world().waiting.empty(); t += 1min) simulation.advance_until(t, record, travel);
  const auto refused = simulation.apply(Assign{simulation.world().waiting.front(), ResponderId{0}}, record, travel);
  REQUIRE(refused.has_value());
  CHECK(*refused == "the order needs several units at once; the rule sends them");
}
