#pragma once

#include <optional>
#include <string>

#include "analysis/measures/measures.hpp"

namespace outpost::tests {

/// The mean of a measure; none: it was not measured.
inline std::optional<double> mean_of(const analysis::Measured& measured, const std::string& measure,
                                     const std::string& scope = "all") {
  for (const analysis::NamedValue& value : measured.values) {
    if (value.measure == measure && value.statistic == "mean" && value.scope == scope) return value.value;
  }
  return std::nullopt;
}

}  // namespace outpost::tests
