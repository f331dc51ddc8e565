#pragma once

#include <map>
#include <span>
#include <string>

#include "analysis/experiment/summary.hpp"
#include "analysis/report/quoting.hpp"
#include "analysis/report/table.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// Rows of a summary as a table: measure, scope, statistic, the estimate with unit, interval and n, and the orders it
/// rests on. A measure that repeats from the row above is named once. Language::both has both languages in one cell.
/// In Chinese, scopes too are named as people say them; `kinds` holds the names of the kinds of incident by key.
TextTable measure_table(std::span<const SummaryRow> rows, Language language = Language::en,
                        const std::map<std::string, Text>& kinds = {});

}  // namespace outpost::analysis
