#pragma once

#include <string>
#include <vector>

#include "analysis/experiment/planned_study.hpp"
#include "analysis/report/study_table.hpp"

namespace outpost::analysis {

/// [{"name": "response", "statistic": "mean", "by": ""}, ...]
std::string json_of(const std::vector<StudyMeasure>& measures);
/// What json_of has written; none where it is something else.
std::optional<std::vector<StudyMeasure>> measures_from(const std::string& json);

/// The plans side by side as one JSON object; keys in docs/results.md.
std::string json_of(const PlannedStudy& study, const StudyView& view, StudyResults& results, const Text& notice);

}  // namespace outpost::analysis
