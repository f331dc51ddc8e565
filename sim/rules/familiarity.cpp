#include "sim/rules/familiarity.hpp"

#include <bitset>

#include "sim/base/elementary.hpp"

namespace outpost {

double familiarity_of(const Setting& setting, const World& world, ResponderId responder, HouseholdId household) {
  if (world.households.empty()) return 0.0;
  const HouseholdState& state = world.households.at(household);
  if (state.worker != responder.row() || state.last_contact == 0) return 0.0;
  const std::int64_t last = std::int64_t{state.last_contact} - 1;
  const auto days = static_cast<double>(day_of(world.now) - last);
  const double half_life = in_hours(setting.spec.familiarity.half_life) / 24.0;
  return state.familiarity / 255.0 * elementary::pow(2.0, -days / half_life);
}

double trust_of(const Setting& setting, const World& world, HouseholdId household) {
  if (world.households.empty() || setting.spec.trust.feedback == Switch::off) return setting.spec.trust.start.value();
  return world.households.at(household).trust / 255.0;
}

double share_of_days_walked(const World& world, GridId grid) {
  if (world.grids.empty()) return 0.0;
  const auto week = static_cast<std::uint32_t>(world.grids.at(grid).round_days) & 0x7Fu;
  return static_cast<double>(std::bitset<7>{week}.count()) / 7.0;
}

}  // namespace outpost
