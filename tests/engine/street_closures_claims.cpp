#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

/// Everything within 700 m of the middle of the town is closed on day 1 from 6:00 to 18:00.
void close_the_middle(ScenarioSpec& spec) {
  spec.closures.push_back({.x = Length{}, .y = Length{}, .radius = metres(700), .begins = 30h, .ends = 42h});
}

std::vector<std::pair<SimTime, bool>> incidents_of(const RunRecord& record) {
  std::vector<std::pair<SimTime, bool>> found;
  for (const IncidentRow& row : record.incidents) found.emplace_back(row.occurred, row.accepted);
  return found;
}

}  // namespace

TEST_CASE("a closure of the scenario holds from its beginning to its end, and every law holds across both") {
  const auto town = tests::small_town(close_the_middle);
  REQUIRE(town->closures.size() == 1);
  REQUIRE(town->closures[0].streets.size() > 5);
  REQUIRE(town->closures[0].streets.size() < town->city.streets.streets.size());
  Simulation simulation{town, {5, 0}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  simulation.advance_until(SimTime{30h} - 1ms, record, travel);
  CHECK(simulation.world().closures.empty());
  simulation.advance_until(SimTime{30h}, record, travel);
  CHECK(simulation.world().closures.touched().size() == town->closures[0].streets.size());
  CHECK(simulation.world().closures == closures_at(*town, SimTime{30h}));
  require_conservation(*town, simulation.world());
  simulation.advance_until(SimTime{42h}, record, travel);
  CHECK(simulation.world().closures.empty());
  simulation.advance_until(SimTime{3 * one_day}, record, travel);
  require_conservation(*town, simulation.world());
}

TEST_CASE("a closed middle changes journeys, not incidents, and the days before are the same to the digit") {
  const auto usual = run(tests::small_town(), {5, 0}, 3 * one_day);
  const auto closed = run(tests::small_town(close_the_middle), {5, 0}, 3 * one_day);
  CHECK(incidents_of(usual.record) == incidents_of(closed.record));
  CHECK(usual.state != closed.state);
  const auto end = SimTime{30h};
  const auto usual_before = run(tests::small_town(), {5, 0}, end - SimTime{} - 1ms);
  const auto closed_before = run(tests::small_town(close_the_middle), {5, 0}, end - SimTime{} - 1ms);
  CHECK(digest_of(usual_before.record) == digest_of(closed_before.record));
}

TEST_CASE("no leg that begins while streets are closed passes one of them from end to end") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    close_the_middle(spec);
    spec.closures[0].begins = 1h;
    spec.closures[0].ends = 71h;
    for (auto& [key, kind] : spec.demand.kinds) kind.rate.per_day *= 5.0;  // so that journeys meet the closure
    spec.travel.spread = 0.0;
  });
  const auto finished = run(town, {5, 0}, 3 * one_day);
  TravelQuery travel{*town->travel};
  std::size_t checked = 0;
  std::size_t longer = 0;
  for (const LegRow& leg : finished.record.legs) {
    const StreetClosures closures = closures_at(*town, leg.begin);
    const auto expected = travel.static_time(leg.way, leg.from, leg.to, closures);
    REQUIRE(expected.has_value());
    CHECK(leg.end >= town->travel->arrival(leg.way, leg.begin, *expected) - 2ms);
    if (expected != travel.static_time(leg.way, leg.from, leg.to)) ++longer;
    const std::vector<WayPoint> path = travel.path(leg.way, leg.from, leg.to, closures);
    for (std::size_t i = 2; i + 1 < path.size(); ++i) CHECK(closures.per_mille(*path[i].spot.street) == 1000);
    ++checked;
  }
  CHECK(checked > 20);
  CHECK(longer > 0);
}

TEST_CASE("a street that a command closes is closed in that branch alone, until it is reopened") {
  const auto town = tests::small_town();
  Simulation original{town, {5, 0}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  original.advance_until(SimTime{33h}, record, travel);
  Simulation branch = original;
  RunRecord of_branch;
  const DigestValue before = original.digest();
  for (std::size_t row = 0; row < 40; ++row) {
    CHECK_FALSE(branch.apply(CloseStreet{StreetId{row}}, of_branch, travel));
  }
  CHECK(branch.world().closures.touched().size() == 40);
  CHECK(original.world().closures.empty());
  CHECK(original.digest() == before);
  CHECK(of_branch.commands.size() == 40);
  CHECK(of_branch.commands[3].text == "close street 3");
  branch.advance_until(SimTime{40h}, of_branch, travel);
  for (std::size_t row = 0; row < 40; ++row) {
    CHECK_FALSE(branch.apply(ReopenStreet{StreetId{row}}, of_branch, travel));
  }
  CHECK(branch.world().closures.empty());
  branch.advance_until(SimTime{60h}, of_branch, travel);
  require_conservation(*town, branch.world());
}

TEST_CASE("a street that is not there, or a city without streets, cannot be closed") {
  const auto town = tests::small_town();
  Simulation simulation{town, {5, 0}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  const StreetId beyond{town->city.streets.streets.size()};
  CHECK(simulation.apply(CloseStreet{beyond}, record, travel) == "there is no such street");
  CHECK(simulation.apply(ReopenStreet{beyond}, record, travel) == "there is no such street");
  CHECK(simulation.apply(CloseStreet{StreetId{0}, 1000}, record, travel) ==
        "a street is closed or slowed to less than 1000 per mille");
  CHECK(record.commands.empty());
  const auto desk = tests::points(1);
  Simulation abstract{desk, {5, 0}};
  TravelQuery instant{*desk->travel};
  CHECK(abstract.apply(CloseStreet{StreetId{0}}, record, instant) ==
        "only streets can be closed, and this city has none");
}

TEST_CASE("a closure names a street by its number, or the nearest to a place, or all within a radius") {
  const auto town = tests::small_town();
  const StreetNetwork& network = town->city.streets;
  const Spot middle = spot_on(network, StreetId{7}, network.streets[StreetId{7}].length / 2);
  CHECK(streets_of({.street = 7}, network) == std::vector<StreetId>{StreetId{7}});
  CHECK(streets_of({.x = middle.at.x, .y = middle.at.y}, network) == std::vector<StreetId>{StreetId{7}});
  const auto near = streets_of({.x = middle.at.x, .y = middle.at.y, .radius = metres(400)}, network);
  CHECK(near.size() > 1);
  CHECK(std::find(near.begin(), near.end(), StreetId{7}) != near.end());
  CHECK(streets_of({.street = 1'000'000}, network).empty());
  CHECK(streets_of({.x = kilometres(900), .y = Length{}, .radius = metres(1)}, network).empty());
}

TEST_CASE("a closure that names no street of the city is complained about, with what to write instead") {
  const auto unknown = tests::small_town([](ScenarioSpec& spec) { spec.closures.push_back({.street = 1'000'000}); });
  const auto complaints = complaints_about(*unknown);
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].where == "closure");
  CHECK(complaints[0].what == "there is no street 1000000; the city has " +
                                  std::to_string(unknown->city.streets.streets.size()) +
                                  ", numbered from 0, as an exported map shows");
}
