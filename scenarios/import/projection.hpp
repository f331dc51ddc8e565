#pragma once

#include <utility>

#include "sim/base/units.hpp"

namespace outpost::scenarios {

/// Local equirectangular projection: metres east and north of an origin on a sphere of the Earth's mean radius,
/// 6,371,008.8 m (IUGG). Lengths from east to west are off by (distance to the origin's parallel / radius) x
/// tan(latitude): at 47 degrees 0.2% at 12 km, 2.5% at 150 km; taking the ellipsoid for a sphere costs at most 0.6%.
/// Computed from
/// + - * / and our own cosine, so that a map imports alike on every machine.
class Projection {
 public:
  /// Degrees.
  Projection(double origin_latitude, double origin_longitude);
  Position of(double latitude, double longitude) const;
  /// Latitude and longitude of a place on the plane, for messages and exports.
  std::pair<double, double> back(Position position) const;

 private:
  double latitude_;
  double longitude_;
  double metres_per_degree_north_;
  double metres_per_degree_east_;
};

}  // namespace outpost::scenarios
