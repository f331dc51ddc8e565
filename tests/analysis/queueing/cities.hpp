#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/queueing/hypercube.hpp"

// The cities of the literature on the hypercube model; the first choice of a list stands first, units count from 0.
namespace outpost::analysis::cities {

inline Preference order(std::vector<std::uint32_t> units) {
  return {std::move(units), {}};
}

/// Three units in a city of four groups of atoms (Larson and Odoni, section 5.4).
inline Hypercube three_units(Line line, std::vector<double> service_rates = {1, 1, 1}) {
  Hypercube city;
  city.line = line;
  city.service_rates = std::move(service_rates);
  city.rates = {0.5, 0.25, 0.35, 0.4};
  city.preferences = {order({0, 1, 2}), order({0, 2, 1}), order({1, 0, 2}), order({2, 0, 1})};
  return city;
}

/// Units and atoms on a line, the nearest first, of equally near ones the lower number.
inline Hypercube linear(Line line, const std::vector<double>& units, const std::vector<double>& atoms, double rate) {
  Hypercube city;
  city.line = line;
  city.service_rates.assign(units.size(), 1.0);
  city.rates.assign(atoms.size(), rate);
  for (const double atom : atoms) {
    std::vector<std::pair<double, std::uint32_t>> distances;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      distances.emplace_back(std::abs(units[unit] - atom), static_cast<std::uint32_t>(unit));
    }
    std::sort(distances.begin(), distances.end());
    Preference& list = city.preferences.emplace_back();
    for (const auto& [distance, unit] : distances) list.units.push_back(unit);
  }
  return city;
}

/// begin, begin + step, ...: `count` of them.
inline std::vector<double> places(double begin, double step, std::size_t count) {
  std::vector<double> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(begin + step * static_cast<double>(i));
  return all;
}

/// Nine units among eighteen atoms of length 1 in a row, half busy.
inline Hypercube nine_units(Line line) {
  return linear(line, places(1.0, 2.0, 9), places(0.5, 1.0, 18), 0.25);
}

/// Five districts of length 1 in a row, each with a unit in the middle and two atoms.
inline Hypercube five_units(Line line, double utilisation) {
  return linear(line, places(0.5, 1.0, 5), places(0.25, 0.5, 10), 0.5 * utilisation);
}

}  // namespace outpost::analysis::cities
