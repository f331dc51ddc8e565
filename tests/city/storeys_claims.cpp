#include <catch2/catch.hpp>

#include "sim/city/storeys.hpp"

using namespace outpost;

TEST_CASE("the storey of the entrance is no climb, with a lift or without") {
  CHECK(climb_to({}, Building{.storeys = 6}, 1) == 0ms);
  CHECK(descent_from({}, Building{.storeys = 33, .lift = true}, 1) == 0ms);
  CHECK_THROWS_AS(climb_to({}, Building{.storeys = 6}, 0), BrokenInvariant);
}

TEST_CASE("stairs take their length at 0.35 of walking speed up and at half of it down, rounded up") {
  const Building walk_up{.storeys = 6};
  const StoreySpec storeys{.stairs = metres(6), .walking = metres_per_second(1.5)};
  CHECK(climb_to(storeys, walk_up, 2) == 11'429ms);  // 6 / 0.525 s
  CHECK(climb_to(storeys, walk_up, 6) == 57'143ms);
  CHECK(descent_from(storeys, walk_up, 6) == 40s);
}

TEST_CASE("a lift is taken where it is sooner than the stairs") {
  const Building tower{.storeys = 33, .lift = true};
  const StoreySpec storeys{.stairs = metres(6),
                           .walking = metres_per_second(1.0),
                           .climbing = share(0.5),
                           .descending = share(0.5),
                           .lift_wait = 30s,
                           .lift_storey = 2s};
  CHECK(climb_to(storeys, tower, 3) == 24s);   // 12 s a storey on the stairs
  CHECK(climb_to(storeys, tower, 4) == 36s);   // both take 36 s
  CHECK(climb_to(storeys, tower, 33) == 94s);  // 30 s and 32 storeys
  CHECK(descent_from(storeys, tower, 33) == 94s);
}
