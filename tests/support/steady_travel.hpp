#pragma once

#include "sim/spec/scenario.hpp"

namespace outpost::test {

/// Round speeds, the same at every hour: 1 m/s on foot, 4 by e-bike, 10 by car, 15 with the siren, everywhere but that
/// cars have no business on a path; 20 and 30 on an arterial.
inline TravelSpec steady_travel() {
  TravelSpec travel;
  const std::array<double, way_count> speed{1.0, 4.0, 10.0, 15.0};
  for (std::size_t way = 0; way < way_count; ++way) {
    travel.base[way].fill(metres_per_second(speed[way]));
    travel.profile[way].fill(1000);
  }
  for (const Way way : {Way::car, Way::car_siren}) {
    auto& base = travel.base[static_cast<std::size_t>(way)];
    base[static_cast<std::size_t>(StreetClass::path)] = Speed{};
    base[static_cast<std::size_t>(StreetClass::arterial)] =
        metres_per_second(2.0 * speed[static_cast<std::size_t>(way)]);
  }
  return travel;
}

}  // namespace outpost::test
