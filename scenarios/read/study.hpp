#pragma once

#include "scenarios/read/parameter_reader.hpp"
#include "scenarios/read/scenario.hpp"
#include "sim/spec/study.hpp"

namespace outpost::scenarios {

/// A change that somebody has reported of the place, to stand beside what a plan gives.
struct ReportedChange {
  Text name{};
  StudyMeasure measure{};  // one of the study's
  std::string scope{};     // "all", or a part such as "kind=dispute"
  std::size_t point = 0;   // the plan that it is held beside
  double change = 0.0;     // from the baseline, over the baseline: -0.33
  std::string source{};    // a key of docs/sources.md
};

/// A study as read: what it asks, and the scenario that it changes. The scenario at each of its points is read on
/// demand by scenario_at, since there may be many.
struct StudyFile {
  StudySpec spec{};
  ScenarioFile base{};
  std::vector<Diagnostic> warnings{};
  std::vector<std::string> files{};  // every file that was opened, the study first
  Text note{};                       // a paragraph to be read with its tables; may be empty
  std::vector<ReportedChange> reported{};
  std::vector<ScenarioFile> plans{};  // by point, where the study lists whole plans; else none

  // The values as they stand in the study or in its table of points, by factor and level.
  std::vector<std::vector<TomlNode>> nodes{};
  std::string values_name{};              // the file they stand in, as messages show it
  std::filesystem::path values_folder{};  // where files that they name are looked for
};

/// Reads a study and its scenario. Throws ScenarioError: a fault of TOML alone, else every fault of meaning together,
/// also those that only one of the points has. `path` is shown in messages as given.
StudyFile read_study(const std::filesystem::path& path, const Vocabulary& vocabulary);

/// The scenario at a point: the study's scenario with the values of the point over it.
ScenarioFile scenario_at(const StudyFile& study, const StudyPoint& point, const Vocabulary& vocabulary);

}  // namespace outpost::scenarios
