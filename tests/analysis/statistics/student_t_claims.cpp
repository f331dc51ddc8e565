#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/statistics/student_t.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("points of Student's t agree with printed tables to the last digit") {
  // t_{.975}, published and recomputed; the printed numbers have six decimals.
  const double table[][2] = {{1, 12.706205}, {2, 4.302653},  {4, 2.776445},  {5, 2.570582},
                             {9, 2.262157},  {10, 2.228139}, {19, 2.093024}, {29, 2.045230},
                             {30, 2.042272}, {60, 2.000298}, {99, 1.984217}, {1000, 1.962339}};
  for (const auto& [degrees, point] : table) {
    CAPTURE(degrees);
    CHECK(std::fabs(student_t_quantile(0.975, degrees) - point) < 5.1e-7);
    CHECK(std::fabs(student_t_factor(0.95, degrees) - point) < 5.1e-7);
    CHECK(student_t_quantile(0.025, degrees) == Approx(-point).margin(5.1e-7));
  }
}

TEST_CASE("points of Student's t agree with the closed forms for one and two degrees of freedom") {
  for (const double p : {0.5001, 0.6, 0.9, 0.99, 0.999999, 1 - 1e-9}) {
    CAPTURE(p);
    CHECK(student_t_quantile(p, 1) == Approx(std::tan(3.14159265358979323846 * (p - 0.5))).epsilon(1e-6));
    CHECK(student_t_quantile(p, 2) == Approx((2 * p - 1) / std::sqrt(2 * p * (1 - p))).epsilon(1e-9));
  }
}

TEST_CASE("points of the normal law agree with printed tables") {
  CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-12));
  CHECK(normal_quantile(0.995) == Approx(2.575829303548901).epsilon(1e-12));
  CHECK(normal_quantile(0.9) == Approx(1.2815515655446004).epsilon(1e-12));
  CHECK(normal_quantile(1e-10) == Approx(-6.361340902404056).epsilon(1e-12));
  CHECK(normal_quantile(0.5) == 0.0);
}

TEST_CASE("the median of a symmetric law is exactly zero") {
  for (const double degrees : {1.0, 2.5, 18.0, 1e6}) CHECK(student_t_quantile(0.5, degrees) == 0.0);
}

TEST_CASE("the cumulative share of a point is the share that it was asked for") {
  for (const double degrees : {1.0, 1.5, 3.0, 17.3, 100.0, 5000.0}) {
    for (const double p : {1e-8, 0.001, 0.2, 0.49, 0.5, 0.7, 0.95, 0.9995}) {
      CAPTURE(degrees, p);
      CHECK(student_t_cumulative(student_t_quantile(p, degrees), degrees) == Approx(p).epsilon(1e-9));
    }
  }
  for (const double p : {1e-12, 0.01, 0.3, 0.8, 0.999}) {
    CHECK(normal_cumulative(normal_quantile(p)) == Approx(p).epsilon(1e-11));
  }
}

TEST_CASE("the two ways to a point meet where one takes over from the other") {
  for (const double level : {0.5, 0.95, 0.9999, 1 - 1e-9}) {
    const double by_beta = student_t_factor(level, 1e4);
    const double by_expansion = student_t_factor(level, 1e4 * (1 + 1e-12));
    CHECK(by_beta == Approx(by_expansion).epsilon(1e-10));
  }
}

TEST_CASE("Student's t tends to the normal law and never falls below it") {
  double before = student_t_factor(0.95, 1);
  for (const double degrees : {2.0, 3.5, 10.0, 100.0, 9999.0, 10001.0, 1e6, 1e12}) {
    const double point = student_t_factor(0.95, degrees);
    CHECK(point < before);
    CHECK(point >= normal_quantile(0.975) * (1 - 1e-12));
    before = point;
  }
  CHECK(before == Approx(normal_quantile(0.975)).epsilon(1e-11));
}

TEST_CASE("a point is refused where there is none") {
  CHECK_THROWS_AS(student_t_quantile(0.0, 5), BrokenInvariant);
  CHECK_THROWS_AS(student_t_quantile(1.0, 5), BrokenInvariant);
  CHECK_THROWS_AS(student_t_quantile(std::nan(""), 5), BrokenInvariant);
  CHECK_THROWS_AS(student_t_quantile(0.9, 0.5), BrokenInvariant);
  CHECK_THROWS_AS(student_t_factor(1.0, 5), BrokenInvariant);
  CHECK_THROWS_AS(normal_quantile(-0.1), BrokenInvariant);
}

}  // namespace
}  // namespace outpost::analysis
