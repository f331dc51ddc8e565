#pragma once

#include "sim/base/units.hpp"

namespace outpost::scenarios {

/// Local equirectangular projection: metres east and north of an origin on a sphere of the Earth's mean radius,
/// 6,371,008.8 m (IUGG). Within 250 km of the origin lengths are right to about 1%, within 25 km to 0.4% (the
/// ellipsoid's share). Computed from + - * / and our own cosine, so that a map imports alike on every machine.
class Projection {
 public:
  /// Degrees.
  Projection(double origin_latitude, double origin_longitude);
  Position of(double latitude, double longitude) const;

 private:
  double latitude_;
  double longitude_;
  double metres_per_degree_north_;
  double metres_per_degree_east_;
};

}  // namespace outpost::scenarios
