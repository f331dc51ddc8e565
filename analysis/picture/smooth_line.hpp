#pragma once

#include <vector>

#include "sim/base/units.hpp"

namespace outpost::analysis {

/// A line without the steps of the cells that it was traced on: points within `tolerance` metres of the line through
/// the others go (Douglas and Peucker 1973), then corners are cut off twice (Chaikin 1974), each by at most `reach`
/// metres. The ends, where lines meet, stay. Requires at least two points.
std::vector<Position> smoothed(const std::vector<Position>& line, double tolerance, double reach);

}  // namespace outpost::analysis
