#pragma once

#include <cstddef>

namespace outpost::analysis {

/// CPU seconds of one hold (docs/performance.md) on the program's queue with so many events pending, mean of a million.
double seconds_of_a_hold(std::size_t pending);

}  // namespace outpost::analysis
