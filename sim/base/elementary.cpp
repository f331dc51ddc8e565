#include "sim/base/elementary.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/base/require.hpp"

namespace outpost::elementary {
namespace {

// Every function reduces its argument to a short interval and sums the Taylor series there: the coefficients are plain
// fractions that a reader can check, and two or three more terms than a fitted polynomial cost less than they explain.
// Constants that are split into parts have trailing zero bits, so that their product with a small integer is exact.

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double ln2_high = 0x1.62e42fee00000p-1;  // 32 bits of ln 2; times an exponent it is exact
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double pi_low = 0x1.1a62633145c07p-53;  // what `pi` lacks

/// c[0] + c[1] x + c[2] x^2 + ..., innermost first.
template <std::size_t size>
double polynomial(double x, const double (&coefficients)[size]) {
  double sum = coefficients[size - 1];
  for (std::size_t i = size - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

std::int64_t nearest_integer(double x) {
  return static_cast<std::int64_t>(x < 0.0 ? x - 0.5 : x + 0.5);
}

/// 2^exponent, for exponents of normal numbers.
double power_of_two(std::int64_t exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52u);
}

/// high + low, where low is at most half a unit in the last place of high.
struct Pair {
  double high = 0.0;
  double low = 0.0;
};

/// a + b without an error (Knuth).
Pair exact_sum(double a, double b) {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a * b without an error (Dekker); |a| and |b| below 1e290.
Pair exact_product(double a, double b) {
  constexpr double splitter = 134217729.0;  // 2^27 + 1
  const double a_shift = splitter * a;
  const double a_high = a_shift - (a_shift - a);
  const double a_low = a - a_high;
  const double b_shift = splitter * b;
  const double b_high = b_shift - (b_shift - b);
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)};
}

/// x = factor * 2^exponent with factor in [sqrt(1/2), sqrt(2)).
struct Parts {
  double factor = 1.0;
  double exponent = 0.0;
};

Parts split(double x) {
  double exponent = 0.0;
  if (x < std::numeric_limits<double>::min()) {  // below the normal numbers the exponent's bits say nothing
    x *= 0x1p54;
    exponent = -54.0;
  }
  constexpr std::uint64_t root_of_half = 0x3FE6A09E667F3BCDu;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::int64_t shift = static_cast<std::int64_t>(bits - root_of_half) >> 52;
  return {std::bit_cast<double>(bits - (static_cast<std::uint64_t>(shift) << 52u)),
          exponent + static_cast<double>(shift)};
}

// log(factor) = 2 atanh(s), s = (factor - 1) / (factor + 1), |s| < 0.172; these are the coefficients of s^2, s^4, ...
// over 2s, so that the first left out is 2e-18 of the sum.
constexpr double atanh_terms[] = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11,
                                  2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};

/// The logarithm to about 65 bits, which pow needs: an error in y log(x) is multiplied by up to 709.
Pair accurate_log(double x) {
  const auto [factor, exponent] = split(x);
  const Pair divisor = exact_sum(factor, 1.0);
  const double f = factor - 1.0;
  const double s = f / divisor.high;
  const Pair back = exact_product(s, divisor.high);
  const double s_low = (((f - back.high) - back.low) - s * divisor.low) / divisor.high;

  Pair square = exact_product(s, s);
  square.low += 2.0 * s * s_low;
  constexpr double two_thirds_low = 0x1.5555555555555p-55;
  Pair term = exact_product(square.high, atanh_terms[0]);
  term.low += square.low * atanh_terms[0] + square.high * two_thirds_low;
  constexpr double later_terms[] = {2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11, 2.0 / 13,
                                    2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21};
  const Pair terms = exact_sum(term.high, square.high * square.high * polynomial(square.high, later_terms));
  const Pair cubic = exact_product(s, terms.high);

  const Pair whole = exact_sum(exponent * ln2_high, 2.0 * s);
  const Pair with_cubic = exact_sum(whole.high, cubic.high);
  const double low = whole.low + with_cubic.low + 2.0 * s_low + cubic.low + s * (terms.low + term.low) +
                     s_low * terms.high + exponent * ln2_low;
  return exact_sum(with_cubic.high, low);
}

/// exp(high + low); low is far smaller than high.
double exp_of(double high, double low) {
  if (high > 710.0) return infinity;
  if (high < -746.0) return 0.0;
  constexpr double per_ln2 = 1.4426950408889634;
  const std::int64_t exponent = nearest_integer(high * per_ln2);
  const double count = static_cast<double>(exponent);
  const double kept = high - count * ln2_high;  // exact
  const double lost = count * ln2_low - low;
  const double r = kept - lost;  // |r| below 0.347
  // exp(r) = 1 + r + r^2 (1/2! + r/3! + ... + r^12/14!); the first term left out is 1e-19.
  constexpr double terms[] = {
      1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,          1.0 / 5040,         1.0 / 40320,
      1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0, 1.0 / 87178291200.0};
  const double sum = 1.0 + (kept + (r * r * polynomial(r, terms) - lost));
  // In two steps, because 2^exponent itself may lie outside the normal numbers; only the last step can round.
  const std::int64_t half = exponent / 2;
  return sum * power_of_two(half) * power_of_two(exponent - half);
}

/// x less the nearest multiple of pi/2, to about 100 bits, and the quarter turn that this was.
struct Turned {
  Pair rest;
  unsigned quarter = 0;
};

Turned turn_back(double x) {
  require(std::fabs(x) <= 1e5, "sine and cosine are asked for angles of at most 1e5");
  constexpr double half_pi[] = {0x1.921fb54400000p+0, 0x1.0b4611a600000p-34, 0x1.3198a2e000000p-69,
                                0x1.b839a252049c1p-104};
  constexpr double per_half_pi = 0.63661977236758134;
  const std::int64_t quarters = nearest_integer(x * per_half_pi);
  const double count = static_cast<double>(quarters);
  const Pair second = exact_sum(x - count * half_pi[0], -(count * half_pi[1]));
  const Pair third = exact_sum(second.high, -(count * half_pi[2]));
  const Pair rest = exact_sum(third.high, (second.low + third.low) - count * half_pi[3]);
  return {rest, static_cast<unsigned>(quarters & 3)};
}

// Both for |angle| at most pi/4 and a little; the first term left out is below 3e-18 of the result.
double sin_near_zero(Pair angle) {
  constexpr double terms[] = {-1.0 / 6,
                              1.0 / 120,
                              -1.0 / 5040,
                              1.0 / 362880,
                              -1.0 / 39916800,
                              1.0 / 6227020800.0,
                              -1.0 / 1307674368000.0,
                              1.0 / 355687428096000.0};
  const double x = angle.high;
  const double square = x * x;
  return x + (x * square * polynomial(square, terms) + angle.low * (1.0 - 0.5 * square));
}

double cos_near_zero(Pair angle) {
  constexpr double terms[] = {1.0 / 24,
                              -1.0 / 720,
                              1.0 / 40320,
                              -1.0 / 3628800,
                              1.0 / 479001600,
                              -1.0 / 87178291200.0,
                              1.0 / 20922789888000.0,
                              -1.0 / 6402373705728000.0};
  const double x = angle.high;
  const double square = x * x;
  const double first = 1.0 - 0.5 * square;
  const double first_lost = (1.0 - first) - 0.5 * square;
  return first + (first_lost + (square * square * polynomial(square, terms) - x * angle.low));
}

/// atan(x) for x in [0, 1]: atan(e) of the nearest eighth e, and a series for the rest, |t| at most 1/16. Below 1/8 the
/// series alone, because there the rounding of t would be felt.
double atan_to_one(double x) {
  constexpr Pair eighths[] = {{0.0, 0.0},
                              {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59},
                              {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57},
                              {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56},
                              {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
                              {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58},
                              {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56},
                              {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56},
                              {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55}};
  constexpr double terms[] = {-1.0 / 3, 1.0 / 5,   -1.0 / 7, 1.0 / 9,  -1.0 / 11,
                              1.0 / 13, -1.0 / 15, 1.0 / 17, -1.0 / 19};
  const auto nearest = x < 0.125 ? std::size_t{0} : static_cast<std::size_t>(nearest_integer(x * 8.0));
  const double eighth = static_cast<double>(nearest) / 8.0;
  const double t = (x - eighth) / (1.0 + x * eighth);
  const double square = t * t;
  return eighths[nearest].high + (t + (t * square * polynomial(square, terms) + eighths[nearest].low));
}

}  // namespace

double log(double x) {
  require(x > 0.0, "a logarithm is taken of a number above zero");
  if (x == infinity) return infinity;
  const auto [factor, exponent] = split(x);
  const double f = factor - 1.0;  // exact
  const double s = f / (2.0 + f);
  const double square = s * s;
  const double half = 0.5 * f * f;
  // log(1 + f) = f - (f^2/2 - s (f^2/2 + terms)): the exact f carries the weight, so that s need not be exact.
  const double terms = square * polynomial(square, atanh_terms);
  return exponent * ln2_high + (f - (half - (s * (half + terms) + exponent * ln2_low)));
}

double exp(double x) {
  require(x == x, "an exponential is taken of a number");
  return exp_of(x, 0.0);
}

double sin(double x) {
  const auto [rest, quarter] = turn_back(x);
  const double value = quarter % 2 == 0 ? sin_near_zero(rest) : cos_near_zero(rest);
  return quarter < 2 ? value : -value;
}

double cos(double x) {
  const auto [rest, quarter] = turn_back(x);
  const double value = quarter % 2 == 0 ? cos_near_zero(rest) : sin_near_zero(rest);
  return quarter == 0 || quarter == 3 ? value : -value;
}

double atan(double x) {
  require(x == x, "an arc tangent is taken of a number");
  const double size = std::fabs(x);
  const double angle = size <= 1.0 ? atan_to_one(size) : 0.5 * pi - (atan_to_one(1.0 / size) - 0.5 * pi_low);
  return x < 0.0 ? -angle : angle;
}

double atan2(double y, double x) {
  require(std::fabs(x) < infinity && std::fabs(y) < infinity, "a direction has finite parts");
  if (x == 0.0 && y == 0.0) return 0.0;
  const double tangent = std::fabs(y) / std::fabs(x);  // infinite for x = 0, whose arc tangent is pi/2
  const double angle = atan(tangent);
  const double turned = x < 0.0 ? pi - (angle - pi_low) : angle;
  return y < 0.0 ? -turned : turned;
}

double pow(double x, double y) {
  require(x > 0.0 && x < infinity && std::fabs(y) < infinity,
          "a power has a finite base above zero and a finite exponent");
  const Pair logarithm = accurate_log(x);
  const double size = y * logarithm.high;
  if (size > 710.0) return infinity;
  if (size < -746.0) return 0.0;
  if (std::fabs(y) > 1e290 || size == 0.0) return 1.0;  // here x is 1, or y or the product vanishes
  const Pair product = exact_product(y, logarithm.high);
  return exp_of(product.high, product.low + y * logarithm.low);
}

}  // namespace outpost::elementary
