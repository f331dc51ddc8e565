#include "scenarios/read/divisions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "scenarios/read/csv.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/tables.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::array<std::string_view, 5> header{"code", "level", "parent", "name", "kind"};
constexpr std::array<std::string_view, 4> level_names{"prefecture", "county", "town", "village"};
constexpr std::array<std::size_t, 4> code_lengths{6, 6, 9, 12};
constexpr std::array<std::string_view, 3> kind_names{"community", "village", "other"};

template <std::size_t size>
std::optional<std::size_t> row_of(const std::array<std::string_view, size>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

template <std::size_t size>
std::vector<std::string> strings_of(const std::array<std::string_view, size>& names) {
  return {names.begin(), names.end()};
}

void check_header(const std::vector<CsvRow>& rows, const std::string& file) {
  const std::string wanted = "write the header code,level,parent,name,kind";
  if (rows.empty()) throw ScenarioError{{.file = file}, "the division table is empty; " + wanted};
  const CsvRow& first = rows.front();
  bool right = first.size() == header.size();
  for (std::size_t i = 0; right && i < header.size(); ++i) right = first[i].text == header[i];
  if (!right) throw ScenarioError{first.front().at, "this is not the header of a division table; " + wanted};
}

/// One row by itself; none when it has a fault, which is added to `faults`.
std::optional<DivisionRow> read_row(const CsvRow& row, std::vector<Diagnostic>& faults) {
  const auto refuse = [&](std::size_t cell, std::string message) -> std::optional<DivisionRow> {
    faults.push_back({row[cell].at, std::move(message)});
    return std::nullopt;
  };
  if (row.size() != header.size()) {
    return refuse(0, "the row has " + std::to_string(row.size()) + " fields; write code,level,parent,name,kind");
  }
  const std::string& code = row[0].text;
  const auto level = row_of(level_names, row[1].text);
  if (!level) {
    return refuse(
        1, "there is no level " + in_quotes(row[1].text) + "; " + suggestion(row[1].text, strings_of(level_names)));
  }
  const bool digits = code.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || code.size() != code_lengths[*level]) {
    return refuse(0, "the code " + in_quotes(code) + " of a " + row[1].text + " must have " +
                         std::to_string(code_lengths[*level]) + " digits");
  }
  if (row[3].text.empty()) return refuse(3, "the division " + code + " has no name; write one");
  const bool village = *level == 3;
  if (village && !row_of(kind_names, row[4].text)) {
    return refuse(
        4, "there is no kind " + in_quotes(row[4].text) + "; " + suggestion(row[4].text, strings_of(kind_names)));
  }
  if (!village && !row[4].text.empty()) {
    return refuse(4, "a " + row[1].text + " has no kind; leave the field empty");
  }
  return DivisionRow{.code = code,
                     .level = static_cast<DivisionLevel>(*level),
                     .parent = row[2].text,
                     .name = row[3].text,
                     .kind = row[4].text,
                     .at = row[0].at};
}

void check_parents(const std::vector<DivisionRow>& rows, std::vector<Diagnostic>& faults) {
  std::map<std::string, const DivisionRow*> by_code;
  for (const DivisionRow& row : rows) {
    const auto [known, added] = by_code.emplace(row.code, &row);
    if (!added) {
      faults.push_back({row.at, "the code " + row.code + " stands in line " + std::to_string(known->second->at.line) +
                                    " already; write every division once"});
    }
  }
  for (const DivisionRow& row : rows) {
    if (row.level == DivisionLevel::prefecture) {
      if (!row.parent.empty()) faults.push_back({row.at, "a prefecture has no parent; leave the field empty"});
      continue;
    }
    const auto parent = by_code.find(row.parent);
    const auto above = static_cast<std::size_t>(row.level) - 1;
    if (parent == by_code.end()) {
      faults.push_back({row.at, "the parent " + in_quotes(row.parent) + " of " + row.code +
                                    " has no row; add the row of "
                                    "that " +
                                    std::string(level_names[above])});
    } else if (parent->second->level != static_cast<DivisionLevel>(above)) {
      faults.push_back({row.at, "the parent " + row.parent + " of " + row.code + " is no " +
                                    std::string(level_names[above]) + "; write the code of one"});
    } else if (row.level >= DivisionLevel::town && row.code.compare(0, row.parent.size(), row.parent) != 0) {
      faults.push_back({row.at, "the code " + row.code + " does not begin with its parent's, " + row.parent});
    }
  }
}

const DivisionRow* row_with_code(const std::vector<DivisionRow>& rows, const std::string& code) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&code](const DivisionRow& row) { return row.code == code; });
  return found == rows.end() ? nullptr : &*found;
}

std::uint64_t number_of(const std::string& code) {
  std::uint64_t number = 0;
  std::from_chars(code.data(), code.data() + code.size(), number);
  return number;
}

}  // namespace

std::vector<DivisionRow> read_division_rows(std::string_view text, const std::string& name) {
  const std::vector<CsvRow> table = read_csv(text, name);
  check_header(table, name);
  std::vector<DivisionRow> rows;
  std::vector<Diagnostic> faults;
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (auto row = read_row(table[i], faults)) rows.push_back(std::move(*row));
  }
  // A row that could not be read may be somebody's parent: complaints about parents would mislead.
  if (faults.empty()) check_parents(rows, faults);
  if (!faults.empty()) {
    std::stable_sort(faults.begin(), faults.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.at.line < b.at.line; });
    throw ScenarioError{std::move(faults)};
  }
  return rows;
}

std::optional<DivisionTree> find_town(const std::vector<DivisionRow>& rows, const std::string& code) {
  const DivisionRow* town = row_with_code(rows, code);
  if (town == nullptr || town->level != DivisionLevel::town) return std::nullopt;
  TownDivision found{.code = number_of(code), .name = town->name};
  for (const DivisionRow& row : rows) {
    if (row.level != DivisionLevel::village || row.parent != code) continue;
    found.communities.push_back({.code = number_of(row.code), .name = row.name, .urban = row.kind == "community"});
  }
  if (found.communities.empty()) return std::nullopt;
  std::sort(found.communities.begin(), found.communities.end(),
            [](const Division& a, const Division& b) { return a.code < b.code; });
  const DivisionRow* county = row_with_code(rows, town->parent);
  CountyDivision above;
  if (county != nullptr) above = {.code = number_of(county->code), .name = county->name};
  above.towns.push_back(found);
  return DivisionTree{.code = found.code, .name = found.name, .level = DivisionLevel::town, .counties = {above}};
}

std::string no_such_town(const std::vector<DivisionRow>& rows, const std::string& code) {
  const DivisionRow* other = row_with_code(rows, code);
  if (other != nullptr && other->level == DivisionLevel::town) {
    return "the division table has no village or community below " + code + " (" + other->name + "); add their rows";
  }
  const std::string fault = other == nullptr
                                ? "the division table has no town with the code " + in_quotes(code)
                                : code + " (" + other->name + ") is a " +
                                      std::string(level_names[static_cast<std::size_t>(other->level)]) + ", not a town";
  const DivisionRow* best = nullptr;
  std::size_t best_distance = 0;
  for (const DivisionRow& row : rows) {
    if (row.level != DivisionLevel::town || code.size() > 80) continue;
    const std::size_t distance = edit_distance(code, row.code);
    if (best == nullptr || distance < best_distance) {
      best = &row;
      best_distance = distance;
    }
  }
  if (best == nullptr) return fault + "; write the 9-digit code of a town";
  return fault + "; the nearest is " + best->code + " (" + best->name + ")";
}

DivisionTree read_town(const std::filesystem::path& path, const std::string& code) {
  const std::string name = path.string();
  const FileText text = read_file(path, most_table_bytes);
  if (!text.bytes) throw ScenarioError{{.file = name}, "the division table " + text.fault + "; name another file"};
  const std::vector<DivisionRow> rows = read_division_rows(*text.bytes, name);
  const auto town = find_town(rows, code);
  if (!town) throw ScenarioError{{.file = name}, no_such_town(rows, code)};
  return *town;
}

std::string town_table(const std::vector<DivisionRow>& rows, const std::string& code) {
  std::vector<const DivisionRow*> kept;
  for (const DivisionRow* above = row_with_code(rows, code); above != nullptr;
       above = row_with_code(rows, above->parent)) {
    kept.insert(kept.begin(), above);
  }
  for (const DivisionRow& row : rows) {
    if (row.parent == code) kept.push_back(&row);
  }
  std::string text = "code,level,parent,name,kind\n";
  for (const DivisionRow* row : kept) {
    text += row->code + ',' + std::string(level_names[static_cast<std::size_t>(row->level)]) + ',' + row->parent + ',';
    const bool quote = row->name.find_first_of(",\"\n") != std::string::npos;
    if (!quote) {
      text += row->name;
    } else {
      text += '"';
      for (const char c : row->name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += ',' + row->kind + '\n';
  }
  return text;
}

}  // namespace outpost::scenarios
