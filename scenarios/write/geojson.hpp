#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/base/units.hpp"

namespace outpost::scenarios {

/// Totals over fewer residents are withheld from every export: a house with two households is nearly a row for each of
/// them.
inline constexpr std::size_t fewest_residents = 20;

/// In quotes, as JSON wants it.
std::string json_text(std::string_view text);
/// "[1200.000,-300.500]": metres east and north of the origin.
std::string coordinates_text(Position at);

}  // namespace outpost::scenarios
