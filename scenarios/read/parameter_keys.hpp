#pragma once

#include <string>
#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {

/// Every key of a scenario with a value that a plan can change, such as "staff.crew_110.heads", in the order of the
/// file; entries are those of the spec. Without titles and names, which change nothing, and without rows of tables.
std::vector<std::string> parameter_keys(const ScenarioSpec& spec);

}  // namespace outpost::scenarios
