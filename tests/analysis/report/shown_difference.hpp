#pragma once

#include "analysis/statistics/comparison.hpp"

namespace outpost::tests {

/// Of 20 pairs, and surely not nothing.
inline analysis::PairedDifference difference(double estimate, double half_width) {
  return {.interval = {.estimate = estimate, .half_width = half_width, .n = 20}, .p_value = 0.001};
}

}  // namespace outpost::tests
