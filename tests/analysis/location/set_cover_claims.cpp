#include <catch2/catch.hpp>

#include "analysis/location/cover_proposal.hpp"
#include "analysis/location/set_cover.hpp"
#include "tests/analysis/location/enumeration.hpp"
#include "tests/analysis/location/instances.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

using Rows = std::vector<std::vector<std::uint32_t>>;

struct Covering {
  Rows reached_by{};
  Rows covers{};
};

Covering cover_of(const LocationInstance& instance, double radius) {
  Covering cover{Rows(instance.demands()), Rows(instance.sites)};
  for (std::uint32_t demand = 0; demand < instance.demands(); ++demand) {
    for (std::uint32_t site = 0; site < instance.sites; ++site) {
      if (instance.distance(demand, site) > radius) continue;
      cover.reached_by[demand].push_back(site);
      cover.covers[site].push_back(demand);
    }
  }
  return cover;
}

}  // namespace

TEST_CASE("whether a few sites cover everything agrees with trying all of them") {
  int yes = 0;
  for (std::uint32_t number = 0; number < 60; ++number) {
    const LocationInstance instance = random_instance(number, 30, 14, false);
    const double radius = 2.5 + 0.05 * number;
    const Covering cover = cover_of(instance, radius);
    for (std::size_t count = 1; count <= 6; ++count) {
      bool possible = false;
      for_each_choice(instance.sites, count, false, [&](const std::vector<std::size_t>& chosen) {
        possible = possible || radius_of(instance, chosen) <= radius;
      });
      SetCover search{instance.sites, cover.reached_by};
      CHECK(search.ask(count, 1e9) == (possible ? SetCover::Reply::yes : SetCover::Reply::no));
      if (!possible) continue;
      ++yes;
      CHECK(search.chosen().size() <= count);
      CHECK(radius_of(instance, search.chosen()) <= radius);
    }
  }
  CHECK(yes > 50);
}

TEST_CASE("a search for a cover that may do no work leaves the question open") {
  const LocationInstance instance = random_instance(3, 200, 60, false);
  const Covering cover = cover_of(instance, 1.6);
  SetCover search{instance.sites, cover.reached_by};
  CHECK(search.ask(14, 0.0) == SetCover::Reply::open);
}

TEST_CASE("a proposed cover covers, and none is proposed where a demand point has no site") {
  const LocationInstance instance = random_instance(5, 60, 40, false);
  const Covering cover = cover_of(instance, 4.0);
  CoverProposal proposal{cover.reached_by, cover.covers};
  const auto chosen = proposal.find(8, 10'000);
  REQUIRE(chosen.has_value());
  CHECK(chosen->size() == 8);
  CHECK(radius_of(instance, *chosen) <= 4.0);
  CHECK(proposal.find(8, 10'000) == chosen);
  const Rows nobody{{}, {0}};
  const Rows covers{{1}};
  CoverProposal hopeless{nobody, covers};
  CHECK_FALSE(hopeless.find(1, 100).has_value());
}
