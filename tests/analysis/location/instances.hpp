#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "analysis/location/location_instance.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {

struct WeightedPoint {
  double x = 0.0;
  double y = 0.0;
  double weight = 0.0;
};

/// Every point a demand point and a site; rectilinear.
inline LocationInstance instance_of(const std::vector<WeightedPoint>& points) {
  LocationInstance instance;
  instance.sites = points.size();
  for (const WeightedPoint& demand : points) {
    instance.weights.push_back(demand.weight);
    for (const WeightedPoint& site : points) {
      instance.distances.push_back(std::abs(demand.x - site.x) + std::abs(demand.y - site.y));
    }
  }
  return instance;
}

/// Ten points whose optima are known by full enumeration elsewhere.
inline const LocationInstance ten_points = instance_of({{1, 1, 12},
                                                        {2, 5, 7},
                                                        {3, 2, 9},
                                                        {4, 8, 4},
                                                        {5, 4, 15},
                                                        {6, 7, 6},
                                                        {7, 1, 10},
                                                        {8, 5, 8},
                                                        {9, 9, 5},
                                                        {10, 3, 11}});

/// Demand and sites anywhere in a square of 10 by 10; weights whole when `whole`, else of any size.
inline LocationInstance random_instance(std::uint32_t number, std::size_t demands, std::size_t sites, bool whole) {
  Stream stream{{7, number}, Draw::verification, {1}};
  const auto side = [&stream] { return 10.0 * stream.uniform(); };
  std::vector<WeightedPoint> places;
  for (std::size_t site = 0; site < sites; ++site) {
    const double x = side();
    const double y = side();
    places.push_back({x, y, 0.0});
  }
  LocationInstance instance;
  instance.sites = sites;
  for (std::size_t demand = 0; demand < demands; ++demand) {
    const double x = side();
    const double y = side();
    const double weight = 100.0 * stream.uniform();
    instance.weights.push_back(whole ? std::floor(weight) : weight);
    for (const WeightedPoint& site : places) {
      const double distance = std::abs(x - site.x) + std::abs(y - site.y);
      instance.distances.push_back(whole ? std::round(distance) : distance);
    }
  }
  return instance;
}

}  // namespace outpost::analysis
