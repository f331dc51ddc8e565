#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

/// When each order passed each stage last.
std::map<OrderId, std::map<Stage, SimTime>> stages(const RunRecord& record) {
  std::map<OrderId, std::map<Stage, SimTime>> found;
  for (const StageRow& row : record.stages) found[row.order][row.stage] = row.at;
  return found;
}

}  // namespace

TEST_CASE("the same setting, seed and replication give the same records and the same end") {
  const auto one = run(tests::small_town(), {5, 2}, 3 * one_day);
  const auto other = run(tests::small_town(), {5, 2}, 3 * one_day);
  REQUIRE(one.record.orders.size() > 5);
  CHECK(digest_of(one.record) == digest_of(other.record));
  CHECK(one.state == other.state);
  CHECK(digest_of(run(tests::small_town(), {5, 3}, 3 * one_day).record) != digest_of(one.record));
}

TEST_CASE("a run in many short pieces is the run in one") {
  const auto town = tests::small_town();
  const auto whole = run(town, {5, 0}, 2 * one_day);
  Simulation simulation{town, {5, 0}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  for (SimTime t{}; t <= SimTime{} + 2 * one_day; t += 17min) simulation.advance_until(t, record, travel);
  simulation.advance_until(SimTime{} + 2 * one_day, record, travel);
  simulation.close_records(record);
  CHECK(digest_of(record) == digest_of(whole.record));
  CHECK(simulation.digest() == whole.state);
}

TEST_CASE("a run that names nobody but those who decide is the run in which every candidate is named") {
  for (const char* rule : {"soonest_free", "home_first"}) {
    const auto town = tests::small_town([rule](ScenarioSpec& s) {
      for (auto& [key, kind] : s.demand.kinds) kind.rate.per_day *= 20.0;
      s.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}, .every = 60 * one_day};
      s.rules.dispatch = rule;
    });
    const auto named = run(town, {5, 0}, 2 * one_day);
    Simulation simulation{town, {5, 0}};
    TravelQuery travel{*town->travel};
    RunRecord record;
    simulation.advance_until(SimTime{} + 2 * one_day, record, travel);
    simulation.close_records(record);
    CHECK(simulation.digest() == named.state);
    REQUIRE(record.decisions.size() == named.record.decisions.size());
    REQUIRE(record.decisions.size() > 100);
    bool same = true;
    for (std::size_t row = 0; row < record.decisions.size(); ++row) {
      const DecisionRow& few = record.decisions[row];
      const DecisionRow& all = named.record.decisions[row];
      same = same && few.at == all.at && few.order == all.order && few.chosen == all.chosen && few.reason == all.reason;
      CHECK(few.candidates.empty());
    }
    CHECK(same);
    const auto& statuses = named.record.statuses;
    CHECK(std::count_if(statuses.begin(), statuses.end(), [](const StatusRow& row) { return is_moving(row.status); }) >
          100);
  }
}

TEST_CASE("a copy of a simulation goes its own way and leaves the original alone") {
  const auto town = tests::small_town();
  Simulation original{town, {5, 0}};
  TravelQuery travel{*town->travel};
  RunRecord before;
  original.advance_until(start_of_day(1) + 12h, before, travel);
  const DigestValue at_the_fork = original.digest();
  Simulation copy = original;
  RunRecord branch;
  copy.advance_until(start_of_day(2), branch, travel);
  CHECK(original.digest() == at_the_fork);
  RunRecord rest;
  original.advance_until(start_of_day(2), rest, travel);
  CHECK(original.digest() == copy.digest());
  CHECK(digest_of(rest) == digest_of(branch));
}

TEST_CASE("with feedback off, staff, rules and grids leave every incident bit-identical") {
  const auto incidents = [](const tests::Change& change) {
    Digest digest;
    for (const IncidentRow& row : run(tests::small_town(change), {5, 0}, 3 * one_day).record.incidents) {
      digest.add(row.community_code).add(row.day).add(row.number).add(row.kind).add(row.occurred);
      digest.add(row.building.row()).add(row.person->row()).add(row.accepted);
    }
    return digest.value();
  };
  const DigestValue before = incidents({});
  CHECK(incidents([](ScenarioSpec& s) { s.staff[Role::crew_110].heads = 7; }) == before);
  CHECK(incidents([](ScenarioSpec& s) { s.rules.dispatch = "priority_soonest"; }) == before);
  CHECK(incidents([](ScenarioSpec& s) { s.grids.households = {200}; }) == before);
}

TEST_CASE("every stage of an order comes at or after the one before") {
  const auto town = tests::small_town();
  const auto finished = run(town, {5, 0}, 3 * one_day);
  constexpr std::array<Stage, 9> way{Stage::occurred, Stage::noticed,  Stage::reported,
                                     Stage::accepted, Stage::assigned, Stage::under_way,
                                     Stage::on_scene, Stage::resolved, Stage::closed};
  for (const auto& [order, at] : stages(finished.record)) {
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      if (at.contains(way[i]) && at.contains(way[i + 1])) CHECK(at.at(way[i]) <= at.at(way[i + 1]));
    }
  }
}

TEST_CASE("somebody always answers from within the roles of the kind, and on duty when sent") {
  const auto town = tests::small_town();
  const auto finished = run(town, {6, 0}, 3 * one_day);
  std::size_t checked = 0;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage != Stage::assigned) continue;
    const Responder& responder = town->force.responders[*row.responder];
    const auto& roles = town->kinds[finished.record.orders[row.order.row()].kind].spec.roles;
    CHECK(std::find(roles.begin(), roles.end(), responder.role) != roles.end());
    CHECK(town->force.rosters[responder.roster].is_on_duty(town->calendar, row.at));
    ++checked;
  }
  CHECK(checked > 5);
}

TEST_CASE("a responder is in one status at a time, without gaps, from the beginning to the end") {
  const auto town = tests::small_town();
  const auto finished = run(town, {5, 1}, 2 * one_day);
  std::map<ResponderId, SimTime> reached;
  for (const StatusRow& row : finished.record.statuses) {
    CHECK(reached[row.responder] == row.begin);
    reached[row.responder] = row.end;
  }
  CHECK(reached.size() == town->force.responders.size());
  for (const auto& [responder, until] : reached) CHECK(until == start_of_day(2));
}

TEST_CASE("with one place to wait, the third of three at once is turned away") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) {
    s.command.places = 1;
    s.demand.kinds["job"].rate = per_hour(6.0);
    s.demand.kinds["job"].on_scene = constant(1h);
  });
  const auto finished = run(desk, {4, 0}, 2 * one_day);
  std::size_t turned_away = 0;
  for (const StageRow& row : finished.record.stages) turned_away += row.stage == Stage::turned_away ? 1 : 0;
  CHECK(turned_away > 100);
  // One in service and one waiting at most: whoever was taken in was sent within the hour.
  for (const auto& [order, at] : stages(finished.record)) {
    if (at.contains(Stage::assigned)) CHECK(at.at(Stage::assigned) - at.at(Stage::accepted) <= 1h);
  }
}

TEST_CASE("first come, first served: with one unit, orders are sent in the order of acceptance") {
  const auto desk = tests::points(1);
  const auto finished = run(desk, {4, 0}, 20 * one_day);
  SimTime last{};
  for (const auto& [order, at] : stages(finished.record)) {
    if (!at.contains(Stage::assigned)) continue;
    CHECK(at.at(Stage::assigned) >= last);
    last = at.at(Stage::assigned);
  }
}

TEST_CASE("work begun on a shift is finished after it, and nobody new is sent") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) {
    s.rosters["always"].every_day = {{8h, 9h}};
    s.demand.kinds["job"].rate = per_hour(2.0);
    s.demand.kinds["job"].on_scene = constant(3h);
  });
  const auto finished = run(desk, {4, 0}, 3 * one_day);
  std::size_t sent = 0;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage == Stage::assigned) {
      CHECK(hour_of_day(row.at) == 8);
      ++sent;
    }
    if (row.stage == Stage::closed) CHECK(hour_of_day(row.at) >= 11);
  }
  CHECK(sent == 3);
}

TEST_CASE("a command does what it says, or says why not") {
  const auto desk = tests::points(2, [](ScenarioSpec& s) {
    s.city.places = {{.id = "A"}, {.id = "B", .x = kilometres(10)}};
    s.metric.kind = MetricKind::straight;
    s.demand.kinds["job"].rate = per_hour(3.0);
    s.demand.kinds["job"].on_scene = constant(2h);
  });
  Simulation simulation{desk, {9, 0}};
  TravelQuery travel{*desk->travel};
  RunRecord record;
  CHECK(simulation.apply(Assign{OrderId{0}, ResponderId{0}}, record, travel) == "there is no such order");
  CHECK(simulation.apply(Recall{ResponderId{7}}, record, travel) == "there is no such responder");
  CHECK(simulation.apply(Recall{ResponderId{0}}, record, travel).has_value());

  // Advance until somebody travels, call it back, and send it again.
  std::optional<ResponderId> traveller;
  SimTime t{};
  while (!traveller && t < SimTime{} + one_day) {
    t += 1min;
    simulation.advance_until(t, record, travel);
    for (const ResponderId id : simulation.world().responders.ids()) {
      if (simulation.world().responders[id].status == Status::travelling) traveller = id;
    }
  }
  REQUIRE(traveller.has_value());
  const OrderId order = *simulation.world().responders[*traveller].order;
  CHECK_FALSE(simulation.apply(Recall{*traveller}, record, travel).has_value());
  CHECK(simulation.world().orders[order].stage == Stage::accepted);
  CHECK_FALSE(simulation.world().responders[*traveller].order.has_value());
  CHECK_FALSE(simulation.apply(Assign{order, *traveller}, record, travel).has_value());
  CHECK(simulation.world().orders[order].responder == traveller);
  CHECK(simulation.apply(Assign{order, *traveller}, record, travel) == "only an order that waits can be assigned");
  CHECK(record.commands.size() == 2);
  simulation.advance_until(t + 5h, record, travel);
  CHECK_NOTHROW(simulation.close_records(record));
}

TEST_CASE("an urgent order takes a travelling responder, whose first order is answered later") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) {
    s.rules.dispatch = "priority_soonest";
    s.city.places = {{.id = "A", .weight = 0.0}, {.id = "B", .x = kilometres(30)}};
    s.metric.kind = MetricKind::straight;
    s.command.line = LineOrder::priority;
    KindSpec urgent = s.demand.kinds["job"];
    urgent.priority = 1;
    urgent.rate = per_hour(0.2);
    s.demand.kinds["job"].rate = per_hour(0.2);
    s.demand.kinds["job"].priority = 4;
    s.demand.kinds["urgent"] = urgent;
  });
  const auto finished = run(desk, {9, 0}, 60 * one_day);
  std::size_t taken_back = 0;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage != Stage::taken_back) continue;
    ++taken_back;
    CHECK(finished.record.orders[row.order.row()].priority == 4);
  }
  CHECK(taken_back > 3);
}

TEST_CASE("an order that lost its responder stands in line where its acceptance places it") {
  const auto desk = tests::points(1, [](ScenarioSpec& s) {
    s.city.places = {{.id = "A"}, {.id = "B", .x = kilometres(10)}};
    s.metric.kind = MetricKind::straight;
    s.demand.kinds["job"].rate = per_hour(4.0);
  });
  Simulation simulation{desk, {9, 0}};
  TravelQuery travel{*desk->travel};
  RunRecord record;
  std::size_t recalled = 0;
  for (SimTime t{}; t < SimTime{} + 2 * one_day; t += 3min) {
    simulation.advance_until(t, record, travel);
    if (simulation.world().responders[ResponderId{0}].status == Status::travelling && recalled < 5) {
      REQUIRE_FALSE(simulation.apply(Recall{ResponderId{0}}, record, travel).has_value());
      ++recalled;
    }
    const auto& waiting = simulation.world().waiting;
    for (std::size_t i = 0; i + 1 < waiting.size(); ++i) {
      CHECK(simulation.world().orders[waiting[i]].accepted <= simulation.world().orders[waiting[i + 1]].accepted);
    }
  }
  CHECK(recalled == 5);
}

TEST_CASE("time does not run backwards") {
  const auto desk = tests::points(1);
  Simulation simulation{desk, {9, 0}};
  TravelQuery travel{*desk->travel};
  RunRecord record;
  simulation.advance_until(SimTime{} + 2h, record, travel);
  CHECK_THROWS_AS(simulation.advance_until(SimTime{} + 1h, record, travel), BrokenInvariant);
}

TEST_CASE("nobody gets there sooner than the street allows when travel is exact") {
  const auto town = tests::small_town([](ScenarioSpec& s) { s.travel.spread = 0.0; });
  const auto finished = run(town, {5, 0}, 3 * one_day);
  TravelQuery travel{*town->travel};
  std::size_t checked = 0;
  for (const LegRow& leg : finished.record.legs) {
    const auto expected = travel.static_time(leg.way, leg.from, leg.to);
    REQUIRE(expected.has_value());
    CHECK(leg.end >= town->travel->arrival(leg.way, leg.begin, *expected) - 1ms);
    ++checked;
  }
  CHECK(checked > 20);
}
