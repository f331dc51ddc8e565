#pragma once

#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::analysis {

/// What a planner should know before believing a run of this setting, in whole sentences: hours at which nobody may
/// answer a kind, roles that are offered more work than they have hours, areas without an officer, buildings that a way
/// of moving cannot reach. None of it stops a run.
std::vector<std::string> lint(const Setting& setting);

/// Something that a run begins without, and about how long it takes to become what it is in the long run.
struct SlowState {
  std::string name{};
  Duration settles{};
};
/// Those that the setting uses, the slowest first.
std::vector<SlowState> slow_states(const Setting& setting);
/// A sentence where both warm-up and measured time are shorter than the slowest of them (part of lint).
void lint_horizon(const Setting& setting, std::vector<std::string>& found);
/// Share of what seats or clerks can do above which a line hardly ever ends: assumption.
inline constexpr double as_good_as_full = 0.9;
/// Warnings about desks that are closed while nobody stands in, or that have too few seats (desk_lint.cpp).
void lint_desks(const Setting& setting, std::vector<std::string>& found);
/// A warning about the counter whose desks fall farthest short of the people who come (counter_lint.cpp).
void lint_counters(const Setting& setting, std::vector<std::string>& found);

/// Orders per hour times mean time on each, in units of people at work: what `roles` together are offered by the kinds
/// that only they may answer. Travel is not counted, so the true load is higher.
double offered_load(const Setting& setting, const std::vector<Role>& roles);
/// Mean number of units of the roles on duty, over the week.
double units_on_duty(const Setting& setting, const std::vector<Role>& roles);

}  // namespace outpost::analysis
