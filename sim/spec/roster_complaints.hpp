#pragma once

#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost {

/// What is wrong with the hours, turns, breaks and standby of the rosters, with who makes up a unit, and with
/// transfers; part of complaints_about(spec).
void check_rosters(const ScenarioSpec& spec, std::vector<Complaint>& found);
void check_units(const ScenarioSpec& spec, std::vector<Complaint>& found);
void check_transfers(const ScenarioSpec& spec, std::vector<Complaint>& found);

}  // namespace outpost
