#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"

namespace outpost::scenarios {

/// A list of units as a hypercube file has it: each once, the first choice first. `ends` says where groups of equals
/// end; it is empty where no two units are equal.
struct UnitOrder {
  std::vector<std::uint32_t> units{};
  std::vector<std::uint32_t> ends{};
};

/// The values of a hypercube file (docs/queueing.md). Rates are per hour.
struct HypercubeFile {
  bool has_infinite_line = false;
  std::vector<double> service_rates{};  // by unit
  std::vector<double> rates{};          // by atom
  std::vector<UnitOrder> preferences{};
};

/// Reads a hypercube file; "nearest" is worked out here: rectilinear, of equally near units the lower first. Throws
/// ScenarioError: a fault of TOML alone, else every fault of meaning together. `path` is shown in messages as given.
HypercubeFile read_hypercube(const std::filesystem::path& path);
HypercubeFile read_hypercube_text(std::string_view text, const std::string& file);

}  // namespace outpost::scenarios
