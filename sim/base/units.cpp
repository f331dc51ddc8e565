#include "sim/base/units.hpp"

#include <cmath>

namespace outpost {

Duration travel_time(Length distance, Speed speed) {
  require(speed.in_metres_per_second() > 0.0, "a travel time needs a speed above zero");
  require(distance >= Length{}, "a travel time needs a distance of at least zero");
  // mm / (m/s) is ms. ceil and / are exact IEEE operations, so every machine rounds alike.
  const double exact = static_cast<double>(distance.in_millimetres()) / speed.in_metres_per_second();
  return Duration{static_cast<std::int64_t>(std::ceil(exact))};
}

Length straight_distance(Position a, Position b) {
  const double dx = static_cast<double>((a.x - b.x).in_millimetres());
  const double dy = static_cast<double>((a.y - b.y).in_millimetres());
  return millimetres(static_cast<std::int64_t>(std::sqrt(dx * dx + dy * dy) + 0.5));
}

Length rectilinear_distance(Position a, Position b) {
  const Length dx = a.x - b.x;
  const Length dy = a.y - b.y;
  return (dx < Length{} ? -dx : dx) + (dy < Length{} ? -dy : dy);
}

}  // namespace outpost
