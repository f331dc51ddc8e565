#include "analysis/queueing/distance_law.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "analysis/queueing/checks.hpp"
#include "analysis/statistics/incomplete_beta.hpp"

namespace outpost::analysis {
namespace {

/// Area within distance d: this times d squared.
double area_factor(PlaneMetric metric) {
  return metric == PlaneMetric::straight ? std::numbers::pi : 2.0;
}

void check_units(double area, std::int64_t units, double busy) {
  need_positive(area, "the area");
  need_servers(units);
  need_not_negative(busy, "the mean number of busy units");
  if (busy < static_cast<double>(units)) return;
  throw ModelError(
      fmt::format("{:g} of {} units are busy on average: none is left to be near; write more units", busy, units));
}

}  // namespace

double nearest_distance(PlaneMetric metric, double density, std::int64_t k) {
  need_positive(density, "the density of units");
  if (k < 1) throw ModelError(fmt::format("the {}-th nearest is none; write a whole number from 1 on", k));
  const double rank = static_cast<double>(k);
  return std::exp(log_gamma(rank + 0.5) - log_gamma(rank)) / std::sqrt(area_factor(metric) * density);
}

double median_nearest_distance(PlaneMetric metric, double density) {
  need_positive(density, "the density of units");
  return std::sqrt(std::numbers::ln2 / (area_factor(metric) * density));
}

double lattice_distance(PlaneMetric metric, double density) {
  need_positive(density, "the density of units");
  if (metric == PlaneMetric::rectilinear) return std::numbers::sqrt2 / 3.0 / std::sqrt(density);
  // From the middle of a hexagon of area 1, twelve right triangles with the apothem a as one side, the distance is
  // (a / 3) (2 / sqrt 3 + sqrt 3 ln(3) / 2), a^2 = 1 / (2 sqrt 3).
  constexpr double root = std::numbers::sqrt3;
  const double apothem = std::sqrt(1.0 / (2.0 * root));
  return apothem / 3.0 * (2.0 / root + root * std::log(3.0) / 2.0) / std::sqrt(density);
}

double free_unit_distance(PlaneMetric metric, double area, std::int64_t units, double busy) {
  check_units(area, units, busy);
  return nearest_distance(metric, (static_cast<double>(units) - busy) / area);
}

double free_unit_distance_averaged(PlaneMetric metric, double area, std::int64_t units, double busy) {
  check_units(area, units, busy);
  double mean = 0.0;
  double all = 0.0;
  for (std::int64_t n = 0; n < units; ++n) {
    const double count = static_cast<double>(n);
    const double chance = busy > 0.0 ? std::exp(count * std::log(busy) - busy - log_gamma(count + 1.0)) : n == 0;
    mean += chance * nearest_distance(metric, (static_cast<double>(units) - count) / area);
    all += chance;
  }
  return mean / all;
}

double distance_within_square(PlaneMetric metric, double side) {
  need_positive(side, "the side of the square");
  if (metric == PlaneMetric::rectilinear) return 2.0 / 3.0 * side;
  constexpr double root = std::numbers::sqrt2;
  return (2.0 + root + 5.0 * std::log(1.0 + root)) / 15.0 * side;
}

double distance_from_middle_of_square(PlaneMetric metric, double side) {
  need_positive(side, "the side of the square");
  if (metric == PlaneMetric::rectilinear) return side / 2.0;
  constexpr double root = std::numbers::sqrt2;
  return (root + std::log(1.0 + root)) / 6.0 * side;
}

}  // namespace outpost::analysis
