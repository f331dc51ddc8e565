#include <catch2/catch.hpp>

#include "sim/city/city.hpp"

using namespace outpost;

TEST_CASE("scattered places lie within their ground, differ by seed, and are the same for the same seed") {
  CitySpec spec;
  spec.kind = CityKind::points;
  spec.scattered = 500;
  spec.width = kilometres(4);
  spec.height = kilometres(1);
  const City city = city_of_points(spec);
  REQUIRE(city.buildings.size() == 500);
  double x = 0.0;
  for (const Building& building : city.buildings) {
    CHECK(building.at.x >= Length{});
    CHECK(building.at.x <= kilometres(4));
    CHECK(building.at.y >= Length{});
    CHECK(building.at.y <= kilometres(1));
    x += building.at.x.in_metres() / 500.0;
  }
  CHECK(x == Approx(2000.0).epsilon(0.13));  // five standard deviations
  CHECK(digest_of(city_of_points(spec)) == digest_of(city));
  spec.seed = 2;
  CHECK(digest_of(city_of_points(spec)) != digest_of(city));
}
