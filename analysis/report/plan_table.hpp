#pragma once

#include <vector>

#include "analysis/experiment/scenario_difference.hpp"
#include "analysis/report/study_table.hpp"
#include "scenarios/read/study.hpp"

namespace outpost::analysis {

/// How plans that are whole scenarios differ from the baseline: a row for every plan and parameter, and one for every
/// section that the baseline does not have at all. Nothing where there are no differences.
std::vector<TextTable> plan_differences_table(const StudyView& view,
                                              const std::vector<ParameterDifference>& differences, Language language);

/// What others have reported of the place beside what the plans give, as changes from the baseline in per cent. The
/// interval is that of the difference over the baseline's estimate. Nothing where nothing is reported.
std::vector<TextTable> reported_table(const StudyView& view, const std::vector<scenarios::ReportedChange>& reported,
                                      Language language);

}  // namespace outpost::analysis
