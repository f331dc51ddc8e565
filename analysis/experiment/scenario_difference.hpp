#pragma once

#include <string>
#include <vector>

#include "scenarios/read/scenario.hpp"

namespace outpost::analysis {

/// A parameter in which scenarios differ, with its value in each as a scenario would write it; empty: it has none.
struct ParameterDifference {
  std::string key{};
  std::vector<std::string> values{};
};

/// Every parameter in which the scenarios are not all alike, in the order of a file; of 24 values by hour those that
/// differ. Titles and names are passed over, files count by their contents: what is listed is what can change a result.
std::vector<ParameterDifference> differences_between(const std::vector<scenarios::ScenarioFile>& files);

}  // namespace outpost::analysis
