#include "sim/rules/dispatch/candidates.hpp"

namespace outpost::rules {

Choice priority_soonest(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  Choice choice = soonest_free(setting, world, id, travel);
  if (choice.responder) return choice;
  const Order& order = world.orders[id];
  if (units_needed(setting, order) > 1) return choice;
  const auto on_something_less = [&](ResponderId, const Responder&, const ResponderState& state) {
    if (!state.on_duty || !state.order) return false;
    const Order& other = world.orders[*state.order];
    const bool not_there = state.status == Status::mobilising || state.status == Status::travelling;
    const bool broken_off = state.status == Status::on_scene && setting.spec.rules.preempt == Preempt::on_scene;
    return units_needed(setting, other) == 1 && (not_there || broken_off) &&
           other.priority - order.priority >= setting.spec.rules.preempt_gap;
  };
  return choice_among(setting, world, order, candidates(setting, world, order, travel, on_something_less),
                      "nobody free; soonest of those on something less urgent",
                      "nobody who may answer is free or can be taken");
}

}  // namespace outpost::rules
