#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/stream.hpp"
#include "sim/city/divisions.hpp"
#include "sim/city/plane.hpp"

namespace outpost {

/// The outline of a place of that size, with a point every `spacing` metres: a
/// prefecture lies between a great river in the south and the sea in the east,
/// whatever is smaller is round.
Polygon outline_of(DivisionLevel level, double square_metres, double spacing, Stream& stream);

/// Where a county lies inside its prefecture's outline, both from 0 to 1, east
/// and north; none: not known.
std::optional<Point> place_of_county(std::uint64_t code);
/// Square metres; none: not known.
std::optional<double> area_of_county(std::uint64_t code);

/// The sea and the great river beside a prefecture's outline, as rings; nothing
/// beside smaller places.
std::vector<Polygon> waters_beside(DivisionLevel level, const Polygon& outline);

/// The means and spreads of a polygon's ground: what turns a place in the unit
/// disc into one inside it.
class Frame {
 public:
  explicit Frame(const Polygon& polygon);
  Point place(double radius, double angle) const;
  Point middle() const { return middle_; }

 private:
  Point middle_{};
  double east_ = 0.0;
  double slant_ = 0.0;
  double north_ = 0.0;
};

}  // namespace outpost
