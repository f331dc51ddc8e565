#pragma once

#include <optional>

#include "sim/city/areas.hpp"

namespace outpost::scenarios {

/// Where a ring crosses itself or runs back along itself; none: it does not. Rings may touch themselves in single
/// points, as maps rounded to millimetres do.
std::optional<Position> self_crossing(const Border& ring);

/// A place where two areas overlap, and how far one reaches into the other there.
struct Overlap {
  Position at{};
  Length depth{};
};

/// The deepest place found where two areas overlap by more than `tolerance`: a corner or the middle of an edge of one
/// inside the other, an interior point of one inside the other, or two edges that cross. None: neighbours at most.
std::optional<Overlap> overlap_of(const MappedArea& a, const MappedArea& b, Length tolerance);

}  // namespace outpost::scenarios
