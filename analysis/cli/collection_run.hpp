#pragma once

#include <string>
#include <vector>

#include "analysis/cli/study_run.hpp"

namespace outpost::cli {

/// Runs the studies of a collection one after another, each into a results file of the folder that --out names, and
/// prints or writes them as sections of one page, with a table of all main measures first. Exit status as run_study.
int run_collection(const std::string& file, const StudyOptions& options, const std::vector<std::string>& arguments);

}  // namespace outpost::cli
