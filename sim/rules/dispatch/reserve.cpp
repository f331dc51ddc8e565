#include "sim/rules/dispatch/candidates.hpp"

namespace outpost::rules {

Choice reserve(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  if (order.priority > 1) {
    std::int64_t others_free = -static_cast<std::int64_t>(units_needed(setting, order));
    for (const ResponderId responder : within_reach(setting, order)) {
      others_free +=
          is_available(world.responders[responder], order.priority) && may_answer(setting, order, responder) ? 1 : 0;
    }
    if (others_free < setting.spec.rules.reserve) {
      return {.reason = "the last free are held back for urgent orders",
              .candidates = candidates(setting, world, order, travel, free_for(order))};
    }
  }
  return soonest_free(setting, world, id, travel);
}

}  // namespace outpost::rules
