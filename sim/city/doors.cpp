#include "sim/city/doors.hpp"

namespace outpost {

Spot nearest_entrance(const City& city, const std::vector<BuildingId>& buildings, Position to) {
  require(!buildings.empty(), "a post needs a building to stand at");
  BuildingId best = buildings.front();
  for (const BuildingId building : buildings) {
    if (straight_distance(city.buildings[building].entrance.at, to) <
        straight_distance(city.buildings[best].entrance.at, to)) {
      best = building;
    }
  }
  return city.buildings[best].entrance;
}

Position middle_of(const City& city, const std::vector<BuildingId>& buildings) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  const auto count = static_cast<std::int64_t>(buildings.size());
  for (const BuildingId building : buildings) {
    x += city.buildings[building].at.x.in_millimetres() / count;
    y += city.buildings[building].at.y.in_millimetres() / count;
  }
  return {millimetres(x), millimetres(y)};
}

}  // namespace outpost
