#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "sim/base/require.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

std::optional<Interval> interval_of(const std::vector<double>& values, double level = 0.95) {
  return t_interval(std::span<const double>{values}, level);
}

TEST_CASE("the interval of the worked comparison is the one worked out") {
  const auto x = interval_of({10.2, 11.7, 9.8, 10.9, 12.1, 10.4, 11.2, 9.9, 10.7, 11.5});
  REQUIRE(x);
  CHECK(x->estimate == Approx(10.84).epsilon(1e-12));
  CHECK(std::fabs(x->half_width.value() - 0.558406) < 5.1e-7);
  CHECK(x->n == 10);
  CHECK(x->level == 0.95);
  const auto y = interval_of({9.6, 11.0, 9.5, 10.1, 11.6, 9.8, 10.9, 9.1, 10.4, 10.6});
  CHECK(y->estimate == Approx(10.26).epsilon(1e-12));
  // The differences pair by pair: the same days make the interval far narrower than either.
  const auto difference = interval_of({0.6, 0.7, 0.3, 0.8, 0.5, 0.6, 0.3, 0.8, 0.3, 0.9});
  CHECK(difference->estimate == Approx(0.58).epsilon(1e-12));
  CHECK(std::fabs(difference->half_width.value() - 0.161022) < 5.1e-7);
}

TEST_CASE("one replication has a mean and no half-width") {
  const auto one = interval_of({7.5});
  REQUIRE(one);
  CHECK(one->estimate == 7.5);
  CHECK(one->n == 1);
  CHECK_FALSE(one->half_width);
}

TEST_CASE("no replication has no interval") {
  CHECK_FALSE(interval_of({}));
  const std::vector<std::optional<double>> silent(3);
  CHECK_FALSE(t_interval(std::span<const std::optional<double>>{silent}, 0.95));
}

TEST_CASE("equal values have an interval of no width") {
  CHECK(interval_of({0.1, 0.1, 0.1})->half_width == Approx(0.0).margin(1e-16));
}

TEST_CASE("a small spread on a large mean keeps its digits") {
  const auto interval = interval_of({1e9 + 1, 1e9 + 2, 1e9 + 3});
  CHECK(interval->half_width.value() == Approx(4.302652729911275 / std::sqrt(3.0)).epsilon(1e-9));
}

TEST_CASE("replications without data are left out of an interval and counted") {
  const std::vector<std::optional<double>> values{0.8, std::nullopt, 0.9, 1.0, std::nullopt};
  const auto interval = t_interval(std::span<const std::optional<double>>{values}, 0.95);
  REQUIRE(interval);
  CHECK(interval->estimate == Approx(0.9));
  CHECK(interval->n == 3);
  CHECK(interval->left_out == 2);
  CHECK(interval->half_width == interval_of({0.8, 0.9, 1.0})->half_width);
}

TEST_CASE("intervals of a family are each held to a stricter level") {
  CHECK(level_of_each(0.95, 1) == Approx(0.95));
  CHECK(level_of_each(0.99, 20) == Approx(0.9995));
  CHECK_THROWS_AS(level_of_each(0.95, 0), BrokenInvariant);
  CHECK_THROWS_AS(level_of_each(1.0, 3), BrokenInvariant);
  CHECK_THROWS_AS(interval_of({1.0, 2.0}, 95.0), BrokenInvariant);
}

TEST_CASE("95 of 100 intervals of normal replications hold the true mean") {
  constexpr int trials = 4000;
  int covered = 0;
  for (std::uint32_t trial = 0; trial < trials; ++trial) {
    Stream stream{{7, trial}, Draw::verification, {1}};
    std::vector<double> values(10);
    for (double& value : values) value = 3.0 + 2.0 * stream.normal();
    const auto interval = interval_of(values);
    if (std::fabs(interval->estimate - 3.0) <= *interval->half_width) ++covered;
  }
  // Binomial, standard deviation 0.0034: three of them to either side.
  CHECK(covered / double{trials} > 0.9397);
  CHECK(covered / double{trials} < 0.9603);
}

TEST_CASE("a family of intervals holds together as often as it says") {
  constexpr int trials = 2000;
  int all_covered = 0;
  for (std::uint32_t trial = 0; trial < trials; ++trial) {
    Stream stream{{8, trial}, Draw::verification, {2}};
    bool all = true;
    for (int member = 0; member < 10; ++member) {
      std::vector<double> values(8);
      for (double& value : values) value = stream.normal();
      const auto interval = interval_of(values, level_of_each(0.95, 10));
      all = all && std::fabs(interval->estimate) <= *interval->half_width;
    }
    if (all) ++all_covered;
  }
  // Independent members hold together with 0.995^10 = 0.9511; standard deviation 0.0048.
  CHECK(all_covered / double{trials} > 0.9366);
  CHECK(all_covered / double{trials} < 0.9657);
}

}  // namespace
}  // namespace outpost::analysis
