#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::small_town;

TEST_CASE("an urban community is a police area of its own, villages share one") {
  const auto town = small_town();
  CHECK(town->places.areas.size() == 4);
  for (const PoliceArea& area : town->places.areas) {
    const bool urban = town->city.communities[area.communities.front()].kind == CommunityKind::urban;
    CHECK(area.communities.size() == (urban ? 1u : 2u));
  }
}
