#pragma once

#include <cstdint>

#include "sim/base/units.hpp"

namespace outpost::scenarios {

// What a map or a table of places may hold, whatever the form it comes in.

/// From the middle of the streets, east or north.
inline constexpr Length farthest_from_middle = kilometres(300);
/// Travel times are computed for streets below 2,147 km.
inline constexpr Length longest_street = kilometres(500);
/// Of one area, as of a whole city.
inline constexpr std::int64_t most_residents = 8'000'000;

}  // namespace outpost::scenarios
