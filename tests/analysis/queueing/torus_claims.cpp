#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/queueing/distance_law.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/queueing/torus_distance.hpp"

using namespace outpost::analysis;

TEST_CASE("one unit on a torus is half a side away, a quarter along each axis") {
  CHECK(nearest_on_torus(10.0, 1) == Approx(5.0).epsilon(1e-12));
}

TEST_CASE("the nearest of two on a torus agrees with the integral by hand") {
  // Side 1: of (1 - 2 r^2)^2 up to 1/2, and of (2 s^2)^2 beyond.
  const double near = 0.5 - 4.0 / 3.0 * 0.125 + 4.0 / 5.0 * std::pow(0.5, 5);
  const double far = 4.0 / 5.0 * std::pow(0.5, 5);
  CHECK(nearest_on_torus(1.0, 2) == Approx(near + far).epsilon(1e-12));
}

TEST_CASE("with many units the torus follows the square-root law of a random field") {
  // A known number of units is more even than a random one: by 3 / (8 n) in the first order.
  for (const std::int64_t units : {100, 1000, 10000}) {
    const auto n = static_cast<double>(units);
    const double field = nearest_distance(PlaneMetric::rectilinear, n / 100.0);
    CHECK(nearest_on_torus(10.0, units) / field == Approx(1.0 - 3.0 / (8.0 * n)).margin(0.2 / (n * n)));
  }
}

TEST_CASE("a torus without units or without a side has no answer") {
  CHECK_THROWS_AS(nearest_on_torus(10.0, 0), ModelError);
  CHECK_THROWS_AS(nearest_on_torus(0.0, 3), ModelError);
  CHECK_THROWS_AS(nearest_on_torus(std::nan(""), 3), ModelError);
}
