#pragma once

#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost {

/// Complaints about departments: where their units wait, who names them, and kinds that do not say whose they are.
void check_departments(const ScenarioSpec& spec, std::vector<Complaint>& found);
/// Complaints about the settlement of disputes: shares of the same disputes that are more than all of them, what hangs
/// on a dispute that is none, a kind to grow into that is not named.
void check_settlements(const ScenarioSpec& spec, std::vector<Complaint>& found);

}  // namespace outpost
