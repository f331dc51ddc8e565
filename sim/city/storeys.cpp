#include "sim/city/storeys.hpp"

#include <algorithm>

namespace outpost {
namespace {

Duration passed(const StoreySpec& storeys, const Building& building, std::uint8_t storey, Share of_walking) {
  require(storey >= 1, "storeys are counted from 1, that of the entrance");
  const std::int64_t up = storey - 1;
  if (up == 0) return Duration{};
  const Speed speed = metres_per_second(storeys.walking.in_metres_per_second() * of_walking.value());
  const Duration stairs = travel_time(storeys.stairs * up, speed);
  return building.lift ? std::min(stairs, storeys.lift_wait + storeys.lift_storey * up) : stairs;
}

}  // namespace

Duration climb_to(const StoreySpec& storeys, const Building& building, std::uint8_t storey) {
  return passed(storeys, building, storey, storeys.climbing);
}

Duration descent_from(const StoreySpec& storeys, const Building& building, std::uint8_t storey) {
  return passed(storeys, building, storey, storeys.descending);
}

}  // namespace outpost
