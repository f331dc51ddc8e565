#include "analysis/location/served_areas.hpp"

#include <algorithm>

namespace outpost::analysis {

std::vector<ServedArea> served_areas(const LocationInstance& instance, const std::vector<std::size_t>& sites,
                                     double radius) {
  std::vector<ServedArea> areas;
  for (const std::size_t site : sites) {
    if (!areas.empty() && areas.back().site == site) {
      ++areas.back().units;
    } else {
      areas.push_back({.site = site});
    }
  }
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    const double weight = instance.weights[demand];
    const auto nearest = std::min_element(areas.begin(), areas.end(), [&](const ServedArea& a, const ServedArea& b) {
      return instance.distance(demand, a.site) < instance.distance(demand, b.site);
    });
    const double distance = instance.distance(demand, nearest->site);
    ++nearest->demands;
    nearest->weight += weight;
    nearest->mean_distance += weight * distance;
    nearest->farthest = std::max(nearest->farthest, distance);
    for (ServedArea& area : areas) area.within += instance.distance(demand, area.site) <= radius ? weight : 0.0;
  }
  for (ServedArea& area : areas) area.mean_distance /= area.weight > 0.0 ? area.weight : 1.0;
  return areas;
}

}  // namespace outpost::analysis
