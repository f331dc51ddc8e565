#pragma once

#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost {

/// Complaints about counters: people who come to one where nobody has counter hours, time at a desk of kinds that come
/// by another way, and a line in which nobody stands.
void check_counters(const ScenarioSpec& spec, std::vector<Complaint>& found);

/// Whether reports of the kind may come in at a counter.
bool comes_to_counter(const KindSpec& kind);

}  // namespace outpost
