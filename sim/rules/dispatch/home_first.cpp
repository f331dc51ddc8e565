#include <algorithm>

#include "sim/rules/dispatch/candidates.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::rules {
namespace {

constexpr std::string_view others_after_the_wait = "its own are busy; others may answer after the wait";

bool is_own(const Setting& setting, const Responder& responder, const Order& order) {
  const BuildingId building = order.building;
  const GridId grid = setting.plan.grid_of[building];
  const AreaId area = setting.places.area_of[setting.plan.grids[grid].community];
  if (responder.grid) return *responder.grid == grid;
  if (responder.area) return *responder.area == area;
  if (responder.station) return *responder.station == setting.places.areas[area].station;
  if (responder.of_county) return true;  // who is within reach of it is of its county
  // Whoever waits at the command room answers for its town.
  return responder.town == town_of(setting, order);
}

bool own_on_duty(const Setting& setting, const World& world, const Order& order) {
  const std::vector<ResponderId>& near = within_reach(setting, order);
  return std::any_of(near.begin(), near.end(), [&](ResponderId id) {
    const Responder& responder = setting.force.responders[id];
    return world.responders[id].on_duty && rank_of(setting, order, responder) && is_own(setting, responder, order);
  });
}

}  // namespace

// Urgent orders do not wait for their own people; nobody waits for people who are all off duty.
Choice home_first(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const auto own = [&](ResponderId, const Responder& responder, const ResponderState& state) {
    return is_available(state, order.priority) && is_own(setting, responder, order);
  };
  Choice choice = choice_among(setting, world, order, candidates(setting, world, order, travel, own),
                               "soonest of its own", others_after_the_wait);
  if (choice.responder) return choice;
  const Duration waited = world.now - in_line_since(order);
  const Duration wait = setting.spec.rules.spill_over;
  if (order.priority > 1 && waited < wait && own_on_duty(setting, world, order)) {
    choice.ask_again = wait - waited;
    choice.reason = others_after_the_wait;  // also where some of its own are free, and fewer than it needs
    return choice;
  }
  choice = soonest_free(setting, world, id, travel);
  if (choice.responder) choice.reason = "its own cannot come; soonest of the others";
  return choice;
}

}  // namespace outpost::rules
