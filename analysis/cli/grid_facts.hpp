#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::cli {

/// A measure of the grid plan: a key of the JSON object, what people read, and the unit.
struct GridFact {
  std::string key{};
  std::string meaning{};
  double value = 0.0;
  std::string unit{};
};

/// A grid outside the balance that whole buildings allow.
struct GridOutside {
  std::uint64_t code = 0;
  double of_mean = 0.0;  // households / mean of its community's grids
};

struct GridFacts {
  std::vector<GridFact> rows{};
  std::vector<GridOutside> outside{};  // in order of code
};

/// The measures of docs/measures.md on grid plans, rounds among them: those are found for some grids, spread evenly
/// over the plan, where there are many.
GridFacts grid_facts(const Setting& setting);

/// Which grids are outside, in a sentence; empty where none is.
std::string named(const std::vector<GridOutside>& outside);
/// A fact as a JSON number: whole where it counts something.
template <class Json>
Json json_of(double value, const std::string& unit) {
  const auto whole = static_cast<std::int64_t>(value);
  return unit.empty() && static_cast<double>(whole) == value ? Json(whole) : Json(value);
}
/// As rows of a JSON array.
template <class Json>
Json json_of(const std::vector<GridOutside>& outside) {
  Json rows = Json::array();
  for (const GridOutside& grid : outside) rows.push_back({{"code", grid.code}, {"of_mean", grid.of_mean}});
  return rows;
}

/// Why grids hold more or fewer households than the target, in a sentence; empty where they hold about as many.
std::string gap_to_target(const Setting& setting, const std::vector<GridFact>& facts);

}  // namespace outpost::cli
