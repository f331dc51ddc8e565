#pragma once

#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::analysis {

/// What a planner should know before believing a run of this setting, in whole sentences: hours at which nobody may
/// answer a kind, roles that are offered more work than they have hours, areas without an officer, buildings that a way
/// of moving cannot reach. None of it stops a run.
std::vector<std::string> lint(const Setting& setting);

/// Orders per hour times mean time on each, in units of people at work: what `roles` together are offered by the kinds
/// that only they may answer. Travel is not counted, so the true load is higher.
double offered_load(const Setting& setting, const std::vector<Role>& roles);
/// Mean number of units of the roles on duty, over the week.
double units_on_duty(const Setting& setting, const std::vector<Role>& roles);

}  // namespace outpost::analysis
