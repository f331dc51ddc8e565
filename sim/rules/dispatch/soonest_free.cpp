#include "sim/rules/dispatch/candidates.hpp"

namespace outpost::rules {

Choice soonest_free(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  Choice choice = choice_among(setting, world, order, candidates(setting, world, order, travel, free_for(order)),
                               "soonest of the free", "nobody who may answer is free");
  if (choice.responder || !choice.candidates.empty()) return choice;
  const auto on_call = [&](ResponderId, const Responder& responder, const ResponderState& state) {
    return is_on_standby(setting.force.staff_of(responder), state, order.priority);
  };
  std::vector<Candidate> called = candidates(setting, world, order, travel, on_call);
  if (called.empty()) return choice;
  return choice_among(setting, world, order, std::move(called), "nobody on duty is free; soonest of those on standby",
                      choice.reason);
}

}  // namespace outpost::rules
