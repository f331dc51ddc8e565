#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/read/findings.hpp"
#include "scenarios/read/toml_source.hpp"

namespace outpost::scenarios {

/// A value as a scenario would write it, for labels and messages: 12, 300 households, ["grid_day", "grid_late"]. Text
/// alone stands without its quotes.
std::string value_text(const TomlNode& node);

/// A value that is a number, with or without a unit.
struct NumberWithUnit {
  double value = 0.0;
  std::string digits{};  // as written
  bool whole = false;
  std::string unit{};  // what stands behind the number: "households"; empty where nothing does
};
/// None of a value that is no number, such as a list.
std::optional<NumberWithUnit> number_of(const TomlNode& node);

/// Every value from the first of `range` to its second, `step` apart: numbers, or text with one unit. Notes what is
/// wrong, and then gives none.
std::vector<TomlNode> range_values(const TomlNode& range, const TomlNode* step, const std::string& file,
                                   Findings& findings);

/// A field of a table of points as the value that a scenario would have: a number, a list in square brackets, else
/// text. Throws ScenarioError where a list is not TOML.
TomlNode value_of_field(const std::string& text, const SourcePosition& at);

/// A table that holds the value under a key such as "staff.crew_110.heads", put beside what the table holds already.
void put_value(TomlNode& table, std::string_view key, const TomlNode& value);

}  // namespace outpost::scenarios
