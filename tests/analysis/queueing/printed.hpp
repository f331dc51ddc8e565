#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

namespace outpost::analysis {

/// Whether a value is what a table prints: within one unit of the last printed digit.
inline bool is_printed(double value, double printed, int decimals) {
  return std::fabs(value - printed) <= std::pow(10.0, -decimals) * 1.0000001;
}

/// Two routes of ours to one number.
inline bool agree(double one, double other, double relative = 1e-9) {
  return std::fabs(one - other) <= relative * std::max(std::fabs(one), std::fabs(other));
}

}  // namespace outpost::analysis
