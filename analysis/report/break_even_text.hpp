#pragma once

#include "analysis/report/study_table.hpp"

namespace outpost::analysis {

/// What each plan costs beside the baseline and what one unit of the main measure comes at, in sentences. Nothing where
/// costs were not counted.
std::vector<Text> break_even_findings(const StudyView& view);

}  // namespace outpost::analysis
