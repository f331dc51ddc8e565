#include "analysis/statistics/fieller.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/statistics/student_t.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Covariance of the two means.
double covariance_of_means(std::span<const double> x, std::span<const double> y) {
  const double mean_x = mean_of(x);
  const double mean_y = mean_of(y);
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  const auto n = static_cast<double>(x.size());
  return sum / (n * (n - 1.0));
}

}  // namespace

std::optional<Quotient> fieller_quotient(std::span<const double> x, std::span<const double> y, double level) {
  require(x.size() == y.size(), "a quotient is of pairs");
  if (x.size() < 2) return std::nullopt;
  const double t = student_t_factor(level, static_cast<double>(x.size() - 1));
  const double mean_x = mean_of(x);
  const double mean_y = mean_of(y);
  // (mean y - r mean x)^2 <= t^2 var(mean y - r mean x) is a r^2 - 2 b r + c <= 0; between two roots where a > 0.
  const double a = mean_x * mean_x - t * t * covariance_of_means(x, x);
  const double b = mean_x * mean_y - t * t * covariance_of_means(x, y);
  const double c = mean_y * mean_y - t * t * covariance_of_means(y, y);
  if (!(a > 0.0)) return std::nullopt;
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  return Quotient{mean_y / mean_x, (b - root) / a, (b + root) / a};
}

}  // namespace outpost::analysis
