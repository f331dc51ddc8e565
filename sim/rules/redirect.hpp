#pragma once

#include <optional>
#include <vector>

#include "sim/rules/dispatch.hpp"

namespace outpost::rules {

/// An order that goes from the unit on the way to it to another.
struct RedirectedOrder {
  OrderId order{};
  ResponderId from{};
  std::vector<Candidate> both{};  // in order of id
};

/// Of the orders that one unit is on the way to, that for which `freed` is expected so much sooner that [rules]
/// redirect_gain is reached, and soonest of all compared with who is on the way; none: it stays as it is. Both times
/// are as a dispatcher expects them, from where both are, and who has not set out gets ready anew.
std::optional<RedirectedOrder> redirect_to(const Setting& setting, const World& world, ResponderId freed,
                                           TravelQuery& travel);

}  // namespace outpost::rules
