#include "analysis/statistics/student_t.hpp"

#include <cmath>

#include "analysis/statistics/incomplete_beta.hpp"
#include "sim/base/require.hpp"

#include "sim/base/elementary.hpp"

namespace outpost::analysis {
namespace {

double normal_tail(double x) {
  return 0.5 * std::erfc(x / std::sqrt(2.0));
}

/// P(T > t) for t of at least 0.
double student_tail(double t, double degrees) {
  const double square = t * t;
  return 0.5 * incomplete_beta(degrees / 2.0, 0.5, degrees / (degrees + square), square / (degrees + square));
}

/// The x of at least 0 at which a falling tail probability reaches `target`, of at most 1/2. Newton's steps with the
/// density, halving the bracket wherever a step would leave it.
template <class Tail, class Density>
double point_of_tail(double target, Tail tail, Density density) {
  if (target >= 0.5) return 0.0;
  double low = 0.0;
  double high = 1.0;
  while (tail(high) > target) {
    low = high;
    high *= 2.0;
  }
  double x = 0.5 * (low + high);
  for (int step = 0; step < 200; ++step) {
    const double excess = tail(x) - target;
    (excess > 0.0 ? low : high) = x;
    double next = x + excess / density(x);
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (std::fabs(next - x) <= 1e-14 * x) return next;
    x = next;
  }
  return x;
}

double normal_point(double tail) {
  return point_of_tail(tail, normal_tail,
                       [](double x) { return std::exp(-0.5 * x * x) / std::sqrt(2 * elementary::pi); });
}

double student_point(double tail, double degrees) {
  if (degrees > 1e4) {
    // The expansion about the normal point (Abramowitz & Stegun 26.7.5); its next term is below 1e-12 here, while the
    // beta function loses digits as its arguments grow.
    const double z = normal_point(tail);
    const double square = z * z;
    const double first = (square + 1) * z / 4;
    const double second = ((5 * square + 16) * square + 3) * z / 96;
    const double third = (((3 * square + 19) * square + 17) * square - 15) * z / 384;
    return z + (first + (second + third / degrees) / degrees) / degrees;
  }
  const double log_scale =
      log_gamma((degrees + 1) / 2) - log_gamma(degrees / 2) - 0.5 * std::log(degrees * elementary::pi);
  return point_of_tail(
      tail, [degrees](double t) { return student_tail(t, degrees); },
      [degrees, log_scale](double t) {
        return std::exp(log_scale - 0.5 * (degrees + 1) * std::log1p(t * t / degrees));
      });
}

void require_probability(double p) {
  require(p > 0.0 && p < 1.0, "a probability with a point lies strictly between 0 and 1");
}

void require_degrees(double degrees) {
  require(degrees >= 1.0, "Student's t law has at least one degree of freedom");
}

}  // namespace

double normal_cumulative(double x) {
  return normal_tail(-x);
}

double normal_quantile(double p) {
  require_probability(p);
  return p < 0.5 ? -normal_point(p) : normal_point(1.0 - p);
}

double student_t_cumulative(double t, double degrees) {
  require_degrees(degrees);
  return t < 0.0 ? student_tail(-t, degrees) : 1.0 - student_tail(t, degrees);
}

double student_t_quantile(double p, double degrees) {
  require_probability(p);
  require_degrees(degrees);
  return p < 0.5 ? -student_point(p, degrees) : student_point(1.0 - p, degrees);
}

double student_t_factor(double level, double degrees) {
  require_probability(level);
  require_degrees(degrees);
  return student_point((1.0 - level) / 2.0, degrees);
}

}  // namespace outpost::analysis
