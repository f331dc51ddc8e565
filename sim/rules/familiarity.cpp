#include "sim/rules/familiarity.hpp"

#include "sim/base/elementary.hpp"

namespace outpost::rules {

double familiarity_of(const Setting& setting, const World& world, ResponderId responder,
                      std::optional<HouseholdId> household) {
  if (!household || world.households.empty()) return 0.0;
  const HouseholdState& state = world.households.at(*household);
  if (state.worker != responder.row() || state.last_contact == 0) return 0.0;
  const std::int64_t day = std::int64_t{state.last_contact} - 1;
  if (day < day_of(world.responders[responder].new_since)) return 0.0;  // somebody else was there
  const double gone = in_hours((day_of(world.now) - day) * one_day) / in_hours(setting.spec.familiarity.half_life);
  return static_cast<double>(state.familiarity) / 255.0 * elementary::pow(0.5, gone);
}

double trust_of(const Setting& setting, const World& world, std::optional<HouseholdId> household) {
  const TrustSpec& spec = setting.spec.trust;
  if (spec.feedback == Switch::off || !household || world.households.empty()) return spec.start.value();
  return static_cast<double>(world.households.at(*household).trust) / 255.0;
}

}  // namespace outpost::rules
