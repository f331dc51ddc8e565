#include <catch2/catch.hpp>

#include "sim/city/storeys.hpp"
#include "sim/engine/forecast.hpp"
#include "sim/rules/dispatch.hpp"
#include "tests/rules/desk.hpp"

using namespace outpost;
using tests::DispatchDesk;

TEST_CASE("dispatch sends the soonest responder, not the nearest one") {
  // Unit 1 stands next to the order but needs ten minutes to get ready for its kind of vehicle.
  DispatchDesk desk{4, 4, 3, [](ScenarioSpec& s) {
                      s.staff[Role::grid_worker] = {
                          .heads = 1, .post = PostKind::grid, .way = Way::foot, .rosters = {"always"}};
                      s.demand.kinds["job"].roles = {Role::grid_worker, Role::crew_110};
                      s.staff[Role::crew_110].heads = 4;
                      s.staff[Role::crew_110].mobilise = constant(10min);
                    }};
  // The grid worker stands at place 0, three minutes away; a crew stands at the very place.
  const rules::Choice choice = desk.ask(rules::soonest_free);
  REQUIRE(choice.responder.has_value());
  CHECK(desk.setting->force.responders[*choice.responder].role == Role::grid_worker);
  CHECK(choice.candidates.size() == 5);
}

TEST_CASE("dispatch leaves an order waiting when every responder is busy") {
  DispatchDesk desk{2, 2, 1};
  for (std::size_t unit = 0; unit < 2; ++unit) desk.put_to_work(unit, Status::on_scene, 3);
  const rules::Choice choice = desk.ask(rules::soonest_free);
  CHECK_FALSE(choice.responder.has_value());
  CHECK(choice.reason == "nobody who may answer is free");
}

TEST_CASE("of equally soon responders the one who has been free the longest is sent, so that they share the work") {
  DispatchDesk desk{3, 3, 1};
  desk.world.now = SimTime{} + 2h;
  desk.world.responders[ResponderId{1}].status = Status::on_scene;
  desk.world.responders[ResponderId{0}].since = SimTime{} + 1h;
  desk.world.responders[ResponderId{2}].since = SimTime{} + 30min;
  CHECK(desk.ask(rules::soonest_free).responder == ResponderId{2});
}

TEST_CASE("crews at one station share the work evenly") {
  const auto desk = tests::points(6, [](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_hour(1.0); });
  Simulation simulation{desk, {3, 0}};
  TravelQuery travel{*desk->travel};
  RunRecord record;
  simulation.advance_until(start_of_day(60), record, travel);
  for (const ResponderState& state : simulation.world().responders) {
    CHECK(state.orders_done == Approx(60.0 * 24.0 / 6.0).epsilon(0.15));
  }
}

TEST_CASE("equally soon responders who have been free equally long are sent in the order of their numbers") {
  DispatchDesk desk{3, 3, 1};
  desk.world.responders[ResponderId{1}].status = Status::on_scene;
  const rules::Choice choice = desk.ask(rules::soonest_free);  // units 0 and 2 are one minute away
  CHECK(choice.responder == ResponderId{0});
}

TEST_CASE("nobody off duty is sent") {
  DispatchDesk desk{2, 2, 1};
  for (ResponderState& state : desk.world.responders) {
    state.on_duty = false;
    state.status = Status::off_duty;
  }
  CHECK_FALSE(desk.ask(rules::soonest_free).responder.has_value());
}

TEST_CASE("home first waits for its own responder, and only for as long as it should") {
  const auto home = [](ScenarioSpec& s) {
    s.rules.dispatch = "home_first";
    s.rules.spill_over = 10min;
  };
  DispatchDesk desk{3, 3, 2, home};
  CHECK(desk.ask(rules::home_first).responder == ResponderId{2});

  desk.put_to_work(2, Status::on_scene, 3);
  rules::Choice choice = desk.ask(rules::home_first);
  CHECK_FALSE(choice.responder.has_value());
  CHECK(choice.ask_again == Duration{10min});

  desk.world.now += 4min;
  CHECK(desk.ask(rules::home_first).ask_again == Duration{6min});
  desk.world.now += 6min;
  choice = desk.ask(rules::home_first);
  CHECK(choice.responder == ResponderId{1});
  CHECK(choice.reason == "its own cannot come; soonest of the others");
}

TEST_CASE("home first does not wait with an urgent order, nor for somebody who is off duty") {
  const auto home = [](ScenarioSpec& s) { s.rules.dispatch = "home_first"; };
  SECTION("urgent") {
    DispatchDesk desk{3, 3, 2, home};
    desk.world.orders[desk.order].priority = 1;
    desk.put_to_work(2, Status::on_scene, 3);
    CHECK(desk.ask(rules::home_first).responder == ResponderId{1});
  }
  SECTION("off duty") {
    DispatchDesk desk{3, 3, 2, home};
    desk.world.responders[ResponderId{2}].on_duty = false;
    desk.world.responders[ResponderId{2}].status = Status::off_duty;
    CHECK(desk.ask(rules::home_first).responder == ResponderId{1});
  }
}

TEST_CASE("an urgent order takes a responder on the way to a lesser one, but only if nobody is free") {
  DispatchDesk desk{3, 2, 2};
  desk.world.orders[desk.order].priority = 1;
  desk.put_to_work(1, Status::mobilising, 3);
  CHECK(desk.ask(rules::priority_soonest).responder == ResponderId{0});
  desk.put_to_work(0, Status::on_scene, 4);
  CHECK(desk.ask(rules::priority_soonest).responder == ResponderId{1});
}

TEST_CASE("nobody is taken from a scene, nor for an order that is not urgent enough") {
  DispatchDesk desk{3, 1, 2};
  desk.put_to_work(0, Status::on_scene, 4);
  desk.world.orders[desk.order].priority = 1;
  CHECK_FALSE(desk.ask(rules::priority_soonest).responder.has_value());

  DispatchDesk other{3, 1, 2};
  other.put_to_work(0, Status::mobilising, 3);
  other.world.orders[other.order].priority = 2;  // one level: the gap is two
  CHECK_FALSE(other.ask(rules::priority_soonest).responder.has_value());
}

TEST_CASE("the line is first come or most urgent first, ties by arrival") {
  DispatchDesk desk{2, 1, 0};
  const OrderId routine = desk.order;
  const OrderId urgent = desk.add_order(1, 1);
  const OrderId later = desk.add_order(1, 3);
  desk.world.waiting = {routine, urgent, later};
  CHECK(rules::in_line(*desk.setting, desk.world) == std::vector<OrderId>{routine, urgent, later});
  DispatchDesk by_priority{2, 1, 0, [](ScenarioSpec& s) { s.command.line = LineOrder::priority; }};
  by_priority.add_order(1, 1);
  by_priority.add_order(1, 3);
  by_priority.world.waiting = {routine, urgent, later};
  CHECK(rules::in_line(*by_priority.setting, by_priority.world) == std::vector<OrderId>{urgent, routine, later});
}

TEST_CASE("every rule of the registry has a name, a meaning and an answer") {
  for (const auto& rule : rules::dispatch_rules()) {
    CHECK_FALSE(rule.meaning.empty());
    CHECK(rules::dispatch_rule(rule.name).choose == rule.choose);
    CHECK((rule.choose != nullptr) != (rule.look_ahead != nullptr));
    DispatchDesk desk{2, 2, 1};
    desk.world.incidents.push_back({.building = BuildingId{1}, .orders = 1});
    desk.world.waiting = {desk.order};
    ++desk.world.orders_in[static_cast<std::size_t>(Stage::accepted)];
    const engine::Foresight forecast{*desk.setting};
    TravelQuery travel{*desk.setting->travel};
    CHECK(rules::ask(rule, *desk.setting, desk.world, desk.order, travel, &forecast).responder.has_value());
  }
  CHECK(rules::vocabulary().dispatch_rules.size() == rules::dispatch_rules().size());
  CHECK_THROWS_AS(rules::dispatch_rule("telepathy"), BrokenInvariant);
}

namespace {

/// Three units at three places; orders at place 0 prefer unit 2, then units 0 and 1 alike.
DispatchDesk desk_with_list() {
  DispatchDesk desk{3, 3, 0, [](ScenarioSpec& s) {
                      s.rules.dispatch = "preference";
                      s.rules.preferences = {{.place = "0", .units = {"P003", "P001 P002"}}};
                    }};
  desk.world.incidents.push_back({});
  return desk;
}

}  // namespace

TEST_CASE("preference sends whoever stands first on the place's list, however far away") {
  DispatchDesk desk = desk_with_list();
  CHECK(desk.ask(rules::preference).responder == ResponderId{2});
  for (std::size_t unit = 0; unit < 3; ++unit) desk.put_to_work(unit, Status::on_scene, 3);
  const rules::Choice none = desk.ask(rules::preference);
  CHECK_FALSE(none.responder.has_value());
  CHECK(none.reason == "nobody on the place's list is free");
}

TEST_CASE("tied units of a preference list are sent equally often, by a draw that belongs to the incident") {
  DispatchDesk desk = desk_with_list();
  desk.put_to_work(2, Status::on_scene, 3);
  std::array<int, 2> sent{};
  for (std::uint64_t incident = 0; incident < 4'000; ++incident) {
    desk.world.incidents[IncidentId{0}].identity = owner_of(990000001001, 0, incident);
    const auto choice = desk.ask(rules::preference);
    REQUIRE(choice.responder.has_value());
    CHECK(choice.responder == desk.ask(rules::preference).responder);
    ++sent.at(choice.responder->row());
  }
  CHECK(sent[0] + sent[1] == 4'000);
  CHECK(std::abs(sent[0] - 2'000) < 160);  // five standard deviations
}

TEST_CASE("a place without a preference list is answered by the soonest") {
  DispatchDesk desk = desk_with_list();
  desk.world.orders[desk.order].building = BuildingId{1};
  CHECK(desk.ask(rules::preference).responder == ResponderId{1});
}

TEST_CASE("reserve keeps the last units for urgent orders, and sends them there") {
  DispatchDesk desk{3, 3, 0, [](ScenarioSpec& s) { s.rules.reserve = 1; }};
  CHECK(desk.ask(rules::reserve).responder == ResponderId{0});
  desk.put_to_work(0, Status::on_scene, 3);
  CHECK(desk.ask(rules::reserve).responder == ResponderId{1});
  desk.put_to_work(1, Status::on_scene, 3);
  const rules::Choice held = desk.ask(rules::reserve);
  CHECK_FALSE(held.responder.has_value());
  CHECK(held.reason == "the last free are held back for urgent orders");
  desk.world.orders[desk.order].priority = 1;
  CHECK(desk.ask(rules::reserve).responder == ResponderId{2});
}

TEST_CASE("work on scene is broken off only where the scenario says so, and the least urgent first") {
  DispatchDesk desk{1, 3, 0, [](ScenarioSpec& s) { s.rules.preempt_gap = 1; }};
  desk.put_to_work(0, Status::on_scene, 3);
  desk.put_to_work(1, Status::on_scene, 4);
  desk.put_to_work(2, Status::on_scene, 2);
  desk.world.orders[desk.order].priority = 2;
  CHECK_FALSE(desk.ask(rules::priority_soonest).responder.has_value());
  DispatchDesk breaking{1, 3, 0, [](ScenarioSpec& s) {
                          s.rules.preempt_gap = 1;
                          s.rules.preempt = Preempt::on_scene;
                        }};
  breaking.put_to_work(0, Status::on_scene, 3);
  breaking.put_to_work(1, Status::on_scene, 4);
  breaking.put_to_work(2, Status::on_scene, 2);
  breaking.world.orders[breaking.order].priority = 2;
  CHECK(breaking.ask(rules::priority_soonest).responder == ResponderId{1});
  breaking.world.orders[breaking.order].priority = 4;
  CHECK_FALSE(breaking.ask(rules::priority_soonest).responder.has_value());
}

TEST_CASE("an order that needs two units gets the two soonest, and waits while one is free") {
  DispatchDesk desk{4, 4, 3, [](ScenarioSpec& s) { s.demand.kinds["job"].units = 2; }};
  const rules::Choice two = desk.ask(rules::soonest_free);
  CHECK(two.responder == ResponderId{3});
  CHECK(two.with == std::vector<ResponderId>{ResponderId{2}});
  for (std::size_t unit = 0; unit < 3; ++unit) desk.put_to_work(unit, Status::on_scene, 3);
  const rules::Choice one = desk.ask(rules::soonest_free);
  CHECK_FALSE(one.responder.has_value());
  CHECK(one.reason == "fewer are free than it needs");
}

TEST_CASE("whoever is sent is expected after the stairs up, and after the stairs down from where it is") {
  const auto town = tests::small_town();
  World world = populate(*town, {1, 0});
  world.now = SimTime{10h};
  const ResponderId worker{0};
  REQUIRE(town->force.responders[worker].role == Role::grid_worker);
  for (ResponderState& state : world.responders) state.on_duty = false;
  ResponderState& state = world.responders[worker];
  state.on_duty = true;
  state.status = Status::returning;
  state.departed = world.now;
  state.arrives = world.now + 1h;
  const auto tall = [&town] {
    for (const BuildingId id : town->city.buildings.ids()) {
      if (town->city.buildings[id].storeys >= 5 && !town->city.buildings[id].lift) return id;
    }
    throw std::invalid_argument("no tall building");
  }();
  std::uint32_t kind = 0;
  while (town->kinds[kind].key != "grid_case") ++kind;
  const OrderId order =
      world.orders.push_back({.kind = kind, .priority = 4, .building = tall, .stage = Stage::accepted});
  TravelQuery travel{*town->travel};
  const auto expected = [&] {
    const auto choice = rules::soonest_free(*town, world, order, travel);
    REQUIRE(choice.candidates.size() == 1);
    return choice.candidates[0].expected;
  };
  const Duration at_the_entrance = expected();
  world.orders[order].storey = 5;
  const Duration climb = climb_to(town->spec.travel.storeys, town->city.buildings[tall], 5);
  CHECK(climb > 40s);
  CHECK(expected() == at_the_entrance + climb);
  state.way_down = 36s;
  CHECK(expected() == at_the_entrance + climb + 36s);  // the profile of e-bikes is the same at every hour
}

TEST_CASE(
    "mobilisation is expected of whoever is at its post, a counter or a meeting, not of who is called from elsewhere") {
  DispatchDesk desk{3, 1, 2, [](ScenarioSpec& s) {
                      s.staff[Role::crew_110].mobilise = constant(90s);
                      s.rules.preempt = Preempt::on_scene;
                    }};
  desk.world.orders[desk.order].priority = 1;
  const auto expected = [&desk] { return desk.ask(rules::priority_soonest).candidates.at(0).expected; };
  const Duration way = 2min;
  ResponderState& state = desk.world.responders[ResponderId{0}];
  for (const Status ready : {Status::free, Status::at_counter, Status::in_meeting}) {
    state.status = ready;
    CHECK(expected() == 90s + way);
  }
  state.status = Status::visiting;
  CHECK(expected() == way);
  desk.put_to_work(0, Status::on_scene, 4);
  CHECK(expected() == way);
  state.status = Status::travelling;
  CHECK(expected() == way);
  state.status = Status::mobilising;
  CHECK(expected() == 90s + way);
  state.from = desk.setting->city.buildings[BuildingId{1}].entrance;  // called from the road
  CHECK(expected() == 1min);
}

TEST_CASE("reserve counts nobody whose planned work the order may not interrupt") {
  DispatchDesk desk{3, 2, 2, [](ScenarioSpec& s) { s.rules.reserve = 1; }};
  CHECK(desk.ask(rules::reserve).responder.has_value());
  desk.world.responders[ResponderId{1}].status = Status::in_meeting;
  desk.world.responders[ResponderId{1}].pauses_for = 1;
  CHECK_FALSE(desk.ask(rules::reserve).responder.has_value());
  desk.world.responders[ResponderId{1}].pauses_for = 4;
  CHECK(desk.ask(rules::reserve).responder.has_value());
}
