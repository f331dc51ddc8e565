#include "sim/base/elementary.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "sim/base/require.hpp"
#include "tests/support/bits.hpp"

namespace outpost {
namespace {

constexpr int samples = 200'000;

/// Arguments to try; the standard fixes what this generator gives.
class Arguments {
 public:
  double uniform() { return static_cast<double>(generator_() >> 11u) * 0x1p-53; }

 private:
  std::mt19937_64 generator_;
};

/// How far off, in units of the last place of the right answer.
double error_in_ulp(double answer, long double right) {
  const double size = std::fabs(static_cast<double>(right));
  const double ulp = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
  return static_cast<double>(std::fabs(static_cast<long double>(answer) - right) / static_cast<long double>(ulp));
}

/// The largest error of a function over arguments from `draw`, against the C library's long double.
template <class Ours, class Right, class Argument>
double largest_error(Ours ours, Right right, Argument argument) {
  double largest = 0.0;
  Arguments arguments;
  for (int i = 0; i < samples; ++i) {
    const double x = argument(arguments);
    largest = std::max(largest, error_in_ulp(ours(x), right(static_cast<long double>(x))));
  }
  return largest;
}

auto between(double low, double high) {
  return [low, high](Arguments& arguments) { return low + (high - low) * arguments.uniform(); };
}

/// 2^exponent with either sign, exponent evenly from low to high.
auto sized(double low, double high) {
  return [low, high](Arguments& arguments) {
    const double sign = arguments.uniform() < 0.5 ? 1.0 : -1.0;
    return sign * std::exp2(low + (high - low) * arguments.uniform());
  };
}

long double right_log(long double x) {
  return std::log(x);
}
long double right_exp(long double x) {
  return std::exp(x);
}
long double right_sin(long double x) {
  return std::sin(x);
}
long double right_cos(long double x) {
  return std::cos(x);
}
long double right_atan(long double x) {
  return std::atan(x);
}

}  // namespace

TEST_CASE("the logarithm is right to one unit in the last place, from the smallest to the largest number") {
  const auto size = [](Arguments& arguments) { return std::exp2(-1070.0 + 2090.0 * arguments.uniform()); };
  const auto near_one = [](Arguments& arguments) { return 1.0 + 0.25 * sized(-50.0, 0.0)(arguments); };
  CHECK(largest_error(elementary::log, right_log, size) < 1.0);
  CHECK(largest_error(elementary::log, right_log, between(0.4, 2.5)) < 1.0);
  CHECK(largest_error(elementary::log, right_log, near_one) < 1.0);
  CHECK(elementary::log(1.0) == 0.0);
  CHECK(elementary::log(std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
}

TEST_CASE("the exponential is right to one unit in the last place, and runs over to infinity and under to zero") {
  CHECK(largest_error(elementary::exp, right_exp, between(-745.0, 709.7)) < 1.0);
  CHECK(largest_error(elementary::exp, right_exp, sized(-60.0, 0.0)) < 1.0);
  CHECK(elementary::exp(0.0) == 1.0);
  CHECK(elementary::exp(709.78) < std::numeric_limits<double>::infinity());
  CHECK(elementary::exp(709.79) == std::numeric_limits<double>::infinity());
  CHECK(elementary::exp(1e300) == std::numeric_limits<double>::infinity());
  CHECK(elementary::exp(-745.0) > 0.0);
  CHECK(elementary::exp(-745.2) == 0.0);
  CHECK(elementary::exp(-1e300) == 0.0);
}

TEST_CASE("sine and cosine are right to one unit in the last place up to 1e5") {
  for (const double range : {0.8, 7.0, 1e3, 1e5}) {
    CAPTURE(range);
    CHECK(largest_error(elementary::sin, right_sin, between(-range, range)) < 1.0);
    CHECK(largest_error(elementary::cos, right_cos, between(-range, range)) < 1.0);
  }
  CHECK(elementary::sin(0.0) == 0.0);
  CHECK(elementary::cos(0.0) == 1.0);
}

TEST_CASE("sine and cosine stay right beside their zeros, where the argument's reduction loses most") {
  double largest = 0.0;
  for (int quarter = 1; quarter <= 63'660; ++quarter) {
    const double x = quarter * (elementary::pi / 2);
    for (const double beside : {std::nextafter(x, 0.0), x, std::nextafter(x, 1e9)}) {
      largest = std::max(largest, error_in_ulp(elementary::sin(beside), right_sin(beside)));
      largest = std::max(largest, error_in_ulp(elementary::cos(beside), right_cos(beside)));
    }
  }
  CHECK(largest < 1.0);
}

TEST_CASE("the arc tangent is right to two units in the last place") {
  CHECK(largest_error(elementary::atan, right_atan, between(-4.0, 4.0)) < 2.0);
  CHECK(largest_error(elementary::atan, right_atan, sized(-60.0, 60.0)) < 2.0);
  CHECK(elementary::atan(std::numeric_limits<double>::infinity()) == elementary::pi / 2);
}

TEST_CASE("the direction of a point is right in every quadrant and on the axes") {
  Arguments arguments;
  double largest = 0.0;
  for (int i = 0; i < samples; ++i) {
    const double y = sized(-10.0, 10.0)(arguments);
    const double x = sized(-10.0, 10.0)(arguments);
    largest = std::max(largest, error_in_ulp(elementary::atan2(y, x), std::atan2(static_cast<long double>(y), x)));
  }
  CHECK(largest < 2.0);
  CHECK(elementary::atan2(0.0, 0.0) == 0.0);
  CHECK(elementary::atan2(0.0, 2.0) == 0.0);
  CHECK(elementary::atan2(0.0, -2.0) == elementary::pi);
  CHECK(elementary::atan2(-0.0, -2.0) == elementary::pi);
  CHECK(elementary::atan2(3.0, 0.0) == elementary::pi / 2);
  CHECK(elementary::atan2(-3.0, 0.0) == -elementary::pi / 2);
}

TEST_CASE(
    "a power is right to one unit in the last place, also where small errors of the logarithm would be magnified") {
  Arguments arguments;
  double largest = 0.0;
  const auto measure = [&](double x, double y) {
    const long double right = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    largest = std::max(largest, error_in_ulp(elementary::pow(x, y), right));
  };
  for (int i = 0; i < samples; ++i) {
    const double x = std::exp2(sized(-3.0, 5.8)(arguments));
    const double y = between(-17.0, 17.0)(arguments);
    measure(x, y);
    const double near_one = 1.0 + 1e-8 * arguments.uniform();
    const double large = between(-5e10, 5e10)(arguments);
    measure(near_one, large);
  }
  CHECK(largest < 1.0);
  CHECK(elementary::pow(7.5, 0.0) == 1.0);
  CHECK(elementary::pow(1.0, 1e300) == 1.0);
  CHECK(elementary::pow(2.0, 10.0) == 1024.0);
  CHECK(elementary::pow(2.0, 1e300) == std::numeric_limits<double>::infinity());
  CHECK(elementary::pow(2.0, -1e300) == 0.0);
}

TEST_CASE("elementary functions give the same bits with every compiler and on every machine") {
  CHECK(tests::bits(elementary::log(0.1)) == 0xC0026BB1BBB55515u);
  CHECK(tests::bits(elementary::log(3.0)) == 0x3FF193EA7AAD030Au);
  CHECK(tests::bits(elementary::log(1e-310)) == 0xC0864E69394D9508u);
  CHECK(tests::bits(elementary::exp(1.0)) == 0x4005BF0A8B14576Au);
  CHECK(tests::bits(elementary::exp(-0.3)) == 0x3FE7B4C869C37C05u);
  CHECK(tests::bits(elementary::exp(700.5)) == 0x7F18625C7D4F56C2u);
  CHECK(tests::bits(elementary::sin(1.0)) == 0x3FEAED548F090CEEu);
  CHECK(tests::bits(elementary::sin(99999.0)) == 0x3FEB8727670DD450u);
  CHECK(tests::bits(elementary::cos(2.0)) == 0xBFDAA22657537205u);
  CHECK(tests::bits(elementary::cos(-31.7)) == 0x3FEEB7ADCDB49303u);
  CHECK(tests::bits(elementary::atan(0.3)) == 0x3FD2A73A661EAF06u);
  CHECK(tests::bits(elementary::atan(-7.0)) == 0xBFF6DCC57BB565FDu);
  CHECK(tests::bits(elementary::atan2(-1.0, -3.0)) == 0xC0068F095FDF593Cu);
  CHECK(tests::bits(elementary::pow(1.1, 100.0)) == 0x40CAEA4E6126BB95u);
  CHECK(tests::bits(elementary::pow(0.2, -3.7)) == 0x40781A56B045ADF4u);
}

TEST_CASE("an argument outside a function's range breaks an invariant") {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const double endless = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(elementary::log(0.0), BrokenInvariant);
  CHECK_THROWS_AS(elementary::log(-1.0), BrokenInvariant);
  CHECK_THROWS_AS(elementary::log(nothing), BrokenInvariant);
  CHECK_THROWS_AS(elementary::exp(nothing), BrokenInvariant);
  CHECK_THROWS_AS(elementary::sin(1.0001e5), BrokenInvariant);
  CHECK_THROWS_AS(elementary::cos(nothing), BrokenInvariant);
  CHECK_THROWS_AS(elementary::atan(nothing), BrokenInvariant);
  CHECK_THROWS_AS(elementary::atan2(endless, 1.0), BrokenInvariant);
  CHECK_THROWS_AS(elementary::pow(0.0, 1.0), BrokenInvariant);
  CHECK_THROWS_AS(elementary::pow(2.0, endless), BrokenInvariant);
}

}  // namespace outpost
