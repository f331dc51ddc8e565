#include <vector>

#include "analysis/queueing/distance_law.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/queueing/patrol.hpp"
#include "sim/base/stream.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

using enum PlaneMetric;

TEST_CASE("the distance to the k-th nearest of units at random is the printed one") {
  const std::vector<double> straight_ones{0.5, 0.75, 0.9375, 1.09375};
  const std::vector<double> street_ones{.626657, .939986, 1.174982, 1.370812};
  for (std::size_t k = 0; k < 4; ++k) {
    CHECK(is_printed(nearest_distance(straight, 1.0, static_cast<std::int64_t>(k + 1)), straight_ones[k], 6));
    CHECK(is_printed(nearest_distance(rectilinear, 1.0, static_cast<std::int64_t>(k + 1)), street_ones[k], 6));
  }
  CHECK(agree(nearest_distance(rectilinear, 4.0), nearest_distance(rectilinear, 1.0) / 2.0));
  CHECK(is_printed(median_nearest_distance(straight, 1.0), 0.469719, 6));
  CHECK(is_printed(lattice_distance(rectilinear, 1.0), 0.471405, 6));
  CHECK(is_printed(lattice_distance(straight, 1.0), 0.377196, 6));
}

TEST_CASE("of 50 units on 100 square kilometres with 20 busy the nearest free one is as far as printed") {
  CHECK(is_printed(free_unit_distance(rectilinear, 100, 50, 20), 1.144114, 6));
  CHECK(is_printed(free_unit_distance_averaged(rectilinear, 100, 50, 20), 1.154499, 6));
  CHECK(agree(free_unit_distance_averaged(straight, 100, 50, 0), free_unit_distance(straight, 100, 50, 0)));
}

TEST_CASE("distances in a square are the printed ones") {
  CHECK(is_printed(distance_within_square(straight, 1), 0.521405, 6));
  CHECK(is_printed(distance_within_square(rectilinear, 1), 0.666667, 6));
  CHECK(is_printed(distance_from_middle_of_square(straight, 1), 0.382598, 6));
  CHECK(is_printed(distance_from_middle_of_square(rectilinear, 2), 1.0, 6));
}

TEST_CASE("a hundred thousand places on a torus see the square-root law within 1%") {
  constexpr std::size_t units = 1000;
  constexpr std::size_t cells = 14;  // a side: units by cell, so that a place looks at few of them
  constexpr std::uint64_t fields = 50;
  constexpr int places = 2000;
  const auto cell_of = [](double x) { return std::min(cells - 1, static_cast<std::size_t>(x * cells)); };
  const auto around = [](double d) { return std::min(std::fabs(d), 1.0 - std::fabs(d)); };
  double sum = 0.0;
  for (std::uint64_t field = 1; field <= fields; ++field) {
    Stream stream{{1, 0}, Draw::verification, {field}};
    std::vector<std::vector<std::pair<double, double>>> homes(cells * cells);
    for (std::size_t i = 0; i < units; ++i) {
      const double x = stream.uniform();
      const double y = stream.uniform();
      homes[cell_of(x) * cells + cell_of(y)].emplace_back(x, y);
    }
    for (int i = 0; i < places; ++i) {
      const double x = stream.uniform();
      const double y = stream.uniform();
      double nearest = 1.0;
      for (std::size_t dx = cells - 2; dx <= cells + 2; ++dx) {
        for (std::size_t dy = cells - 2; dy <= cells + 2; ++dy) {
          for (const auto& [u, v] : homes[(cell_of(x) + dx) % cells * cells + (cell_of(y) + dy) % cells]) {
            nearest = std::min(nearest, around(u - x) + around(v - y));
          }
        }
      }
      sum += nearest / static_cast<double>(fields);
    }
  }
  CHECK(sum / places == Approx(nearest_distance(rectilinear, units)).epsilon(0.01));
}

TEST_CASE("random patrols pass a place as often as their way is of the streets") {
  const Patrol patrol{3, 15, 40};
  CHECK(agree(passings_per_hour(patrol), 3.0 * 15.0 / 40.0));
  CHECK(agree(passing_probability(patrol, 1.0 / 6.0), 1.0 - std::exp(-1.125 / 6.0)));
  CHECK(passing_probability({0, 15, 40}, 1.0) == 0.0);
}

TEST_CASE("distances that have no answer are refused") {
  CHECK_THROWS_WITH(free_unit_distance(straight, 10, 5, 5),
                    "5 of 5 units are busy on average: none is left to be near; write more units");
  CHECK_THROWS_AS(free_unit_distance(straight, -1, 5, 2), ModelError);
  CHECK_THROWS_AS(nearest_distance(straight, 0.0), ModelError);
  CHECK_THROWS_AS(nearest_distance(straight, 1.0, 0), ModelError);
  CHECK_THROWS_AS(passings_per_hour({1, -5, 10}), ModelError);
}

}  // namespace
}  // namespace outpost::analysis
