#include "sim/rules/idle.hpp"

namespace outpost::rules {

Rest return_to_post(const Setting& setting, const World&, ResponderId responder, TravelQuery&) {
  return {.goes_to = setting.force.responders[responder].post};
}

}  // namespace outpost::rules
