#pragma once

#include <vector>

#include "analysis/experiment/summary.hpp"
#include "analysis/report/quoting.hpp"
#include "analysis/report/table.hpp"

namespace outpost::analysis {

/// The tables that a run prints: response times by priority and kind, what they are made of, incidents, people, and how
/// evenly help is spread. A choice of Summary::rows: scopes by hour and by grid stand in the results file and in JSON.
std::vector<TextTable> run_tables(const Summary& summary, Language language);

}  // namespace outpost::analysis
