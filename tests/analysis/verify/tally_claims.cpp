#include "analysis/verify/tally.hpp"

#include <catch2/catch.hpp>

#include "analysis/experiment/scenario_run.hpp"
#include "tests/folders.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

SimTime at(std::int64_t minutes) {
  return SimTime{} + Duration{minutes * 60'000};
}

/// One desk, three units.
std::shared_ptr<const Setting> three_units() {
  return load_scenario(std::string(OUTPOST_SOURCE_DIR) + "/scenarios/verify/mm3.toml").setting;
}

/// Rows of one order after the other, as the engine would write them.
struct Writer {
  Recorder& to;
  void order(std::size_t number) { to.order({.order = OrderId{number}, .building = BuildingId{0}}); }
  void stage(std::size_t number, Stage stage, std::int64_t minute, std::optional<std::size_t> unit = std::nullopt) {
    StageRow row{.order = OrderId{number}, .stage = stage, .at = at(minute)};
    if (unit) row.responder = ResponderId{*unit};
    to.stage(row);
  }
};

}  // namespace

TEST_CASE("a wait counts where it ends, and only within the window") {
  const auto setting = three_units();
  Tally tally{*setting, {at(10), at(60)}};
  Writer write{tally};
  write.order(0);
  write.stage(0, Stage::accepted, 1);
  write.stage(0, Stage::assigned, 8, 0);  // before the window
  write.order(1);
  write.stage(1, Stage::accepted, 9);
  write.order(2);
  write.stage(1, Stage::assigned, 12, 1);  // waited 3 min
  write.stage(2, Stage::accepted, 20);
  write.stage(2, Stage::assigned, 20, 2);  // at once
  write.order(3);
  write.stage(3, Stage::accepted, 50);
  write.stage(3, Stage::assigned, 70, 0);  // after the window
  tally.close();
  const KindCount& kind = tally.kinds()[0];
  CHECK(kind.accepted == 2);
  CHECK(kind.started == 2);
  CHECK(kind.delayed == 1);
  CHECK(kind.waited == 3min);
}

TEST_CASE("numbers in line and in system are counted for as long as they hold within the window") {
  const auto setting = three_units();
  Tally tally{*setting, {at(10), at(60)}};
  Writer write{tally};
  write.order(0);
  write.stage(0, Stage::accepted, 0);
  write.stage(0, Stage::assigned, 15, 0);
  write.stage(0, Stage::resolved, 40, 0);
  write.order(1);
  write.stage(1, Stage::accepted, 50);
  tally.close();
  CHECK(tally.line_time() == 15min);    // 10 to 15, 50 to 60
  CHECK(tally.system_time() == 40min);  // 10 to 40, 50 to 60
  CHECK(tally.span() == 50min);
}

TEST_CASE("an order without a place is turned away and was never in line") {
  const auto setting = three_units();
  Tally tally{*setting, {at(0), at(60)}};
  Writer write{tally};
  write.order(0);
  write.stage(0, Stage::accepted, 5);
  write.stage(0, Stage::turned_away, 5);
  tally.close();
  CHECK(tally.kinds()[0].accepted == 1);
  CHECK(tally.kinds()[0].turned_away == 1);
  CHECK(tally.kinds()[0].started == 0);
  CHECK(tally.line_time() == 0min);
  CHECK(tally.system_time() == 0min);
}

TEST_CASE("an order that is interrupted waits again, and is one order still") {
  const auto setting = three_units();
  Tally tally{*setting, {at(0), at(60)}};
  Writer write{tally};
  write.order(0);
  write.stage(0, Stage::accepted, 0);
  write.stage(0, Stage::assigned, 2, 0);
  write.stage(0, Stage::on_scene, 2, 0);
  write.stage(0, Stage::taken_back, 10, 0);
  write.stage(0, Stage::accepted, 10);
  write.stage(0, Stage::assigned, 25, 1);
  write.stage(0, Stage::resolved, 30, 1);
  tally.close();
  CHECK(tally.kinds()[0].accepted == 1);
  CHECK(tally.kinds()[0].started == 1);
  CHECK(tally.kinds()[0].waited == 17min);
  CHECK(tally.line_time() == 17min);
  CHECK(tally.system_time() == 30min);
}

TEST_CASE("a moment has the state after all that happened up to it") {
  const auto setting = three_units();
  Tally tally{*setting, {at(0), at(60)}, {.moments = {at(4), at(5), at(6), at(80)}}};
  Writer write{tally};
  write.order(0);
  write.stage(0, Stage::accepted, 5);
  write.stage(0, Stage::assigned, 6, 0);
  tally.close();
  REQUIRE(tally.at_moments().size() == 4);
  CHECK(tally.at_moments()[0].in_system == 0);
  CHECK(tally.at_moments()[1].in_system == 1);
  CHECK(tally.at_moments()[1].in_line == 1);
  CHECK(tally.at_moments()[2].in_line == 0);
  CHECK(tally.at_moments()[3].in_system == 1);
}

TEST_CASE("a unit is busy from its assignment until it is free, as far as the window goes") {
  const auto setting = three_units();
  Tally tally{*setting, {at(10), at(60)}};
  tally.status({.responder = ResponderId{1}, .status = Status::free, .begin = at(0), .end = at(5)});
  tally.status({.responder = ResponderId{1}, .status = Status::travelling, .begin = at(5), .end = at(12)});
  tally.status({.responder = ResponderId{1}, .status = Status::on_scene, .begin = at(12), .end = at(30)});
  tally.status({.responder = ResponderId{1}, .status = Status::returning, .begin = at(30), .end = at(40)});
  tally.status({.responder = ResponderId{1}, .status = Status::writing_up, .begin = at(55), .end = at(70)});
  tally.close();
  CHECK(tally.busy()[0] == 0min);
  CHECK(tally.busy()[1] == 25min);
}

TEST_CASE("ways are measured by the plane of the scenario, apart for those who had waited") {
  const auto setting = load_scenario(std::string(OUTPOST_SOURCE_DIR) + "/scenarios/verify/linear_50.toml").setting;
  Tally tally{*setting, {at(0), at(60)}, {.dispatches = true}};
  Writer write{tally};
  write.order(0);
  write.stage(0, Stage::accepted, 0);
  write.stage(0, Stage::assigned, 0, 2);
  write.order(1);
  write.stage(1, Stage::accepted, 1);
  write.stage(1, Stage::assigned, 3, 2);
  const auto leg = [&tally](std::size_t order, double metres_east, std::int64_t end) {
    tally.leg({.responder = ResponderId{2},
               .order = OrderId{order},
               .begin = at(end - 1),
               .end = at(end),
               .to = {.at = {metres(metres_east), metres(1)}}});
  };
  leg(0, 4.0, 1);
  leg(1, -6.0, 4);
  leg(1, 100.0, 90);  // after the window
  tally.leg({.responder = ResponderId{2}, .begin = at(5), .end = at(6), .to = {.at = {metres(50), metres(0)}}});
  tally.close();
  CHECK(tally.metres_at_once() == 5.0);
  CHECK(tally.metres_after_line() == 7.0);
  CHECK(tally.dispatched(2, 0) == 2);
  CHECK(tally.dispatched(1, 0) == 0);
}
