#pragma once

#include "sim/rules/dispatch/candidates.hpp"

namespace outpost::rules {

/// How closely one looks for the least that a way may take, as the crow flies: whatever of a journey is behind
/// somebody, or with regard to that, which takes longer.
enum class Closeness : std::uint8_t { roughly, closely };
/// A static time that the unit's way to the door takes at least, wherever it is.
Duration way_at_least(const Setting& setting, const World& world, const Prospect& unit, const Spot& door,
                      Closeness look);

/// What choice_among makes of the candidates among `all`: the same units for the same reason. Whoever is so far
/// away, as the crow flies, that it cannot be among them is not asked about, so that `candidates` of the choice names
/// those alone whose times were looked at.
Choice choice_among_nearest(const Setting& setting, const World& world, const Order& order, TravelQuery& travel,
                            std::span<const Prospect> all, std::string_view reason, std::string_view reason_for_none);

}  // namespace outpost::rules
