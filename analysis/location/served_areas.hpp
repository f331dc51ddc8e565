#pragma once

#include <vector>

#include "analysis/location/location_instance.hpp"

namespace outpost::analysis {

/// What falls to one of the sites of an answer, when every demand point goes to its nearest (ties: the earlier site).
struct ServedArea {
  std::size_t site = 0;   // row
  std::size_t units = 1;  // of the answer, at this site
  std::size_t demands = 0;
  double weight = 0.0;
  double mean_distance = 0.0;  // over the weight; 0 where there is none
  double farthest = 0.0;
  double within = 0.0;  // weight within the radius of this site, whether nearest or not
};

/// One for each site, in the order of the answer. `sites` ascending rows, once for each unit.
std::vector<ServedArea> served_areas(const LocationInstance& instance, const std::vector<std::size_t>& sites,
                                     double radius);

}  // namespace outpost::analysis
