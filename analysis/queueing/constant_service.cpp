#include "analysis/queueing/constant_service.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "analysis/queueing/checks.hpp"
#include "analysis/statistics/incomplete_beta.hpp"

namespace outpost::analysis {
namespace {

void check(std::int64_t servers, double load) {
  need_servers(servers);
  need_not_negative(load, "the offered load");
  need_stable(load, servers);
}

WaitingLine line_of(std::int64_t servers, double load, double waits, double mean_queue) {
  return {waits, load > 0.0 ? mean_queue / load : 0.0, mean_queue, load / static_cast<double>(servers)};
}

/// The root of z = w exp(r (z - 1)) within the unit circle. The right side draws together there, so a few steps of it
/// come close, and Newton's method ends the search.
std::complex<double> root_of(std::complex<double> w, double r) {
  std::complex<double> z = 0.0;
  for (int i = 0; i < 20; ++i) z = w * std::exp(r * (z - 1.0));
  for (int i = 0; i < 60; ++i) {
    const std::complex<double> image = w * std::exp(r * (z - 1.0));
    const std::complex<double> step = (z - image) / (1.0 - r * image);
    z -= step;
    if (std::abs(step) < 1e-16) break;
  }
  return z;
}

}  // namespace

WaitingLine constant_service_by_walk(std::int64_t servers, double load) {
  check(servers, load);
  if (load == 0.0) return {};
  const double c = static_cast<double>(servers);
  const double r = load / c;
  double mean_queue = 0.0;
  double crossings = 0.0;
  for (double n = 1.0;; n += 1.0) {
    const double mean = n * load;
    double at = n * c;
    double chance = std::exp(at * std::log(mean) - mean - log_gamma(at + 1.0));  // of exactly n c calls
    double reached = chance;
    double beyond = 0.0;
    for (double above = 1.0;; above += 1.0) {
      at += 1.0;
      chance *= mean / at;
      reached += chance;
      beyond += above * chance;
      if (above * chance <= 1e-18 * beyond * (1.0 - r) * (1.0 - r)) break;
    }
    mean_queue += beyond / n;
    crossings += reached / n;
    if (reached == 0.0) break;
    // What is left falls at least as quickly as the chance of n c calls does: (r e^(1-r))^c a step.
    const double ratio = std::exp(c * (std::log(r) + 1.0 - r));
    const double left = ratio / (1.0 - ratio);
    if (beyond * left <= 1e-17 * mean_queue && reached * left <= 1e-17 * crossings) break;
  }
  return line_of(servers, load, -std::expm1(-crossings), mean_queue);
}

WaitingLine constant_service_by_roots(std::int64_t servers, double load) {
  check(servers, load);
  if (load == 0.0) return {};
  const double c = static_cast<double>(servers);
  const double r = load / c;
  double sum = 0.0;          // of 1 / (1 - z)
  double log_product = 0.0;  // of 1 - z
  for (std::int64_t k = 1; 2 * k <= servers; ++k) {
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(k) / c;
    const bool is_real = 2 * k == servers;  // w = -1 has no partner
    const std::complex<double> w = is_real ? std::complex<double>{-1.0} : std::polar(1.0, angle);
    const std::complex<double> apart = 1.0 - root_of(w, r);
    sum += (is_real ? 1.0 : 2.0) * (1.0 / apart).real();
    log_product += (is_real ? 1.0 : 2.0) * std::log(std::abs(apart));
  }
  const double mean_queue = sum + (load * load - c * (c - 1.0)) / (2.0 * (c - load));
  const double waits = -std::expm1(std::log(c - load) - log_product);
  return line_of(servers, load, std::clamp(waits, 0.0, 1.0), std::max(0.0, mean_queue));
}

WaitingLine constant_service_line(std::int64_t servers, double load) {
  check(servers, load);
  if (load == 0.0) return {};
  const double r = load / static_cast<double>(servers);
  const double ratio = std::exp(static_cast<double>(servers) * (std::log(r) + 1.0 - r));
  return ratio < 0.95 ? constant_service_by_walk(servers, load) : constant_service_by_roots(servers, load);
}

}  // namespace outpost::analysis
