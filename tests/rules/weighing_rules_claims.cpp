#include <catch2/catch.hpp>

#include "tests/rules/desk.hpp"

using namespace outpost;
using tests::DispatchDesk;

namespace {

constexpr ResponderId unit(std::size_t row) {
  return ResponderId{row};
}

/// Three units a minute apart, the order at the second; so long on duty, of which so long at orders.
DispatchDesk desk_with_loads(std::array<Duration, 3> lasted, std::array<Duration, 3> worked, Duration slack) {
  DispatchDesk desk{3, 3, 1, [slack](ScenarioSpec& s) {
                      s.rules.dispatch = "least_loaded";
                      s.rules.load_slack = slack;
                    }};
  desk.world.now = SimTime{} + 20h;
  for (std::size_t row = 0; row < 3; ++row) {
    ResponderState& state = desk.world.responders[unit(row)];
    state.stretch_began = desk.world.now - lasted.at(row);
    state.worked_before = 3h;
    state.time_in[static_cast<std::size_t>(Status::on_scene)] = 3h + worked.at(row) / 2;
    state.time_in[static_cast<std::size_t>(Status::travelling)] = worked.at(row) - worked.at(row) / 2;
    state.time_in[static_cast<std::size_t>(Status::on_round)] = 5h;  // planned work does not count
  }
  return desk;
}

}  // namespace

TEST_CASE("least loaded sends whoever has worked the least of those who are about as soon as the soonest") {
  const std::array<Duration, 3> evenly{8h, 8h, 8h};
  CHECK(desk_with_loads(evenly, {1h, 2h, 30min}, 3min).ask(rules::least_loaded).responder == unit(2));
  CHECK(desk_with_loads(evenly, {1h, 2h, 30min}, 1min).ask(rules::least_loaded).responder == unit(2));
  const rules::Choice soonest = desk_with_loads(evenly, {1h, 2h, 30min}, 59s).ask(rules::least_loaded);
  CHECK(soonest.responder == unit(1));  // the others are a minute later, and that is too late
  CHECK(soonest.candidates.size() == 3);
}

TEST_CASE("load is the share of the stretch of duty so far, not a sum of hours") {
  // An hour of two against three of eight, and one and a half of two.
  CHECK(desk_with_loads({2h, 8h, 2h}, {1h, 3h, 90min}, 3min).ask(rules::least_loaded).responder == unit(1));
  CHECK(desk_with_loads({2h, 8h, 2h}, {1h, 4h + 1min, 90min}, 3min).ask(rules::least_loaded).responder == unit(0));
  // Of equal shares the sooner.
  CHECK(desk_with_loads({2h, 8h, 4h}, {1h, 4h, 2h}, 3min).ask(rules::least_loaded).responder == unit(1));
}

TEST_CASE("an urgent order does not wait for the least loaded") {
  DispatchDesk desk = desk_with_loads({8h, 8h, 8h}, {1h, 2h, 30min}, 3min);
  desk.world.orders[desk.order].priority = 1;
  CHECK(desk.ask(rules::least_loaded).responder == unit(1));
}

TEST_CASE("an order that needs two gets the two with the least load of those about as soon as the second") {
  DispatchDesk desk{4, 4, 3, [](ScenarioSpec& s) {
                      s.rules.dispatch = "least_loaded";
                      s.rules.load_slack = 1min;
                      s.demand.kinds["job"].units = 2;
                    }};
  desk.world.now = SimTime{} + 8h;
  for (std::size_t row = 0; row < 4; ++row) {
    desk.world.responders[unit(row)].time_in[static_cast<std::size_t>(Status::on_scene)] =
        Duration{30min} * static_cast<int>(row);
  }
  // Expected after 3, 2, 1 and 0 minutes: the second soonest is one minute away, so two minutes are within the slack.
  const rules::Choice choice = desk.ask(rules::least_loaded);
  CHECK(choice.responder == unit(1));
  CHECK(choice.with == std::vector<ResponderId>{unit(2)});
}

TEST_CASE("least loaded shares the work of two posts more evenly than the soonest does, and takes longer") {
  const auto posts = [](const std::string& rule) {
    return tests::points(2, [&rule](ScenarioSpec& s) {
      tests::line_of_places(2)(s);
      s.city.places[0].weight = 9.0;
      s.staff[Role::crew_110].post = PostKind::grid;
      s.rules.dispatch = rule;
      s.demand.kinds["job"].rate = per_hour(0.3);
    });
  };
  const auto work_of = [&](const std::string& rule) {
    const auto setting = posts(rule);
    Simulation simulation{setting, {3, 0}};
    TravelQuery travel{*setting->travel};
    RunRecord record;
    simulation.advance_until(start_of_day(60), record, travel);
    std::array<double, 2> worked{};
    Duration travelled{};
    for (std::size_t row = 0; row < 2; ++row) {
      const ResponderState& state = simulation.world().responders[unit(row)];
      worked.at(row) = static_cast<double>(time_on_orders(state, simulation.world().now).count());
      travelled += state.time_in[static_cast<std::size_t>(Status::travelling)];
    }
    return std::pair{worked[0] / (worked[0] + worked[1]), travelled};
  };
  const auto [soonest_share, soonest_travel] = work_of("soonest_free");
  const auto [share, travel] = work_of("least_loaded");
  CHECK(soonest_share > 0.6);
  CHECK(share == Approx(0.5).margin(0.04));
  CHECK(travel > soonest_travel);
}

TEST_CASE("a stretch of duty begins with duty, and with the day where duty never ends") {
  const auto began_after_two_days = [](const tests::Change& change) {
    const auto setting = tests::points(1, [&change](ScenarioSpec& s) {
      s.rules.dispatch = "least_loaded";
      change(s);
    });
    Simulation simulation{setting, {3, 0}};
    TravelQuery travel{*setting->travel};
    RunRecord record;
    simulation.advance_until(start_of_day(2) + 12h, record, travel);
    const ResponderState& state = simulation.world().responders[unit(0)];
    CHECK(state.worked_before > Duration{});
    CHECK(state.worked_before <= time_on_orders(state, simulation.world().now));
    return state.stretch_began;
  };
  CHECK(began_after_two_days([](ScenarioSpec&) {}) == start_of_day(2));
  CHECK(began_after_two_days([](ScenarioSpec& s) {
          s.rosters["always"].every_day = {{8h, 20h}};
        }) == start_of_day(2) + 8h);
}

namespace {

/// A grid worker at place 0 and crews at all four; the kind names the worker first, and the order is at place 3.
DispatchDesk desk_of_two_roles() {
  DispatchDesk desk{
      4, 4, 3, [](ScenarioSpec& s) {
        s.rules.dispatch = "deadline_slack";
        s.rules.deadline_margin = 1min;
        s.targets.response = {5min, 8min, 30min, 24h};
        s.staff[Role::grid_worker] = {
            .heads = 1, .post = PostKind::grid, .way = Way::car, .mobilise = constant(0s), .rosters = {"always"}};
        s.staff[Role::crew_110].mobilise = constant(0s);
        s.demand.kinds["job"].roles = {Role::grid_worker, Role::crew_110};
      }};
  desk.world.now = SimTime{} + 20h;
  desk.world.orders[desk.order].reported = desk.world.now;
  return desk;
}

}  // namespace

TEST_CASE("deadline slack spends the time that an order has on the role that is meant for it") {
  DispatchDesk desk = desk_of_two_roles();
  const auto role_sent = [&desk] {
    const rules::Choice choice = desk.ask(rules::deadline_slack);
    return desk.setting->force.responders[choice.responder.value()].role;
  };
  CHECK(role_sent() == Role::grid_worker);  // three minutes away, and there are thirty
  SimTime& reported = desk.world.orders[desk.order].reported;
  reported = desk.world.now - 26min;  // four minutes are left, one is margin
  CHECK(role_sent() == Role::grid_worker);
  reported -= 1ms;
  CHECK(role_sent() == Role::crew_110);
  CHECK(desk.ask(rules::deadline_slack).reason == "first role on the list of those in time");
  reported = desk.world.now - 30min;
  CHECK(role_sent() == Role::crew_110);
  CHECK(desk.ask(rules::deadline_slack).reason == "nobody is in time; soonest of the free");
}

TEST_CASE("under deadline slack waiting orders are offered by what is left of their standards") {
  DispatchDesk desk = desk_of_two_roles();
  World& world = desk.world;
  const OrderId old = desk.order;  // priority 3
  world.orders[old].reported = world.now - 25min;
  const OrderId urgent = desk.add_order(1, 2);
  world.orders[urgent].reported = world.now;
  const OrderId late = desk.add_order(1, 4);
  world.orders[late].reported = world.now - 30h;
  world.waiting = {old, urgent, late};
  CHECK(rules::deadline_of(*desk.setting, world.orders[urgent]) == world.now + 8min);
  CHECK(rules::in_line(*desk.setting, world) == std::vector<OrderId>{late, old, urgent});
  DispatchDesk soonest{2, 2, 0, [](ScenarioSpec& s) { s.command.line = LineOrder::priority; }};
  CHECK(rules::in_line(*soonest.setting, world) == std::vector<OrderId>{urgent, old, late});
}

namespace {

/// Four places of 1,000 residents a minute apart; unit 0 stands at place 1 and alone covers places 0 and 1, units 1 and
/// 2 stand at place 3; unit 3 is busy. The order is at place 1.
DispatchDesk desk_with_cover(Duration price, double busy, std::int64_t units_needed = 1) {
  DispatchDesk desk{4, 4, 1, [=](ScenarioSpec& s) {
                      s.rules.dispatch = "coverage_aware";
                      s.rules.cover_within = 1min;
                      s.rules.cover_price = price;
                      s.rules.cover_busy = share(busy);
                      s.staff[Role::crew_110].mobilise = constant(0s);
                      s.demand.kinds["job"].units = units_needed;
                    }};
  const auto& buildings = desk.setting->city.buildings;
  desk.world.responders[unit(0)].from = buildings[BuildingId{1}].entrance;
  desk.world.responders[unit(1)].from = buildings[BuildingId{3}].entrance;
  desk.world.responders[unit(2)].from = buildings[BuildingId{3}].entrance;
  desk.put_to_work(3, Status::on_scene, 3);
  return desk;
}

}  // namespace

TEST_CASE("coverage aware sends a later unit where the soonest would leave more residents without cover") {
  // Without chances of being busy: unit 0 leaves 2,000 residents, the others nobody; and they are two minutes later.
  const rules::Choice near = desk_with_cover(1min, 0.0).ask(rules::coverage_aware);
  CHECK(near.responder == unit(0));
  CHECK(near.reason == "soonest of the free, at no more loss of cover than it is worth");
  const rules::Choice far = desk_with_cover(1min + 1ms, 0.0).ask(rules::coverage_aware);
  CHECK(far.responder == unit(1));
  CHECK(far.reason == "later than the soonest, and more residents keep cover");
  CHECK(far.candidates.size() == 3);
  CHECK(desk_with_cover(0s, 0.0).ask(rules::coverage_aware).responder == unit(0));
}

TEST_CASE("the loss of cover counts whoever is left by the chance that one of them is free") {
  // Busy half of the time: unit 0 takes 500 + 500 + 125 residents' worth of cover, unit 1 takes 125 + 250; so two
  // minutes are worth 750 residents at 160 s for 1,000.
  CHECK(desk_with_cover(159s, 0.5).ask(rules::coverage_aware).responder == unit(0));
  CHECK(desk_with_cover(161s, 0.5).ask(rules::coverage_aware).responder == unit(1));
  // Where everybody is always busy there is no cover to lose.
  CHECK(desk_with_cover(1h, 1.0).ask(rules::coverage_aware).responder == unit(0));
}

TEST_CASE("urgent orders do not pay for cover, and the second of two units is chosen after the first has left") {
  DispatchDesk urgent = desk_with_cover(1h, 0.0);
  urgent.world.orders[urgent.order].priority = 1;
  CHECK(urgent.ask(rules::coverage_aware).responder == unit(0));
  // Unit 1 goes because unit 2 still covers place 3; now unit 2 would leave 1,000 residents there: two minutes and 90 s
  // against the three minutes that the 2,000 of unit 0 cost.
  const rules::Choice two = desk_with_cover(90s, 0.0, 2).ask(rules::coverage_aware);
  CHECK(two.responder == unit(1));
  CHECK(two.with == std::vector<ResponderId>{unit(0)});
}
