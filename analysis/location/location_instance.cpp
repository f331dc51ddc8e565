#include "analysis/location/location_instance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/require.hpp"

namespace outpost::analysis {

double LocationInstance::total_weight() const {
  return std::accumulate(weights.begin(), weights.end(), 0.0);
}

void require_whole(const LocationInstance& instance) {
  const auto good = [](double value) { return std::isfinite(value) && value >= 0.0; };
  require(instance.sites > 0 && instance.demands() > 0, "a location instance has sites and demand");
  require(instance.distances.size() == instance.sites * instance.demands(), "every pair has its distance");
  require(std::all_of(instance.weights.begin(), instance.weights.end(), good), "weights are finite and at least 0");
  require(std::all_of(instance.distances.begin(), instance.distances.end(), good),
          "distances are finite and at least 0");
}

}  // namespace outpost::analysis
