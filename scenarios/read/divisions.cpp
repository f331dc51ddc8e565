#include "scenarios/read/divisions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <utility>

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

std::string_view name_of(DivisionLevel level) {
  return level_names[static_cast<std::size_t>(level)];
}

/// The digits with which the codes below a division begin.
std::string_view stem_of(const DivisionRow& row) {
  return std::string_view{row.code}.substr(0, row.level == DivisionLevel::prefecture ? 4 : row.code.size());
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
  if (*level == 0 && code.compare(4, 2, "00") != 0) {
    return refuse(0, "the code " + code + " of a prefecture must end in 00, such as 320600");
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

/// Rows by code; where a code stands twice, the first.
using RowsByCode = std::map<std::string_view, const DivisionRow*>;

RowsByCode rows_by_code(const std::vector<DivisionRow>& rows) {
  RowsByCode by_code;
  for (const DivisionRow& row : rows) by_code.emplace(row.code, &row);
  return by_code;
}

std::optional<std::string> fault_of_parent(const DivisionRow& row, const RowsByCode& by_code,
                                           const std::set<std::string>& faulty) {
  if (row.level == DivisionLevel::prefecture) {
    if (row.parent.empty()) return std::nullopt;
    return "a prefecture has no parent; leave the field empty";
  }
  const auto above = static_cast<DivisionLevel>(static_cast<std::size_t>(row.level) - 1);
  const auto parent = by_code.find(row.parent);
  if (parent == by_code.end()) {
    if (faulty.contains(row.parent)) return std::nullopt;
    return "the parent " + in_quotes(row.parent) + " of " + row.code + " has no row; add the row of that " +
           std::string(name_of(above));
  }
  const DivisionRow& found = *parent->second;
  if (found.level != above) {
    return "the parent " + row.parent + " of " + row.code + " is a " + std::string(name_of(found.level)) +
           "; write the code of a " + std::string(name_of(above));
  }
  if (std::string_view{row.code}.substr(0, stem_of(found).size()) != stem_of(found)) {
    return "the code " + row.code + " does not lie below its parent " + row.parent + "; it must begin with " +
           std::string(stem_of(found));
  }
  return std::nullopt;
}

void check_parents(const std::vector<DivisionRow>& rows, const std::set<std::string>& faulty,
                   std::vector<Diagnostic>& faults) {
  const RowsByCode by_code = rows_by_code(rows);
  for (const DivisionRow& row : rows) {
    const DivisionRow& first = *by_code.at(row.code);
    if (&first != &row) {
      faults.push_back({row.at, "the code " + row.code + " stands in line " + std::to_string(first.at.line) +
                                    " already; write every division once"});
    } else if (auto fault = fault_of_parent(row, by_code, faulty)) {
      faults.push_back({row.at, std::move(*fault)});
    }
  }
}

/// The code as the table writes it: four digits name a prefecture.
std::string as_in_table(const std::string& code) {
  return code.size() == 4 ? code + "00" : code;
}

const DivisionRow* row_with_code(const std::vector<DivisionRow>& rows, const std::string& code) {
  const std::string wanted = as_in_table(code);
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&wanted](const DivisionRow& row) { return row.code == wanted; });
  return found == rows.end() ? nullptr : &*found;
}

/// Whether the row is the root, lies below it, or above it.
bool on_one_path(const DivisionRow& row, const DivisionRow& root) {
  const std::string_view shorter = stem_of(row.level < root.level ? row : root);
  const std::string_view longer = stem_of(row.level < root.level ? root : row);
  return longer.substr(0, shorter.size()) == shorter;
}

/// A table of divisions is read row by row, in order of code; the parents come before their children, because a
/// parent's code is the beginning of theirs.
std::vector<const DivisionRow*> subtree(const std::vector<DivisionRow>& rows, const DivisionRow& root) {
  std::vector<const DivisionRow*> found;
  for (const DivisionRow& row : rows) {
    if (on_one_path(row, root)) found.push_back(&row);
  }
  std::sort(found.begin(), found.end(), [](const DivisionRow* a, const DivisionRow* b) {
    return std::pair{a->level, a->code} < std::pair{b->level, b->code};
  });
  return found;
}

std::uint64_t number_of(const std::string& code) {
  std::uint64_t number = 0;
  std::from_chars(code.data(), code.data() + code.size(), number);
  return number;
}

template <class Row>
Row& row_below(std::vector<Row>& rows, const std::string& code) {
  const std::uint64_t number = number_of(code);
  return *std::lower_bound(rows.begin(), rows.end(), number,
                           [](const Row& row, std::uint64_t wanted) { return row.code < wanted; });
}

}  // namespace

std::vector<DivisionRow> read_division_rows(std::string_view text, const std::string& name) {
  const std::vector<CsvRow> table = read_csv(text, name);
  check_header(table, name);
  std::vector<DivisionRow> rows;
  std::vector<Diagnostic> faults;
  std::set<std::string> faulty;
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (auto row = read_row(table[i], faults)) {
      rows.push_back(std::move(*row));
    } else {
      faulty.insert(table[i].front().text);
    }
  }
  check_parents(rows, faulty, faults);
  if (!faults.empty()) {
    std::stable_sort(faults.begin(), faults.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.at.line < b.at.line; });
    throw ScenarioError{std::move(faults)};
  }
  return rows;
}

std::optional<DivisionTree> find_divisions(const std::vector<DivisionRow>& rows, const std::string& code) {
  const DivisionRow* root = row_with_code(rows, code);
  if (root == nullptr) return std::nullopt;
  DivisionTree tree{.code = number_of(root->code), .name = root->name, .level = root->level};
  for (const DivisionRow* row : subtree(rows, *root)) {
    const std::uint64_t number = number_of(row->code);
    if (row->level == DivisionLevel::county) {
      tree.counties.push_back({.code = number, .name = row->name});
    } else if (row->level == DivisionLevel::town) {
      row_below(tree.counties, row->parent).towns.push_back({.code = number, .name = row->name});
    } else if (row->level == DivisionLevel::village) {
      auto& towns = row_below(tree.counties, row->parent.substr(0, 6)).towns;
      row_below(towns, row->parent)
          .communities.push_back({.code = number, .name = row->name, .urban = row->kind == "community"});
    }
  }
  for (CountyDivision& county : tree.counties) {
    std::erase_if(county.towns, [](const TownDivision& town) { return town.communities.empty(); });
  }
  std::erase_if(tree.counties, [](const CountyDivision& county) { return county.towns.empty(); });
  if (tree.counties.empty()) return std::nullopt;
  return tree;
}

std::string no_such_division(const std::vector<DivisionRow>& rows, const std::string& code) {
  const DivisionRow* other = row_with_code(rows, code);
  if (other != nullptr) {
    return "the division table has no village or community below " + code + " (" + other->name + "); add their rows";
  }
  const std::string fault = "the division table has no row with the code " + in_quotes(code);
  const std::string wanted = as_in_table(code);
  const DivisionRow* best = nullptr;
  std::size_t best_distance = 0;
  for (const DivisionRow& row : rows) {
    if (row.code.size() != wanted.size()) continue;
    const std::size_t distance = edit_distance(wanted, row.code);
    if (best != nullptr && distance >= best_distance) continue;
    best = &row;
    best_distance = distance;
  }
  if (best == nullptr) return fault + "; write the code of a prefecture, county, town or village of the table";
  return fault + "; the nearest " + std::string(name_of(best->level)) + " is " + best->code + " (" + best->name + ")";
}

DivisionTree read_divisions(const std::filesystem::path& path, const std::string& code) {
  const std::string name = path.string();
  const FileText text = read_file(path, most_table_bytes);
  if (!text.bytes) throw ScenarioError{{.file = name}, "the division table " + text.fault + "; name another file"};
  const std::vector<DivisionRow> rows = read_division_rows(*text.bytes, name);
  auto found = find_divisions(rows, code);
  if (!found) throw ScenarioError{{.file = name}, no_such_division(rows, code)};
  return std::move(*found);
}

std::string division_table(const std::vector<DivisionRow>& rows, const std::string& code) {
  std::string text = "code,level,parent,name,kind\n";
  const DivisionRow* root = row_with_code(rows, code);
  if (root == nullptr) return text;
  for (const DivisionRow* row : subtree(rows, *root)) {
    text += row->code + ',' + std::string(name_of(row->level)) + ',' + row->parent + ',' + csv_field(row->name) + ',' +
            row->kind + '\n';
  }
  return text;
}

}  // namespace outpost::scenarios
