#include "analysis/statistics/incomplete_beta.hpp"

#include <cmath>

#include "sim/base/require.hpp"

#include "sim/base/elementary.hpp"

namespace outpost::analysis {
namespace {

/// The continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8), evaluated by Lentz's method;
/// quick for x below (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  const auto apart_from_zero = [](double value) { return std::fabs(value) < tiny ? tiny : value; };
  double c = 1.0;
  double d = 1.0 / apart_from_zero(1.0 - (a + b) * x / (a + 1.0));
  double fraction = d;
  for (int m = 1; m < 100'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1.0 / apart_from_zero(1.0 + even * d);
    c = apart_from_zero(1.0 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1.0 / apart_from_zero(1.0 + odd * d);
    c = apart_from_zero(1.0 + odd / c);
    fraction *= d * c;
    if (std::fabs(d * c - 1.0) < 1e-15) return fraction;
  }
  break_invariant("the continued fraction of the incomplete beta function converges", __FILE__, __LINE__);
}

}  // namespace

double log_gamma(double x) {
  double below = 0.0;
  for (; x < 12.0; x += 1.0) below += std::log(x);
  const double inverse = 1.0 / x;
  const double square = inverse * inverse;
  const double series =
      inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
  return (x - 0.5) * std::log(x) - x + 0.5 * std::log(2 * elementary::pi) + series - below;
}

double incomplete_beta(double a, double b, double x, double one_less_x) {
  if (x <= 0.0) return 0.0;
  if (one_less_x <= 0.0) return 1.0;
  const double front =
      std::exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * std::log(x) + b * std::log(one_less_x));
  if (x < (a + 1.0) / (a + b + 2.0)) return front * beta_fraction(a, b, x) / a;
  return 1.0 - front * beta_fraction(b, a, one_less_x) / b;
}

double binomial_cumulative(std::int64_t k, std::int64_t n, double p) {
  require(n >= 0, "a number of trials is at least zero");
  require(p >= 0.0 && p <= 1.0, "a probability lies between 0 and 1");
  if (k < 0) return 0.0;
  if (k >= n) return 1.0;
  return incomplete_beta(static_cast<double>(n - k), static_cast<double>(k + 1), 1.0 - p, p);
}

}  // namespace outpost::analysis
