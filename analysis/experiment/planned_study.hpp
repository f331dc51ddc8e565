#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/experiment/result_store.hpp"
#include "analysis/experiment/scenario_difference.hpp"
#include "scenarios/read/study.hpp"

namespace outpost::analysis {

/// Plans that are to be run on the same days, wherever they come from: the points of a study, or scenarios named side
/// by side. Immutable once made.
struct PlannedStudy {
  std::string file{};  // as named on the command line
  Text title{};
  Text question{};
  Text note{};  // a paragraph to be read with the tables; may be empty
  std::vector<DesignPoint> points{};
  std::size_t baseline = 0;
  std::int64_t replications = 1;  // of every point
  std::int64_t seed = 0;
  std::vector<StudyMeasure> measures{};  // the first is the main one; never empty
  std::vector<StudyKnee> knees{};
  std::vector<scenarios::ReportedChange> reported{};  // by others, of the place
  /// How plans that are whole scenarios differ, by point; none where factors say it.
  std::vector<ParameterDifference> differences{};
  std::vector<std::string> warnings{};
  /// The scenario of a point; for several threads at once.
  std::function<scenarios::ScenarioFile(std::size_t)> scenario_at{};
  std::vector<DigestValue> grounds{};  // by point: equal for points with the same city
};

/// What the study asks of the command line.
struct StudyChanges {
  std::optional<std::uint32_t> seed{};
  std::optional<std::int64_t> replications{};
  std::optional<std::int64_t> days{};
};

/// Reads a study. Throws scenarios::ScenarioError.
PlannedStudy plan_study(const std::filesystem::path& path, const StudyChanges& changes);
/// Scenarios side by side, called A, B, C, and how their files differ.
struct PlannedComparison {
  PlannedStudy study{};
  std::vector<ParameterDifference> differences{};
  std::vector<Text> titles{};  // by file
};
/// The scenarios of several files on the days of the first, whose seed, start, days, warm-up and replications count for
/// all. Throws scenarios::ScenarioError.
PlannedComparison plan_comparison(const std::vector<std::string>& files, const StudyChanges& changes);

/// What a study asks that names no measure: response, utilisation, backlog.
std::vector<StudyMeasure> usual_measures();

/// Of all that decides about what is stored for a run but its replication: the scenarios of the points in their order,
/// and which measures are kept by hour and grid.
DigestValue design_digest(const PlannedStudy& study);

/// Measures whose values by hour or by grid are stored, as "measure by part"; the others are left out, since a run of a
/// large city has thousands.
std::vector<std::string> kept_parts(const std::vector<StudyMeasure>& measures);
/// Leaves out of a run what is not kept.
void keep_only(FinishedRun& run, const std::vector<std::string>& parts);

}  // namespace outpost::analysis
