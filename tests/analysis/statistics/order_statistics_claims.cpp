#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "analysis/statistics/order_statistics.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("the order statistics that bound a quantile are those of the tables, with their exact coverage") {
  struct Row {
    std::int64_t n;
    double p;
    std::int64_t lower;
    std::int64_t upper;
    double coverage;
  };
  const std::vector<Row> table{{20, .5, 6, 15, 0.958611},       {50, .5, 18, 33, 0.967161},
                               {100, .5, 40, 61, 0.964800},     {100, .9, 84, 96, 0.955690},
                               {100, .95, 90, 100, 0.982607},   {200, .9, 171, 189, 0.966884},
                               {500, .95, 465, 485, 0.960499},  {1000, .9, 881, 919, 0.954907},
                               {1000, .95, 936, 964, 0.958095}, {1000, .99, 983, 997, 0.976095}};
  for (const Row& row : table) {
    CAPTURE(row.n, row.p);
    const QuantileRanks ranks = quantile_ranks(row.n, row.p, 0.95);
    CHECK(ranks.lower == row.lower);
    CHECK(ranks.upper == row.upper);
    CHECK(std::fabs(ranks.coverage - row.coverage) < 5.1e-7);
  }
}

TEST_CASE("where too few values bound a quantile the interval is open, and not ended by the greatest value") {
  const QuantileRanks ranks = quantile_ranks(59, 0.95, 0.95);
  CHECK(ranks.lower.has_value());
  CHECK_FALSE(ranks.upper.has_value());
  CHECK(ranks.coverage >= 0.95);
  const QuantileRanks few = quantile_ranks(3, 0.5, 0.95);
  CHECK_FALSE(few.lower.has_value());
  CHECK_FALSE(few.upper.has_value());
  CHECK(few.coverage == 1.0);
  CHECK_FALSE(quantile_ranks(0, 0.5, 0.95).upper.has_value());
}

TEST_CASE("the greatest of 29, 59 and 299 values bounds the quantiles 0.9, 0.95 and 0.99 from above") {
  CHECK(least_sample_for_maximum(0.9, 0.95) == 29);
  CHECK(least_sample_for_maximum(0.95, 0.95) == 59);
  CHECK(least_sample_for_maximum(0.99, 0.95) == 299);
}

TEST_CASE("an interval of order statistics is made of values of the sample") {
  std::vector<double> values(20);
  std::iota(values.rbegin(), values.rend(), 101.0);  // 120 down to 101
  const auto interval = order_statistic_interval(values, 0.5, 0.95);
  REQUIRE(interval);
  CHECK(interval->estimate == 110.0);
  CHECK(interval->lower == 106.0);
  CHECK(interval->upper == 115.0);
  CHECK(interval->n == 20);
  CHECK_FALSE(order_statistic_interval(std::vector<double>{}, 0.5, 0.95));
  CHECK_THROWS_AS(quantile_ranks(10, 1.0, 0.95), BrokenInvariant);
  CHECK_THROWS_AS(quantile_ranks(10, 0.5, 1.0), BrokenInvariant);
}

TEST_CASE("Wilson's interval of a chance stays within 0 and 1, also where nothing or everything came true") {
  // 8 of 10: centre (0.8 + 1.92073 / 10) / 1.384146, by hand.
  const auto eight = wilson_interval(8, 10, 0.95);
  REQUIRE(eight);
  CHECK(eight->estimate == 0.8);
  CHECK(eight->lower == Approx(0.490162).epsilon(1e-5));
  CHECK(eight->upper == Approx(0.943318).epsilon(1e-5));
  CHECK(wilson_interval(0, 10, 0.95)->lower == 0.0);
  CHECK(wilson_interval(0, 10, 0.95)->upper == Approx(0.277533).epsilon(1e-5));
  CHECK(wilson_interval(10, 10, 0.95)->upper == Approx(1.0).epsilon(1e-12));
  CHECK_FALSE(wilson_interval(0, 0, 0.95));
}

}  // namespace
}  // namespace outpost::analysis
