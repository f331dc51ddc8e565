#include "analysis/queueing/delay_probability.hpp"

#include <cmath>
#include <limits>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

/// e^a a^-f times the upper incomplete gamma function at (f, a): by Lentz's continued fraction.
double tail_by_fraction(double f, double a) {
  constexpr double tiny = 1e-300;
  double b = a + 1.0 - f;
  double c = 1.0 / tiny;
  double d = 1.0 / b;
  double value = d;
  for (int i = 1; i < 1000; ++i) {
    const double numerator = -i * (i - f);
    b += 2.0;
    d = numerator * d + b;
    d = 1.0 / (std::abs(d) < tiny ? tiny : d);
    c = b + numerator / c;
    c = std::abs(c) < tiny ? tiny : c;
    value *= c * d;
    if (std::abs(c * d - 1.0) < 1e-16) break;
  }
  return value;
}

/// 1 / B(f, a) for f in [0, 1): 1 + f e^a a^-f Gamma(f, a), where small loads take the series of the lower function.
double reciprocal_loss(double f, double a) {
  if (f == 0.0) return 1.0;
  if (a >= 1.0) return 1.0 + f * tail_by_fraction(f, a);
  double term = 1.0;  // (-a)^n / n!
  double sum = 1.0;   // f * gamma(f, a) * a^-f
  for (int n = 1; n < 100 && std::abs(term) > 1e-18; ++n) {
    term *= -a / n;
    sum += f * term / (f + n);
  }
  return 1.0 + std::exp(a) * (std::tgamma(1.0 + f) * std::pow(a, -f) - sum);
}

}  // namespace

double delay_probability(double servers, double load) {
  require(load >= 0.0 && servers > load && std::isfinite(servers), "servers on hand are more than the load");
  if (load == 0.0) return 0.0;
  const double whole = std::floor(servers);
  const double part = servers - whole;
  double loss = 1.0 / reciprocal_loss(part, load);
  for (double count = part + 1.0; count < servers + 0.5; count += 1.0) loss = load * loss / (count + load * loss);
  return servers * loss / (servers - load * (1.0 - loss));
}

}  // namespace outpost::analysis
