#pragma once

#include "sim/world/world.hpp"

namespace outpost::rules {
double familiarity_of(const Setting& setting, const World& world, ResponderId responder, HouseholdId household);
double trust_of(const Setting& setting, const World& world, HouseholdId household);
}  // namespace outpost::rules
