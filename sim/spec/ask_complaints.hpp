#pragma once

#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost {

/// Complaints about orders that ask for others: moments and waits that do not fit, asks that never end.
void check_asks(const ScenarioSpec& spec, std::vector<Complaint>& found);
/// Complaints about parties of several roles: more than can work on one order, roles that nobody has.
void check_parties(const ScenarioSpec& spec, std::vector<Complaint>& found);

/// Whether orders of this kind are asked for by others, whatever its own rate.
bool is_asked_for(const ScenarioSpec& spec, const std::string& kind);

}  // namespace outpost
