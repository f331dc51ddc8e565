#pragma once

#include <vector>

#include "analysis/experiment/summary.hpp"
#include "analysis/report/quoting.hpp"
#include "analysis/report/table.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost::analysis {

/// The tables that a run prints: response times by priority and kind, what they are made of, incidents, people, and how
/// evenly help is spread. A choice of Summary::rows: scopes by hour and by grid stand in the results file and in JSON.
/// The scenario gives the standards of response and the names of the kinds.
std::vector<TextTable> run_tables(const Summary& summary, const ScenarioSpec& spec, Language language);

}  // namespace outpost::analysis
