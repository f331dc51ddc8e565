#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"
#include "sim/city/city.hpp"

namespace outpost::scenarios {

/// A row of a division table, checked: its code has the length of its level, its parent has a row a level above.
struct DivisionRow {
  std::string code{};  // 6, 6, 9 and 12 digits by level
  DivisionLevel level = DivisionLevel::village;
  std::string parent{};
  std::string name{};
  std::string kind{};  // of a village: community (urban), village or other (rural)
  SourcePosition at{};
};

/// Reads a division table: CSV with the header code,level,parent,name,kind. `name` is the file's name in messages.
/// Throws ScenarioError with every fault.
std::vector<DivisionRow> read_division_rows(std::string_view text, const std::string& name);

/// The town with its villages and communities in order of code; none when the table has no such town, or none below it.
std::optional<DivisionTree> find_town(const std::vector<DivisionRow>& rows, const std::string& code);

/// Why find_town found nothing, with the nearest code that has a town.
std::string no_such_town(const std::vector<DivisionRow>& rows, const std::string& code);

/// All of the above for a file. Throws ScenarioError.
DivisionTree read_town(const std::filesystem::path& path, const std::string& code);

/// The rows of one town and what lies above it, as a table of its own, for scenarios that carry their town with them.
std::string town_table(const std::vector<DivisionRow>& rows, const std::string& code);

}  // namespace outpost::scenarios
