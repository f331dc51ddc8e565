#include "sim/rules/idle.hpp"
#include "sim/rules/planned_work.hpp"

namespace outpost::rules {

Rest resume_round(const Setting& setting, const World& world, ResponderId responder, TravelQuery& travel) {
  if (world.responders[responder].paused) {
    const auto next = next_work(setting, world, responder);
    if (next && next->goes_on) return {};
  }
  return return_to_post(setting, world, responder, travel);
}

}  // namespace outpost::rules
