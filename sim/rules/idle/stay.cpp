#include "sim/rules/idle.hpp"

namespace outpost::rules {

Rest stay(const Setting&, const World&, ResponderId, TravelQuery&) {
  return {};
}

}  // namespace outpost::rules
