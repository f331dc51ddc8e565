#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/queueing/hypercube.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis::cities {

struct RandomCity {
  std::size_t least_units = 4;
  std::size_t most_units = 10;
  double least_use = 0.2;
  double most_use = 0.8;
  bool has_equal_speeds = true;
};

/// Units and atoms thrown into a unit square, the nearest by streets first. The number decides everything: 3 atoms a
/// unit, exponential rates scaled to a utilisation between the bounds.
inline Hypercube random_city(std::uint32_t number, Line line, const RandomCity& kind = {}) {
  Stream stream{{number, 0}, Draw::verification, {1}};
  const auto between = [&stream](double low, double high) { return low + (high - low) * stream.uniform(); };
  const auto units =
      kind.least_units +
      static_cast<std::size_t>(stream.uniform() * static_cast<double>(kind.most_units - kind.least_units + 1));
  const double use = between(kind.least_use, kind.most_use);
  Hypercube city;
  city.line = line;
  std::vector<std::pair<double, double>> homes;
  for (std::size_t unit = 0; unit < units; ++unit) {
    const double x = stream.uniform();
    const double y = stream.uniform();
    homes.emplace_back(x, y);
    city.service_rates.push_back(kind.has_equal_speeds ? 1.0 : between(0.6, 1.6));
  }
  for (std::size_t atom = 0; atom < 3 * units; ++atom) {
    const double x = stream.uniform();
    const double y = stream.uniform();
    city.rates.push_back(stream.exponential());
    std::vector<std::pair<double, std::uint32_t>> distances;
    for (std::size_t unit = 0; unit < units; ++unit) {
      distances.emplace_back(std::fabs(homes[unit].first - x) + std::fabs(homes[unit].second - y),
                             static_cast<std::uint32_t>(unit));
    }
    std::sort(distances.begin(), distances.end());
    Preference& list = city.preferences.emplace_back();
    for (const auto& [distance, unit] : distances) list.units.push_back(unit);
  }
  const double factor = use * city.capacity() / city.calls();
  for (double& rate : city.rates) rate *= factor;
  return city;
}

}  // namespace outpost::analysis::cities
