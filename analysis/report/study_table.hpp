#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/experiment/break_even.hpp"
#include "analysis/experiment/knee_curve.hpp"
#include "analysis/experiment/study_results.hpp"
#include "analysis/picture/view.hpp"
#include "analysis/report/table.hpp"

namespace outpost::analysis {

/// Plans side by side, ready to be shown.
struct StudyView {
  std::vector<DesignPoint> points{};
  std::size_t baseline = 0;
  std::vector<ComparedMeasure> rows{};                 // the first is of the main measure
  std::vector<std::optional<BreakEven>> break_even{};  // by point; may be empty
  std::vector<KneeCurve> knees{};                      // those that the study asks for
  std::map<std::string, Text> kinds{};                 // names of the kinds of incident, by key
};

/// One table a measure: every plan with its estimate, its difference from the baseline, the p-value after Holm's
/// adjustment, and what that means in words.
std::vector<TextTable> study_tables(const StudyView& view, Language language);

/// What the tables say, in sentences made from their numbers: each plan on the main measure, what it costs, where
/// curves of plans bend, how many of the other comparisons show a difference, and what the same days were worth.
std::vector<Text> study_findings(const StudyView& view);

/// A row for every plan but the baseline: its label, how the main measure differs, and that in words.
std::vector<std::vector<std::string>> main_measure_rows(const StudyView& view, Language language);

/// What people call the plan.
Text label_of(const DesignPoint& point);

/// "response, mean".
std::string measure_text(const StudyMeasure& measure, Language language);

/// "lower by 37%", "not shown to differ", "the same in every replication".
Text verdict_text(const ComparedMeasure& row, std::size_t point, std::size_t baseline);

}  // namespace outpost::analysis
