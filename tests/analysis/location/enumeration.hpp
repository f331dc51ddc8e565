#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "analysis/location/location_instance.hpp"

namespace outpost::analysis {

/// Every choice of sites, one after the other: the plain way that the models are held against.
inline void for_each_choice(std::size_t sites, std::size_t count, bool repeats,
                            const std::function<void(const std::vector<std::size_t>&)>& visit) {
  std::vector<std::size_t> chosen;
  const std::function<void(std::size_t)> extend = [&](std::size_t from) {
    if (chosen.size() == count) return visit(chosen);
    for (std::size_t site = from; site < sites; ++site) {
      chosen.push_back(site);
      extend(repeats ? site : site + 1);
      chosen.pop_back();
    }
  };
  extend(0);
}

inline double nearest_of(const LocationInstance& instance, std::size_t demand, const std::vector<std::size_t>& chosen) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const std::size_t site : chosen) nearest = std::min(nearest, instance.distance(demand, site));
  return nearest;
}

inline double median_of(const LocationInstance& instance, const std::vector<std::size_t>& chosen) {
  double sum = 0.0;
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    sum += instance.weights[demand] * nearest_of(instance, demand, chosen);
  }
  return sum;
}

inline double radius_of(const LocationInstance& instance, const std::vector<std::size_t>& chosen) {
  double most = 0.0;
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    most = std::max(most, nearest_of(instance, demand, chosen));
  }
  return most;
}

/// Weight that finds a free unit; with `busy` 0, weight within the radius.
inline double covered_by(const LocationInstance& instance, const std::vector<std::size_t>& chosen, double radius,
                         double busy) {
  double sum = 0.0;
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    double all_busy = 1.0;
    for (const std::size_t site : chosen) all_busy *= instance.distance(demand, site) <= radius ? busy : 1.0;
    sum += instance.weights[demand] * (1.0 - all_busy);
  }
  return sum;
}

struct Enumerated {
  double median = std::numeric_limits<double>::infinity();
  double radius = std::numeric_limits<double>::infinity();
  double covered = 0.0;
};
inline Enumerated enumerated(const LocationInstance& instance, std::size_t count, double radius) {
  Enumerated best;
  for_each_choice(instance.sites, count, false, [&](const std::vector<std::size_t>& chosen) {
    best.median = std::min(best.median, median_of(instance, chosen));
    best.radius = std::min(best.radius, radius_of(instance, chosen));
    best.covered = std::max(best.covered, covered_by(instance, chosen, radius, 0.0));
  });
  return best;
}
inline double enumerated_expected(const LocationInstance& instance, std::size_t count, double radius, double busy) {
  double best = 0.0;
  for_each_choice(instance.sites, count, true, [&](const std::vector<std::size_t>& chosen) {
    best = std::max(best, covered_by(instance, chosen, radius, busy));
  });
  return best;
}

}  // namespace outpost::analysis
