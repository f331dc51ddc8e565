#pragma once

#include <cstdint>

namespace outpost::analysis {

/// Mean distance, along x and along y, from a random point to the nearest of so many points that are thrown evenly on a
/// square whose opposite edges touch: the square-root law for a number of units that is known, without borders. Within
/// r of a point lie 2 r^2 up to half the side and side^2 - 2 (side - r)^2 up to the side, and the mean is the integral
/// of the chance that nobody is so near. In the unit of `side`. Throws ModelError for no units or a side that is none.
double nearest_on_torus(double side, std::int64_t units);

}  // namespace outpost::analysis
