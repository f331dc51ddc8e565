#include "analysis/statistics/fieller.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/statistics/comparison.hpp"

namespace outpost::analysis {
namespace {

/// Whether a t test does not show that the mean of below - r above differs from zero.
bool is_possible(const std::vector<double>& above, const std::vector<double>& below, double r) {
  std::vector<std::optional<double>> zero(above.size(), 0.0);
  std::vector<std::optional<double>> rest;
  for (std::size_t i = 0; i < above.size(); ++i) rest.emplace_back(below[i] - r * above[i]);
  return *paired_difference(zero, rest, 0.95)->p_value >= 0.05;
}

const std::vector<double> above{4.1, 5.2, 3.9, 6.0, 4.8, 5.5};
const std::vector<double> below{9.0, 12.5, 8.0, 13.1, 9.9, 12.0};

TEST_CASE("Fieller's interval holds exactly the quotients that a t test does not rule out") {
  const auto found = fieller_quotient(above, below, 0.95);
  REQUIRE(found);
  CHECK(found->estimate == Approx(64.5 / 29.5));
  CHECK(found->low < found->estimate);
  CHECK(found->high > found->estimate);
  for (double r = found->estimate - 1.0; r < found->estimate + 1.0; r += 0.001) {
    if (std::fabs(r - found->low) < 0.002 || std::fabs(r - found->high) < 0.002) continue;
    REQUIRE(is_possible(above, below, r) == (r > found->low && r < found->high));
  }
}

TEST_CASE("where the lower mean has no error the quotient has that of the upper one") {
  const std::vector<double> twos(6, 2.0);
  const auto found = fieller_quotient(twos, below, 0.95);
  std::vector<std::optional<double>> zero(below.size(), 0.0);
  const std::vector<std::optional<double>> values{below.begin(), below.end()};
  const Interval mean = paired_difference(zero, values, 0.95)->interval;
  REQUIRE(found);
  CHECK(found->low == Approx((mean.estimate - *mean.half_width) / 2.0));
  CHECK(found->high == Approx((mean.estimate + *mean.half_width) / 2.0));
}

TEST_CASE("a quotient by something that is not clear of zero has no interval") {
  CHECK_FALSE(
      fieller_quotient(std::vector<double>{1.0, -1.2, 0.4, -0.1}, std::vector<double>{3.0, 3.1, 2.9, 3.0}, 0.95));
  CHECK_FALSE(fieller_quotient(std::vector<double>{0.0, 0.0}, std::vector<double>{3.0, 3.0}, 0.95));
  CHECK_FALSE(fieller_quotient(std::vector<double>{2.0}, std::vector<double>{3.0}, 0.95));
}

TEST_CASE("a quotient of means without error is exact") {
  const auto found = fieller_quotient(std::vector<double>{2.0, 2.0}, std::vector<double>{3.0, 3.0}, 0.95);
  REQUIRE(found);
  CHECK(found->low == Approx(1.5));
  CHECK(found->high == Approx(1.5));
}

}  // namespace
}  // namespace outpost::analysis
