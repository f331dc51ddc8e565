#include <catch2/catch.hpp>

#include "analysis/location/location_models.hpp"
#include "sim/base/require.hpp"
#include "tests/analysis/location/enumeration.hpp"
#include "tests/analysis/location/instances.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

using Sites = std::vector<std::size_t>;

Approx close(double value) {
  return Approx(value).epsilon(1e-11).margin(1e-11);
}

}  // namespace

TEST_CASE("the p-median of ten points is the one that full enumeration found") {
  const std::vector<std::pair<double, Sites>> optima{{385, {4}}, {292, {0, 4}}, {216, {0, 4, 9}}, {166, {0, 4, 6, 9}}};
  for (std::size_t count = 1; count <= 4; ++count) {
    const LocationAnswer answer = p_median(ten_points, count);
    CHECK(answer.objective == optima[count - 1].first);
    CHECK(answer.sites == optima[count - 1].second);
    CHECK(answer.bound == answer.objective);
    CHECK(answer.optimal);
    CHECK(answer.gap() == 0.0);
  }
}

TEST_CASE("maximal covering of ten points covers what full enumeration found") {
  const std::vector<std::pair<double, std::vector<double>>> optima{
      {3.0, {21, 36, 47}}, {4.0, {45, 68, 78}}, {5.0, {59, 87, 87}}};
  for (const auto& [radius, covered] : optima) {
    for (std::size_t count = 1; count <= 3; ++count) {
      const LocationAnswer answer = maximal_covering(ten_points, count, radius);
      CHECK(answer.objective == covered[count - 1]);
      CHECK(answer.optimal);
    }
  }
}

TEST_CASE("expected covering of ten points is what full enumeration found, with several units at a site") {
  CHECK(expected_covering(ten_points, 2, 5.0, 0.3).objective == close(64.05));
  CHECK(expected_covering(ten_points, 3, 5.0, 0.3).objective == close(74.235));
  const LocationAnswer four = expected_covering(ten_points, 4, 5.0, 0.3);
  CHECK(four.objective == close(80.3985));
  CHECK(four.sites == Sites{1, 1, 7, 7});
  CHECK(expected_covering(ten_points, 2, 5.0, 0.5).objective == close(47.75));
  CHECK(expected_covering(ten_points, 3, 5.0, 0.5).objective == close(60.375));
  CHECK(expected_covering(ten_points, 4, 5.0, 0.5).objective == close(68.3125));
}

TEST_CASE("every model agrees with plain enumeration on random instances") {
  for (std::uint32_t number = 0; number < 40; ++number) {
    const LocationInstance instance = random_instance(number, 18, 12, number % 2 == 0);
    const double radius = 2.0 + 0.1 * number;
    for (const std::size_t count : {1u, 2u, 4u, 11u, 12u}) {
      INFO("instance " << number << ", " << count << " sites");
      const Enumerated best = enumerated(instance, count, radius);
      const LocationAnswer median = p_median(instance, count);
      CHECK(median.objective == close(best.median));
      CHECK(median.objective == close(median_of(instance, median.sites)));
      const LocationAnswer center = p_center(instance, count);
      CHECK(center.objective == best.radius);
      CHECK(center.objective == radius_of(instance, center.sites));
      const LocationAnswer covering = maximal_covering(instance, count, radius);
      CHECK(covering.objective == close(best.covered));
      CHECK(covering.objective == close(covered_by(instance, covering.sites, radius, 0.0)));
      for (const LocationAnswer& answer : {median, center, covering}) {
        CHECK(answer.optimal);
        CHECK(answer.sites.size() == count);
        CHECK(std::is_sorted(answer.sites.begin(), answer.sites.end()));
        CHECK(std::adjacent_find(answer.sites.begin(), answer.sites.end()) == answer.sites.end());
      }
    }
    for (const std::size_t count : {1u, 3u, 5u}) {
      const LocationAnswer expected = expected_covering(instance, count, radius, 0.35);
      CHECK(expected.objective == close(enumerated_expected(instance, count, radius, 0.35)));
      CHECK(expected.objective == close(covered_by(instance, expected.sites, radius, 0.35)));
      CHECK(expected.optimal);
    }
  }
}

TEST_CASE("no bound is better than the optimum, however early the search ends") {
  const LocationEffort little{1e-9};
  bool one_was_open = false;
  for (std::uint32_t number = 100; number < 130; ++number) {
    const LocationInstance instance = random_instance(number, 40, 16, false);
    const Enumerated best = enumerated(instance, 5, 2.0);
    const LocationAnswer median = p_median(instance, 5, little);
    CHECK(median.bound <= best.median * (1.0 + 1e-12));
    CHECK(median.objective >= best.median * (1.0 - 1e-12));
    const LocationAnswer center = p_center(instance, 5, little);
    CHECK(center.bound <= best.radius);
    CHECK(center.objective >= best.radius);
    const LocationAnswer covering = maximal_covering(instance, 5, 2.0, little);
    CHECK(covering.bound >= best.covered * (1.0 - 1e-12));
    CHECK(covering.objective <= best.covered * (1.0 + 1e-12));
    for (const LocationAnswer& answer : {median, center, covering}) {
      CHECK(answer.optimal == (answer.gap() == 0.0));
      one_was_open = one_was_open || !answer.optimal;
    }
  }
  CHECK(one_was_open);
}

TEST_CASE("a search that is cut short still comes within three percent of the optimum") {
  for (std::uint32_t number = 200; number < 215; ++number) {
    const LocationInstance instance = random_instance(number, 120, 60, false);
    const LocationAnswer exact = p_median(instance, 6);
    REQUIRE(exact.optimal);
    CHECK(p_median(instance, 6, {1e-9}).objective <= exact.objective * 1.03);
    const LocationAnswer covering = maximal_covering(instance, 6, 1.5);
    REQUIRE(covering.optimal);
    CHECK(maximal_covering(instance, 6, 1.5, {1e-9}).objective >= covering.objective * 0.97);
  }
}

TEST_CASE("one site more never makes anything worse") {
  for (std::uint32_t number = 300; number < 305; ++number) {
    const LocationInstance instance = random_instance(number, 40, 20, false);
    for (std::size_t count = 1; count < 20; ++count) {
      CHECK(p_median(instance, count + 1).objective <= p_median(instance, count).objective * (1.0 + 1e-12));
      CHECK(p_center(instance, count + 1).objective <= p_center(instance, count).objective);
      CHECK(maximal_covering(instance, count + 1, 2.0).objective >=
            maximal_covering(instance, count, 2.0).objective - 1e-9);
    }
  }
}

TEST_CASE("a longer radius never covers less, and units that are busier never more") {
  const LocationInstance instance = random_instance(310, 40, 20, false);
  for (double radius = 0.0; radius < 8.0; radius += 0.5) {
    CHECK(maximal_covering(instance, 3, radius + 0.5).objective >= maximal_covering(instance, 3, radius).objective);
  }
  for (double busy = 0.0; busy < 0.85; busy += 0.1) {
    CHECK(expected_covering(instance, 4, 2.0, busy + 0.1).objective <=
          expected_covering(instance, 4, 2.0, busy).objective + 1e-9);
  }
}

TEST_CASE("units that are never busy cover as sites do") {
  for (std::uint32_t number = 320; number < 340; ++number) {
    const LocationInstance instance = random_instance(number, 30, 15, number % 2 == 0);
    const LocationAnswer expected = expected_covering(instance, 4, 2.5, 0.0);
    const LocationAnswer covering = maximal_covering(instance, 4, 2.5);
    CHECK(expected.objective == covering.objective);
    CHECK(expected.sites == covering.sites);
  }
}

TEST_CASE("the radius of the p-center covers everybody, and a shorter one does not") {
  for (std::uint32_t number = 340; number < 350; ++number) {
    LocationInstance instance = random_instance(number, 50, 25, false);
    const double radius = p_center(instance, 4).objective;
    std::fill(instance.weights.begin(), instance.weights.end(), 1.0);
    CHECK(maximal_covering(instance, 4, radius).objective == 50.0);
    CHECK(maximal_covering(instance, 4, std::nextafter(radius, 0.0)).objective < 50.0);
  }
}

TEST_CASE("scaling weights and distances scales the p-median and leaves its sites") {
  LocationInstance instance = random_instance(350, 40, 20, false);
  const LocationAnswer before = p_median(instance, 4);
  for (double& weight : instance.weights) weight *= 8.0;
  for (double& distance : instance.distances) distance *= 0.25;
  const LocationAnswer after = p_median(instance, 4);
  CHECK(after.objective == 2.0 * before.objective);
  CHECK(after.sites == before.sites);
}

TEST_CASE("among equal choices the earlier rows stand in the answer") {
  LocationInstance instance = random_instance(360, 30, 10, true);
  LocationInstance twice;  // every site there a second time, after all of the first
  twice.sites = 20;
  twice.weights = instance.weights;
  for (std::size_t demand = 0; demand < 30; ++demand) {
    for (std::size_t site = 0; site < 20; ++site) twice.distances.push_back(instance.distance(demand, site % 10));
  }
  for (const LocationAnswer& answer : {p_median(twice, 3), p_center(twice, 3), maximal_covering(twice, 3, 3.0),
                                       expected_covering(twice, 3, 3.0, 0.4)}) {
    CHECK(answer.sites.back() < 10);
  }
}

TEST_CASE("demand that nobody reaches is covered by nobody, and any sites will do") {
  const LocationAnswer answer = maximal_covering(random_instance(370, 20, 8, false), 3, 0.0);
  CHECK(answer.objective == 0.0);
  CHECK(answer.sites == Sites{0, 1, 2});
  CHECK(answer.optimal);
}

TEST_CASE("demand without weight pulls no site, but the p-center reaches it") {
  const LocationInstance instance = instance_of({{0, 0, 5}, {1, 0, 5}, {100, 0, 0}});
  CHECK(p_median(instance, 1).objective == 5.0);
  CHECK(p_median(instance, 2).objective == 0.0);
  CHECK(p_center(instance, 2).objective == 1.0);
}

TEST_CASE("more units than sites share them") {
  const LocationInstance one = instance_of({{0, 0, 10}});
  const LocationAnswer answer = expected_covering(one, 5, 0.0, 0.5);
  CHECK(answer.sites == Sites{0, 0, 0, 0, 0});
  CHECK(answer.objective == 10.0 * (1.0 - 0.03125));
  CHECK(expected_covering(one, 5, 0.0, 0.0).objective == 10.0);
}

TEST_CASE("location models refuse what is no instance") {
  LocationInstance instance = ten_points;
  CHECK_THROWS_AS(p_median(instance, 0), BrokenInvariant);
  CHECK_THROWS_AS(p_median(instance, 11), BrokenInvariant);
  CHECK_THROWS_AS(expected_covering(instance, 2, 5.0, 1.0), BrokenInvariant);
  instance.weights[3] = std::nan("");
  CHECK_THROWS_AS(p_center(instance, 2), BrokenInvariant);
  instance.weights[3] = -1.0;
  CHECK_THROWS_AS(maximal_covering(instance, 2, 5.0), BrokenInvariant);
  CHECK_THROWS_AS(p_median(LocationInstance{}, 1), BrokenInvariant);
}
