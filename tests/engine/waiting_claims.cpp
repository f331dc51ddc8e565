#include <catch2/catch.hpp>
#include <map>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

std::size_t count(const RunRecord& record, Stage stage) {
  std::size_t found = 0;
  for (const StageRow& row : record.stages) found += row.stage == stage ? 1 : 0;
  return found;
}

}  // namespace

TEST_CASE("callers whose patience runs out hang up, and nobody is sent to them afterwards") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) {
    s.demand.kinds["job"].rate = per_hour(2.0);
    s.command.patience = constant(30min);
  });
  const auto finished = run(desk, {4, 0}, 20 * one_day);
  std::map<OrderId, std::map<Stage, SimTime>> at;
  for (const StageRow& row : finished.record.stages) at[row.order][row.stage] = row.at;
  std::size_t withdrawn = 0;
  for (const auto& [order, stages] : at) {
    if (stages.contains(Stage::withdrawn)) {
      ++withdrawn;
      CHECK(stages.at(Stage::withdrawn) == stages.at(Stage::accepted) + 30min);
      CHECK_FALSE(stages.contains(Stage::assigned));
    } else if (stages.contains(Stage::assigned)) {
      CHECK(stages.at(Stage::assigned) <= stages.at(Stage::accepted) + 30min);
    }
  }
  CHECK(withdrawn > 100);
}

TEST_CASE("with endless patience nobody hangs up") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_hour(0.9); });
  CHECK(count(run(desk, {4, 0}, 20 * one_day).record, Stage::withdrawn) == 0);
}

TEST_CASE("work that was broken off goes on for what was left of it") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) {
    s.rules.dispatch = "priority_soonest";
    s.rules.preempt = Preempt::on_scene;
    s.rules.preempt_gap = 1;
    s.command.line = LineOrder::priority;
    s.demand.kinds["job"].on_scene = constant(50min);
    s.demand.kinds["job"].rate = per_hour(0.3);
    s.demand.kinds["urgent"] = {
        .priority = 1, .rate = per_hour(0.6), .roles = {Role::crew_110}, .on_scene = constant(20min)};
  });
  const auto finished = run(desk, {4, 0}, 60 * one_day);
  std::map<OrderId, std::vector<StageRow>> rows;
  for (const StageRow& row : finished.record.stages) rows[row.order].push_back(row);
  std::size_t broken_off = 0;
  for (const auto& [order, stages] : rows) {
    if (stages.back().stage != Stage::closed) continue;
    Duration worked{};
    SimTime began{};
    bool at_work = false;
    std::size_t times = 0;
    for (const StageRow& row : stages) {
      if (row.stage == Stage::on_scene) {
        began = row.at;
        at_work = true;
      } else if ((row.stage == Stage::taken_back || row.stage == Stage::resolved) && at_work) {
        worked += row.at - began;
        at_work = false;
        ++times;
      }
    }
    const bool urgent = finished.record.orders[order.row()].priority == 1;
    CHECK(worked == (urgent ? Duration{20min} : Duration{50min}));
    if (urgent) CHECK(times == 1);
    broken_off += times > 1 ? 1 : 0;
  }
  CHECK(broken_off > 30);
}

TEST_CASE("where posts are reached at once, whoever becomes free goes to a waiting order from where it is") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) {
    s.city.places = {{.id = "post", .weight = 0.0}, {.id = "far", .x = kilometres(10), .weight = 1.0}};
    s.metric.kind = MetricKind::straight;
    s.demand.kinds["job"].rate = per_hour(3.0);
    s.demand.kinds["job"].on_scene = constant(30min);
  });
  const auto finished = run(desk, {4, 0}, 5 * one_day);
  std::map<OrderId, std::map<Stage, SimTime>> at;
  for (const StageRow& row : finished.record.stages) at[row.order][row.stage] = row.at;
  std::size_t at_once = 0;
  for (const auto& [order, stages] : at) {
    if (!stages.contains(Stage::on_scene)) continue;
    const bool waited = stages.at(Stage::assigned) > stages.at(Stage::accepted);
    const bool no_way = stages.at(Stage::on_scene) == stages.at(Stage::under_way);
    CHECK(waited == no_way);
    at_once += no_way ? 1 : 0;
  }
  CHECK(at_once > 50);
}

TEST_CASE("a wave over the day makes the peak busier by what it says, and changes no day's total") {
  const auto hours = [](Share swing) {
    const auto desk = tests::points(1, [swing](ScenarioSpec& s) {
      s.demand.kinds["job"].rate = per_hour(40.0);
      s.command.places = 0;
      s.demand.profiles["even"].swing = swing;
      s.demand.profiles["even"].peak = 6h;
    });
    std::array<double, 24> found{};
    for (const IncidentRow& row : run(desk, {4, 0}, 60 * one_day).record.incidents) {
      found[static_cast<std::size_t>(hour_of_day(row.occurred))] += 1.0 / 60.0;
    }
    return found;
  };
  const auto wave = hours(share(0.5));
  const auto flat = hours(Share{});
  // The mean of 1 + 0.5 cos over the hour around the peak, and around its opposite.
  CHECK((wave[5] + wave[6]) / 2.0 == Approx(40.0 * (1.0 + 0.5 * 0.98862)).epsilon(0.03));
  CHECK((wave[17] + wave[18]) / 2.0 == Approx(40.0 * (1.0 - 0.5 * 0.98862)).epsilon(0.03));
  double sum = 0.0;
  double flat_sum = 0.0;
  for (const double hour : wave) sum += hour;
  for (const double hour : flat) flat_sum += hour;
  CHECK(sum == Approx(flat_sum));
}
