#include "sim/rules/dispatch/soonest.hpp"

namespace outpost::rules {
namespace {

template <class ChoiceAmong>
Choice soonest_of_the_free(const Setting& setting, const Order& order, const ChoiceAmong& choice_among_those) {
  Choice choice = choice_among_those(free_for(order), "soonest of the free", "nobody who may answer is free");
  if (choice.responder || !choice.candidates.empty()) return choice;
  const auto on_call = [&](ResponderId, const Responder& responder, const ResponderState& state) {
    return is_on_standby(setting.force.staff_of(responder), state, order.priority);
  };
  Choice called = choice_among_those(on_call, "nobody on duty is free; soonest of those on standby", choice.reason);
  return called.candidates.empty() ? choice : called;
}

}  // namespace

Choice soonest_free(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const auto among = [&](const Filter auto& filter, std::string_view reason, std::string_view reason_for_none) {
    return choice_among(setting, world, order, candidates(setting, world, order, travel, filter), reason,
                        reason_for_none);
  };
  return soonest_of_the_free(setting, order, among);
}

Choice soonest_free_quickly(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const auto among = [&](const Filter auto& filter, std::string_view reason, std::string_view reason_for_none) {
    const auto all = prospects(setting, world, order, within_reach(setting, order), filter);
    return choice_among_nearest(setting, world, order, travel, all, reason, reason_for_none);
  };
  return soonest_of_the_free(setting, order, among);
}

}  // namespace outpost::rules
