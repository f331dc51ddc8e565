#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/statistics/comparison.hpp"
#include "sim/base/require.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

using Optionals = std::vector<std::optional<double>>;

const std::vector<double> x{10.2, 11.7, 9.8, 10.9, 12.1, 10.4, 11.2, 9.9, 10.7, 11.5};
const std::vector<double> y{9.6, 11.0, 9.5, 10.1, 11.6, 9.8, 10.9, 9.1, 10.4, 10.6};

Optionals optionals(const std::vector<double>& values) {
  return {values.begin(), values.end()};
}

std::optional<PairedDifference> paired(const std::vector<double>& from, const std::vector<double>& to) {
  return paired_difference(optionals(from), optionals(to), 0.95);
}

/// To the last digit of a figure printed with six decimals.
bool prints_as(double value, double printed) {
  return std::fabs(value - printed) < 5.1e-7;
}

TEST_CASE("the same days narrow the worked comparison from 0.733419 to 0.161022") {
  const auto pairs = paired(y, x);
  REQUIRE(pairs);
  CHECK(prints_as(pairs->interval.estimate, 0.580000));
  CHECK(prints_as(pairs->interval.half_width.value(), 0.161022));
  CHECK(pairs->interval.n == 10);
  const auto welch = welch_difference(y, x, 0.95);
  REQUIRE(welch);
  CHECK(prints_as(welch->interval.estimate, 0.580000));
  CHECK(prints_as(welch->interval.half_width.value(), 0.733419));
  CHECK(prints_as(welch->degrees, 18.000000));
  CHECK(prints_as(welch->t, 1.661443));
  // Both plans have a variance of 0.609333; that of the differences follows from the half-width, with t = 2.262157.
  const double of_differences = std::pow(0.161022 / 2.262157, 2) * 10;
  CHECK(pairs->variance_reduction.value() == Approx(2 * 0.609333 / of_differences).epsilon(1e-4));
}

TEST_CASE("a difference that the interval leaves out is called less likely than 5%, one within it more") {
  CHECK(paired(y, x)->p_value.value() < 0.05);
  // 2.262157 is the 97.5% point of t with 9 degrees: an estimate of one half-width has a p-value of 0.05.
  const auto pairs = paired(y, x);
  std::vector<double> moved = x;
  for (double& value : moved) value -= 0.58 - pairs->interval.half_width.value();
  CHECK(paired(y, moved)->p_value.value() == Approx(0.05).epsilon(1e-9));
}

TEST_CASE("plans that do the same differ by exactly zero, with an interval of exactly zero") {
  const auto same = paired(x, x);
  CHECK(same->interval.estimate == 0.0);
  CHECK(same->interval.half_width.value() == 0.0);
  CHECK(same->p_value.value() == 1.0);
  CHECK_FALSE(same->variance_reduction);
}

TEST_CASE("a difference that never varies is shown beyond doubt") {
  const auto pairs = paired({1.0, 2.0, 3.0}, {2.0, 3.0, 4.0});
  CHECK(pairs->interval.estimate == 1.0);
  CHECK(pairs->p_value.value() == 0.0);
  CHECK_FALSE(pairs->variance_reduction);
}

TEST_CASE("a replication that one plan has nothing to say in is no pair") {
  Optionals gaps = optionals(x);
  gaps[2].reset();
  Optionals others = optionals(y);
  others[5].reset();
  const auto pairs = paired_difference(gaps, others, 0.95);
  CHECK(pairs->interval.n == 8);
  CHECK(pairs->interval.left_out == 2);
  CHECK_FALSE(paired_difference(Optionals(3), Optionals(3), 0.95));
  const auto one = paired({1.0}, {4.0});
  CHECK(one->interval.estimate == 3.0);
  CHECK_FALSE(one->interval.half_width);
  CHECK_FALSE(one->p_value);
  CHECK_THROWS_AS(paired({1.0}, {1.0, 2.0}), BrokenInvariant);
}

TEST_CASE("a difference of pooled quantiles is centred on the pooled ones, as sectioning has it") {
  const auto pairs =
      paired_quantile_difference(10.0, 13.0, optionals({9.0, 11.0, 10.5}), optionals({11.0, 15.0, 12.5}), 0.95);
  // Differences 2, 4, 2 around 3: t with 2 degrees times sqrt(3 / (3 x 2)).
  CHECK(pairs->interval.estimate == 3.0);
  CHECK(pairs->interval.half_width.value() == Approx(4.302653 * std::sqrt(0.5)).epsilon(1e-6));
}

TEST_CASE("Welch's interval needs two values a side, and some spread") {
  CHECK_FALSE(welch_difference(std::vector<double>{1.0}, x, 0.95));
  CHECK_FALSE(welch_difference(std::vector<double>{1.0, 1.0}, std::vector<double>{2.0, 2.0}, 0.95));
  CHECK(welch_difference(std::vector<double>{1.0, 1.0}, std::vector<double>{2.0, 3.0}, 0.95)->degrees == Approx(1.0));
}

TEST_CASE("Holm's adjustment multiplies the least p-value by the size of the family, and never falls") {
  const std::vector<double> p{0.01, 0.04, 0.03, 0.005};
  const auto adjusted = holm_adjusted(p);
  CHECK(adjusted[3] == Approx(0.02));  // 4 x 0.005
  CHECK(adjusted[0] == Approx(0.03));  // 3 x 0.01
  CHECK(adjusted[2] == Approx(0.06));  // 2 x 0.03
  CHECK(adjusted[1] == Approx(0.06));  // 1 x 0.04, held at what came before
  CHECK(holm_adjusted(std::vector<double>{0.4, 0.7}) == std::vector<double>{0.8, 0.8});
  CHECK(holm_adjusted({}).empty());
}

TEST_CASE("Holm's adjustment calls at least one of ten plans that do nothing different in at most 5% of families") {
  int wrong = 0;
  constexpr int families = 2000;
  for (std::uint32_t family = 0; family < families; ++family) {
    Stream stream{{11, family}, Draw::verification, {1}};
    std::vector<double> p;
    for (int i = 0; i < 10; ++i) p.push_back(stream.uniform());
    for (const double adjusted : holm_adjusted(p)) {
      if (adjusted <= 0.05) {
        ++wrong;
        break;
      }
    }
  }
  CHECK(wrong <= 130);  // 100 expected, deviation 9.7
  CHECK(wrong >= 70);
}

}  // namespace
}  // namespace outpost::analysis
