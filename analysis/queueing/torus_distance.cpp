#include "analysis/queueing/torus_distance.hpp"

#include <cmath>

#include "analysis/queueing/checks.hpp"

namespace outpost::analysis {

double nearest_on_torus(double side, std::int64_t units) {
  need_servers(units);
  need_positive(side, "the side");
  const auto n = static_cast<double>(units);
  // Up to half the side: with r = side / sqrt(2) cos(t), (1 - 2 r^2 / side^2)^n = sin(t)^(2n), which is smooth, so that
  // Simpson's rule on a fine grid is as good as the numbers are.
  constexpr int panels = 4096;
  const double pi = std::acos(-1.0);
  const double from = pi / 4.0;
  const double step = (pi / 2.0 - from) / panels;
  double sum = 0.0;
  for (int i = 0; i <= panels; ++i) {
    const double t = from + step * i;
    const double weight = i == 0 || i == panels ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
    sum += weight * std::pow(std::sin(t), 2.0 * n + 1.0);
  }
  const double near = side / std::sqrt(2.0) * sum * step / 3.0;
  // Beyond: the integral of (2 s^2 / side^2)^n for s from 0 to half the side.
  const double far = side / 2.0 * std::pow(0.5, n) / (2.0 * n + 1.0);
  return near + far;
}

}  // namespace outpost::analysis
