#pragma once

#include <span>

#include "analysis/experiment/summary.hpp"
#include "analysis/report/quoting.hpp"
#include "analysis/report/table.hpp"

namespace outpost::analysis {

/// Rows of a summary as a table: measure, scope, statistic, the estimate with unit, interval and n, and the orders it
/// rests on. A measure that repeats from the row above is named once. Language::both has both languages in one cell.
TextTable measure_table(std::span<const SummaryRow> rows, Language language = Language::en);

}  // namespace outpost::analysis
