#pragma once

#include "analysis/experiment/database.hpp"
#include "analysis/experiment/finished_run.hpp"

namespace outpost::analysis {

/// Writes what happened in a run into the trace tables, which must exist, within the caller's transaction.
void put_trace(Database& database, const std::string& run, const Trace& trace);

}  // namespace outpost::analysis
