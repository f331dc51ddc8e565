#include "analysis/queueing/correction_factors.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/queueing/erlang.hpp"

namespace outpost::analysis {
namespace {

/// Chances of 0 to `units` busy units up to a factor, the greatest of them 1.
std::vector<double> busy_weights(std::size_t units, double load) {
  const auto mode = std::min(units, static_cast<std::size_t>(load));
  std::vector<double> weights(units + 1, 0.0);
  weights[mode] = 1.0;
  for (std::size_t j = mode; j > 0; --j) weights[j - 1] = weights[j] * static_cast<double>(j) / load;
  for (std::size_t j = mode; j < units; ++j) weights[j + 1] = weights[j] * load / static_cast<double>(j + 1);
  return weights;
}

/// `chances` of 0 to N busy; `use` is rho. Term j of Q(k) is the chance that j units are busy, the first k among them
/// and the next not, over rho^k (1 - rho); from k to k + 1 it changes by (j - k) / ((N - k - 1) rho).
std::vector<double> factors(const std::vector<double>& chances, double use) {
  const std::size_t units = chances.size() - 1;
  const double n = static_cast<double>(units);
  std::vector<double> terms(units);
  for (std::size_t j = 0; j < units; ++j) terms[j] = chances[j] * (n - static_cast<double>(j)) / n / (1.0 - use);
  std::vector<double> q;
  constexpr double huge = 1e100;
  for (std::size_t k = 0; k < units; ++k) {
    double sum = 0.0;
    for (std::size_t j = k; j < units; ++j) sum += terms[j];
    if (!(sum < huge)) break;
    q.push_back(sum);
    if (k + 1 == units) break;
    const double left = (n - static_cast<double>(k) - 1.0) * use;
    for (std::size_t j = k; j < units; ++j) terms[j] *= static_cast<double>(j - k) / left;
  }
  return q;
}

}  // namespace

CorrectionFactors line_factors(std::size_t units, double utilisation) {
  const double load = utilisation * static_cast<double>(units);
  CorrectionFactors found;
  found.all_busy = erlang_c(static_cast<std::int64_t>(units), load);
  std::vector<double> chances = busy_weights(units, load);
  double below = 0.0;
  for (std::size_t j = 0; j < units; ++j) below += chances[j];
  for (std::size_t j = 0; j < units; ++j) chances[j] *= (1.0 - found.all_busy) / below;
  found.all_free = chances.front();
  found.q = factors(chances, utilisation);
  return found;
}

CorrectionFactors loss_factors(std::size_t units, double utilisation) {
  const double load = utilisation * static_cast<double>(units);
  CorrectionFactors found;
  std::vector<double> chances = busy_weights(units, load);
  double all = 0.0;
  for (const double weight : chances) all += weight;
  for (double& chance : chances) chance /= all;
  found.all_free = chances.front();
  found.all_busy = chances.back();
  found.q = factors(chances, utilisation * (1.0 - found.all_busy));
  return found;
}

}  // namespace outpost::analysis
