#pragma once

#include "sim/rules/dispatch.hpp"
#include "tests/support/towns.hpp"

namespace outpost::tests {

/// Places on a line, 1 km apart, at 60 km/h: one minute from each to the next.
inline Change line_of_places(std::size_t places) {
  return [places](ScenarioSpec& s) {
    s.city.places.clear();
    for (std::size_t i = 0; i < places; ++i) {
      s.city.places.push_back({.id = std::to_string(i), .x = kilometres(static_cast<double>(i)), .weight = 1.0});
    }
    s.metric.kind = MetricKind::straight;
    for (auto& speeds : s.travel.base) speeds.fill(kilometres_per_hour(60));
    for (auto& profile : s.travel.profile) profile.fill(1000);
  };
}

/// A setting of `places` on a line with one unit of each post's kind, and a world with one accepted order at `at`.
struct DispatchDesk {
  std::shared_ptr<const Setting> setting;
  World world;
  OrderId order{};

  DispatchDesk(std::size_t places, std::int64_t units, std::size_t at, const Change& change = {}) {
    setting = points(units, [&](ScenarioSpec& s) {
      line_of_places(places)(s);
      s.staff[Role::crew_110].post = PostKind::grid;  // a grid for every place
      if (change) change(s);
    });
    world = populate(*setting, {1, 0});
    order = add_order(at, 3);
  }
  OrderId add_order(std::size_t at, std::int64_t priority) {
    Order row;
    row.building = BuildingId{at};
    row.priority = priority;
    row.stage = Stage::accepted;
    return world.orders.push_back(row);
  }
  void put_to_work(std::size_t unit, Status status, std::int64_t priority) {
    const OrderId other = add_order(0, priority);
    world.responders[ResponderId{unit}].status = status;
    world.responders[ResponderId{unit}].order = other;
  }
  rules::Choice ask(rules::DispatchRule rule) {
    TravelQuery travel{*setting->travel};
    return rule(*setting, world, order, travel);
  }
};

}  // namespace outpost::tests
