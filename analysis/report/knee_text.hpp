#pragma once

#include "analysis/report/study_table.hpp"

namespace outpost::analysis {

/// Where each curve of the study bends, in one sentence a curve, or why nothing is said of it.
std::vector<Text> knee_findings(const StudyView& view);

}  // namespace outpost::analysis
