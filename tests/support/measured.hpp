#pragma once

#include <optional>
#include <string>

#include "analysis/measures/measures.hpp"

namespace outpost::tests {

/// One number of a measure; none: it was not measured.
inline std::optional<double> value_of(const analysis::Measured& measured, const std::string& measure,
                                      const std::string& scope, const std::string& statistic = "mean") {
  for (const analysis::NamedValue& value : measured.values) {
    if (value.measure == measure && value.statistic == statistic && value.scope == scope) return value.value;
  }
  return std::nullopt;
}
inline std::optional<double> mean_of(const analysis::Measured& measured, const std::string& measure,
                                     const std::string& scope = "all") {
  return value_of(measured, measure, scope);
}

}  // namespace outpost::tests
