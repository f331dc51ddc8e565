#include "analysis/statistics/ratio_interval.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/statistics/student_t.hpp"
#include "sim/base/stream.hpp"

using namespace outpost;
using namespace outpost::analysis;

TEST_CASE("with equal counts a ratio is the mean of the replications and has the t interval") {
  const std::vector<double> values{10.2, 11.7, 9.8, 10.9, 12.1, 10.4, 11.2, 9.9, 10.7, 11.5};
  std::vector<Sums> sums;
  for (const double value : values) sums.push_back({value * 4.0, 4.0});
  const auto ratio = ratio_interval(sums, 0.95);
  REQUIRE(ratio.has_value());
  CHECK(ratio->estimate == Approx(10.84).epsilon(1e-12));
  REQUIRE(ratio->half_width.has_value());
  CHECK(*ratio->half_width == Approx(0.558406).epsilon(1e-6));
  CHECK(ratio->n == 10);
}

TEST_CASE("a ratio weighs replications by their counts, and its interval follows the delta method") {
  const std::vector<Sums> sums{{2.0, 1.0}, {3.0, 3.0}, {7.0, 4.0}};
  const auto ratio = ratio_interval(sums, 0.9);
  REQUIRE(ratio.has_value());
  CHECK(ratio->estimate == 1.5);
  // Off the line through the origin by 0.5, -1.5 and 1: s^2 = (0.25 + 2.25 + 1) / 2.
  const double expected = student_t_factor(0.9, 2) * std::sqrt(1.75) / (std::sqrt(3.0) * 8.0 / 3.0);
  REQUIRE(ratio->half_width.has_value());
  CHECK(*ratio->half_width == Approx(expected).epsilon(1e-12));
}

TEST_CASE("nothing counted is no ratio, and one replication says nothing about its error") {
  CHECK_FALSE(ratio_interval(std::vector<Sums>{}, 0.95).has_value());
  CHECK_FALSE(ratio_interval(std::vector<Sums>{{0.0, 0.0}, {0.0, 0.0}}, 0.95).has_value());
  const auto one = ratio_interval(std::vector<Sums>{{3.0, 2.0}}, 0.95);
  REQUIRE(one.has_value());
  CHECK(one->estimate == 1.5);
  CHECK_FALSE(one->half_width.has_value());
}

TEST_CASE("95% ratio intervals cover a ratio of dependent sums in 93 to 97 of 100 cases") {
  // Batches of a random number of exponential values: the mean is 1 whatever the number.
  int covered = 0;
  constexpr std::uint32_t cases = 2000;
  for (std::uint32_t k = 0; k < cases; ++k) {
    Stream stream{{7, k}, Draw::verification, Owner{1}};
    std::vector<Sums> sums(24);
    for (Sums& batch : sums) {
      const std::uint64_t count = 1 + stream.poisson(20.0);
      batch.count = static_cast<double>(count);
      for (std::uint64_t i = 0; i < count; ++i) batch.sum += stream.exponential();
    }
    const auto ratio = ratio_interval(sums, 0.95);
    if (std::abs(ratio->estimate - 1.0) <= *ratio->half_width) ++covered;
  }
  CHECK(covered >= 0.93 * cases);
  CHECK(covered <= 0.97 * cases);
}
