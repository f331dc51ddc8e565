#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace outpost {

/// A community or village of the division table: code of 12 digits. `urban` follows the name and is only a hint.
struct Division {
  std::uint64_t code = 0;
  std::string name{};
  bool urban = true;
};

/// A town, street office or the like: code of 9 digits.
struct TownDivision {
  std::uint64_t code = 0;
  std::string name{};
  std::vector<Division> communities{};  // in order of code
};

/// A county-level unit: code of 6 digits.
struct CountyDivision {
  std::uint64_t code = 0;
  std::string name{};
  std::vector<TownDivision> towns{};  // in order of code
};

enum class DivisionLevel : std::uint8_t { prefecture, county, town, village };

/// Any subtree of the division table: what lies below `code`, and above it the one path that leads there. A single
/// village has one county, one town, one community.
struct DivisionTree {
  std::uint64_t code = 0;  // of the subtree's root: 6, 6, 9 or 12 digits by level
  std::string name{};
  DivisionLevel level = DivisionLevel::town;
  std::vector<CountyDivision> counties{};  // in order of code
};

}  // namespace outpost
