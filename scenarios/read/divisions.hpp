#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"
#include "sim/city/city.hpp"

namespace outpost::scenarios {

/// A row of a division table, checked: its code has the length of its level and begins with its parent's, which has a
/// row one level above. (A prefecture's code, 320600, is its four digits and two zeros.)
struct DivisionRow {
  std::string code{};  // 6, 6, 9 and 12 digits by level
  DivisionLevel level = DivisionLevel::village;
  std::string parent{};
  std::string name{};
  std::string kind{};  // of a village: community (urban), village or other (rural)
  SourcePosition at{};
};

/// Reads a division table: CSV with the header code,level,parent,name,kind, in any order of rows. `name` is the file's
/// name in messages. Throws ScenarioError with every fault; a child of a row that has one is not blamed for it.
std::vector<DivisionRow> read_division_rows(std::string_view text, const std::string& name);

/// The subtree below a prefecture (4 digits, 3206, or 6, 320600), county (6), town (9) or village (12), everything in
/// order of code; towns without a village, and counties without such a town, are left out. None when the table has no
/// such row, or no village below it.
std::optional<DivisionTree> find_divisions(const std::vector<DivisionRow>& rows, const std::string& code);

/// Why find_divisions found nothing, with the nearest code of the table.
std::string no_such_division(const std::vector<DivisionRow>& rows, const std::string& code);

/// All of the above for a file. Throws ScenarioError.
DivisionTree read_divisions(const std::filesystem::path& path, const std::string& code);

/// The rows of a subtree and what lies above it, as a table of its own, for scenarios that carry their town with them.
std::string division_table(const std::vector<DivisionRow>& rows, const std::string& code);

}  // namespace outpost::scenarios
