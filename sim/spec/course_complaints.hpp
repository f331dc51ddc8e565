#pragma once

#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost {

/// Complaints about the courses of orders: what hangs on something that is not there, deadlines that cannot be counted,
/// visits that nobody on the staff may make.
void check_courses(const ScenarioSpec& spec, std::vector<Complaint>& found);

}  // namespace outpost
