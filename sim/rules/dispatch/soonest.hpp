#pragma once

#include "sim/rules/dispatch/candidates.hpp"

namespace outpost::rules {

/// What choice_among makes of the candidates among `all`: the same units for the same reason. Whoever is so far
/// away, as the crow flies, that it cannot be among them is not asked about, so that `candidates` of the choice names
/// those alone whose times were looked at.
Choice choice_among_nearest(const Setting& setting, const World& world, const Order& order, TravelQuery& travel,
                            std::span<const Prospect> all, std::string_view reason, std::string_view reason_for_none);

}  // namespace outpost::rules
