#pragma once

#include <string>
#include <vector>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/planned_study.hpp"
#include "analysis/report/rank_table.hpp"
#include "analysis/report/table.hpp"

namespace outpost::cli {

/// Options of commands that run plans side by side.
struct StudyOptions {
  CommonOptions common{};
  std::optional<std::int64_t> days{};
  std::string out{};  // results file; empty: none is kept
  bool resume = false;
  std::string page{};  // HTML
  std::string markdown{};
};
void add_study_options(CLI::App& command, StudyOptions& options);
analysis::StudyChanges changes_of(const StudyOptions& options);

/// A study that was run as a section of a page on several.
struct StudySection {
  Text title{};
  Text notice{};
  std::string markdown{};                             // what follows the title
  std::string main_measure{};                         // its name
  std::vector<std::vector<std::string>> main_rows{};  // of main_measure_rows
  std::vector<analysis::SiteOption> options{};        // of every plan but the baseline
};

/// Runs what is missing, stores it, and prints the plans side by side: exit status as in docs/results.md. `first` are
/// tables that come before the comparison. With `section` nothing is printed, and the section is filled instead.
int run_study(const analysis::PlannedStudy& study, const StudyOptions& options,
              const std::vector<analysis::TextTable>& first, const std::vector<std::string>& arguments,
              StudySection* section = nullptr);

}  // namespace outpost::cli
