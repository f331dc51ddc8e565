#pragma once

#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost {

/// Complaints about desks: a role that two of them send, one that is never open, a stand-in that is closed as well, a
/// hall of two levels.
void check_desks(const ScenarioSpec& spec, std::vector<Complaint>& found);

}  // namespace outpost
