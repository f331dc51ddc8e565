#pragma once

#include "sim/world/world.hpp"

namespace outpost::rules {

/// How well a responder knows a household, 0 to 1: what the last contact left, halved every [familiarity] half_life
/// since. 0 where another worker is the one who knows it, or where the place has been filled anew since the last
/// contact.
double familiarity_of(const Setting& setting, const World& world, ResponderId responder,
                      std::optional<HouseholdId> household);

/// Trust of a household in the service, 0 to 1; of premises, and with [trust] feedback off, where everybody starts.
double trust_of(const Setting& setting, const World& world, std::optional<HouseholdId> household);

}  // namespace outpost::rules
