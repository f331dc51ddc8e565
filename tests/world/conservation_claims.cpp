#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// A world in the middle of a working day.
std::pair<std::shared_ptr<const Setting>, World> busy_world() {
  const auto town = tests::small_town();
  Simulation simulation{town, {3, 0}};
  RunRecord record;
  TravelQuery travel{*town->travel};
  simulation.advance_until(start_of_day(1) + 11h, record, travel);
  return {town, simulation.world()};
}

}  // namespace

TEST_CASE("a world that nobody tampered with keeps every law") {
  const auto [town, world] = busy_world();
  CHECK_NOTHROW(require_conservation(*town, world));
}

TEST_CASE("a lost order, a second place, unaccounted time and a stray assignment each break a law") {
  const auto [town, world] = busy_world();
  SECTION("an order in no stage") {
    World broken = world;
    --broken.orders_in[static_cast<std::size_t>(Stage::closed)];
    CHECK_THROWS_AS(require_conservation(*town, broken), BrokenInvariant);
    CHECK_THROWS_AS(require_counts(broken), BrokenInvariant);
  }
  SECTION("an order whose stage was changed without its count") {
    World broken = world;
    REQUIRE_FALSE(broken.orders.empty());
    Order& order = broken.orders[OrderId{0}];
    order.stage = order.stage == Stage::closed ? Stage::on_scene : Stage::closed;
    CHECK_THROWS_AS(require_conservation(*town, broken), BrokenInvariant);
  }
  SECTION("a responder whose minute is missing") {
    World broken = world;
    broken.responders[ResponderId{0}].time_in[0] -= 1min;
    CHECK_THROWS_AS(require_conservation(*town, broken), BrokenInvariant);
  }
  SECTION("a free responder with an order") {
    World broken = world;
    for (ResponderState& state : broken.responders) {
      if (state.status != Status::free) continue;
      state.order = OrderId{0};
      break;
    }
    CHECK_THROWS_AS(require_conservation(*town, broken), BrokenInvariant);
  }
  SECTION("an incident candidate that vanished") {
    World broken = world;
    --broken.candidates_ahead;
    CHECK_THROWS_AS(require_counts(broken), BrokenInvariant);
  }
}

TEST_CASE("between full counts a law about responders is held, and one about what has ended is not") {
  const auto [town, world] = busy_world();
  CHECK_NOTHROW(require_present_conserved(*town, world));
  World tired = world;
  tired.responders[ResponderId{0}].time_in[0] -= 1min;
  CHECK_THROWS_AS(require_present_conserved(*town, tired), BrokenInvariant);
  World miscounted = world;
  REQUIRE_FALSE(miscounted.orders.empty());
  ++miscounted.incidents[miscounted.orders[OrderId{0}].incident].orders;
  CHECK_NOTHROW(require_present_conserved(*town, miscounted));
  CHECK_THROWS_AS(require_conservation(*town, miscounted), BrokenInvariant);
}

TEST_CASE("full counts are daily for a month, and look at each day of a long run a bounded number of times") {
  for (std::int64_t day = 0; day < 32; ++day) CHECK(is_day_of_full_count(day));
  CHECK_FALSE(is_day_of_full_count(33));
  CHECK(is_day_of_full_count(34));
  for (const std::int64_t days : {32, 100, 365, 3'650}) {
    std::int64_t counts = 0;
    std::int64_t looked_at = 0;  // a count looks at every day before it
    for (std::int64_t day = 0; day < days; ++day) {
      if (!is_day_of_full_count(day)) continue;
      looked_at += day;
      if (2 * day >= days) ++counts;
    }
    INFO(days << " days");
    CHECK(counts >= 8);
    CHECK(looked_at < 32 * days);
  }
}

TEST_CASE("a run stops at the next full count, or at its end, where what has ended is not as it was") {
  const auto town = tests::small_town();
  Simulation simulation{town, {3, 0}};
  RunRecord record;
  TravelQuery travel{*town->travel};
  simulation.advance_until(start_of_day(32) + 11h, record, travel);
  World& world = const_cast<World&>(simulation.world());  // as a stray write would
  REQUIRE(world.orders[OrderId{0}].stage == Stage::closed);
  ++world.incidents[world.orders[OrderId{0}].incident].orders;
  Simulation at_its_end = simulation;
  CHECK_NOTHROW(simulation.advance_until(start_of_day(33) + 11h, record, travel));
  CHECK_THROWS_AS(simulation.advance_until(start_of_day(34), record, travel), BrokenRun);
  CHECK_THROWS_AS(at_its_end.close_records(record), BrokenInvariant);
}

TEST_CASE("a copy of a world equals it until one of the two changes") {
  const auto [town, world] = busy_world();
  World copy = world;
  CHECK(copy == world);
  CHECK(digest_of(copy) == digest_of(world));
  ++copy.responders[ResponderId{0}].orders_done;
  CHECK_FALSE(copy == world);
  CHECK(digest_of(copy) != digest_of(world));
}

TEST_CASE("more incidents than their numbering holds are refused before a run begins") {
  const auto crowded = tests::points(1, [](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_hour(160.0); });
  const auto found = complaints_about(*crowded);
  REQUIRE(found.size() == 1);
  CHECK(found[0].what.find("3840 incidents on a day") != std::string::npos);
  CHECK(complaints_about(*tests::points(1)).empty());
}

TEST_CASE("ratios that round to nobody at all are refused before a run begins") {
  const auto nobody = tests::points(1, [](ScenarioSpec& s) {
    s.staff[Role::crew_110].heads.reset();
    s.staff[Role::crew_110].per_1000_residents = 0.0;
  });
  const auto found = complaints_about(*nobody);
  REQUIRE(found.size() == 1);
  CHECK(found[0].where == "staff");
}

TEST_CASE("a preference list names places and units that are there, each unit once") {
  const auto about = [](const PreferenceSpec& list, std::int64_t units) {
    const auto desk = tests::points(units, [&list](ScenarioSpec& s) { s.rules.preferences = {list}; });
    std::vector<std::string> said;
    for (const Complaint& complaint : complaints_about(*desk)) {
      if (complaint.where == "rules.preference") said.push_back(complaint.what);
    }
    return said;
  };
  using Said = std::vector<std::string>;
  CHECK(about({.place = "A", .units = {"P002", "P001"}}, 2).empty());
  CHECK(about({.place = "nowhere", .units = {"P001"}}, 2) ==
        Said{"there is no place \"nowhere\"; write the code or name of a community, or the id of a place"});
  CHECK(about({.place = "A", .units = {"P001 P009"}}, 2) == Said{"there is no unit \"P009\" for A; the first is P001"});
  CHECK(about({.place = "A", .units = {"P001", "P002 P001"}}, 2) ==
        Said{"the unit P001 stands twice for A; write every unit once"});
  CHECK(about({.place = "A", .units = {"P001"}}, 0).empty());  // nobody at all is a complaint of its own
}

TEST_CASE("somebody who vanishes from a counter, stands in two places, or sits where no desk is breaks a law") {
  const auto place = tests::points(1, [](ScenarioSpec& spec) {
    spec.demand.kinds["job"].rate = per_hour(10.0);
    spec.demand.kinds["job"].channel = Channel::counter;
    spec.demand.kinds["job"].desk.at_desk = constant(20min);
    spec.places.desks = 2;
    spec.staff[Role::community_officer] = {.heads = 2, .post = PostKind::area, .rosters = {"always"}};
    spec.work["counter"] = {
        .kind = WorkKind::counter, .roles = {Role::community_officer}, .lasts = constant(6h), .begins = 8h};
  });
  Simulation simulation{place, {3, 0}};
  RunRecord record;
  TravelQuery travel{*place->travel};
  simulation.advance_until(SimTime{} + 11h, record, travel);
  const World world = simulation.world();
  REQUIRE_NOTHROW(require_conservation(*place, world));
  const CounterId counter{0};
  REQUIRE(world.counters[counter].line.size() > 2);
  REQUIRE(world.counters[counter].clerks.size() == 2);
  World broken = world;
  CounterState& state = broken.counters[counter];
  SECTION("somebody vanishes from the line") {
    state.line.pop_back();
  }
  SECTION("somebody stands in line twice") {
    state.line.push_back(state.line.front());
  }
  SECTION("somebody came who was not counted") {
    --state.came;
  }
  SECTION("somebody is served who has gone") {
    broken.orders[state.clerks[0].serves->order].counter = {};
  }
  SECTION("a clerk serves who has no desk") {
    state.clerks[1].has_desk = false;
  }
  SECTION("one more sits than there are desks") {
    state.clerks.push_back(state.clerks.front());
    state.clerks.back().serves.reset();
  }
  SECTION("people stand in line at a closed counter") {
    state.is_open = false;
  }
  CHECK_THROWS_AS(require_conservation(*place, broken), BrokenInvariant);
}

TEST_CASE("people who have no counter to go to are complained about, with what to do") {
  const auto town = [](std::int64_t desks, Role role) {
    return tests::small_town([=](ScenarioSpec& spec) {
      spec.demand.kinds.at("dispute").channel = Channel::counter;
      spec.work["counter"] = {.kind = WorkKind::counter, .roles = {role}};
      spec.places.desks = desks;
    });
  };
  CHECK(complaints_about(*town(1, Role::community_officer)).empty());
  for (const auto& without : {town(0, Role::community_officer), town(1, Role::grid_worker)}) {
    const auto found = complaints_about(*without);
    REQUIRE(found.size() == 1);
    CHECK(found[0].where == "demand.kind.dispute.channel");
    CHECK(found[0].what ==
          "there is no counter to go to in the town of 东社区, the first of 5 out of 5: nobody with counter hours is "
          "posted at a police room with desks; post a role that has [work] of kind \"counter\" there (post = "
          "\"area\"), or choose another channel");
  }
}
