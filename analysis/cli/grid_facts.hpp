#pragma once

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

/// The measures of docs/measures.md on grid plans, rounds among them: those are found for some grids, spread evenly
/// over the plan, where there are many.
std::vector<GridFact> grid_facts(const Setting& setting);

/// Why grids hold more or fewer households than the target, in a sentence; empty where they hold about as many.
std::string gap_to_target(const Setting& setting, const std::vector<GridFact>& facts);

}  // namespace outpost::cli
