#pragma once

#include "sim/world/world.hpp"

namespace outpost {

/// How well a responder knows a household, 0 to 1: what was there at the last contact, halved for every [familiarity]
/// half_life since, in whole days. 0 for anybody but the one who knows it best, and where the run keeps no households.
double familiarity_of(const Setting& setting, const World& world, ResponderId responder, HouseholdId household);

/// Of a household in the service, 0 to 1: [trust] start, exactly, while [trust] feedback is off.
double trust_of(const Setting& setting, const World& world, HouseholdId household);

/// Share of the last seven days on which a round was finished in a grid: 0 where no work is a round.
double share_of_days_walked(const World& world, GridId grid);

}  // namespace outpost
