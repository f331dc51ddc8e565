#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/experiment/lint.hpp"

namespace outpost::tests {

/// Whether a warning about the scenario says this.
inline bool warns(const Setting& setting, const std::string& part) {
  const std::vector<std::string> found = analysis::lint(setting);
  return std::any_of(found.begin(), found.end(),
                     [&part](const std::string& text) { return text.find(part) != std::string::npos; });
}

}  // namespace outpost::tests
