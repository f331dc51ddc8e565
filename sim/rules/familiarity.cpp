#include "sim/rules/familiarity.hpp"
namespace outpost::rules {
double familiarity_of(const Setting&, const World&, ResponderId, HouseholdId) { return 0.0; }
double trust_of(const Setting&, const World&, HouseholdId) { return 0.0; }
}  // namespace outpost::rules
