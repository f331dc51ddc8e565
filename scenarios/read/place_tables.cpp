#include "scenarios/read/place_tables.hpp"

#include <algorithm>
#include <map>

#include "scenarios/read/columns.hpp"
#include "scenarios/read/limits.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/refused_records.hpp"

namespace outpost::scenarios {
namespace {

constexpr double farthest_metres = 1e6;

/// The rows of a table that holds nothing about persons, the heading first; at least the heading.
std::vector<CsvRow> rows_of_places(std::string_view text, const std::string& file, const std::string& noun,
                                   const std::string& head) {
  std::vector<CsvRow> table = read_csv(text, file);
  if (table.empty()) throw ScenarioError{{.file = file}, noun + " is empty; write the heading " + head};
  Faults faults;
  refuse_personal_records(table, faults);
  faults.throw_all();
  return table;
}

std::optional<TableLocation> location_in(const Columns& columns, const CsvRow& row, Faults& faults) {
  const auto pair = [&](const char* x, const char* y, double most_x, double most_y,
                        bool degrees) -> std::optional<TableLocation> {
    const CsvCell* east = columns.cell(row, x);
    const CsvCell* north = columns.cell(row, y);
    if (east == nullptr && north == nullptr) return std::nullopt;
    if (east == nullptr || north == nullptr) {
      faults.add(row.front().at, std::string("a place needs both ") + x + " and " + y + "; write both or neither");
      return std::nullopt;
    }
    const auto at_x = number_in(*east, -most_x, most_x, x, faults);
    const auto at_y = number_in(*north, -most_y, most_y, y, faults);
    if (!at_x || !at_y) return std::nullopt;
    return TableLocation{*at_x, *at_y, degrees};
  };
  const auto metres = pair("x_m", "y_m", farthest_metres, farthest_metres, false);
  const auto degrees = pair("longitude", "latitude", 180.0, 90.0, true);
  if (metres && degrees) {
    faults.add(row.front().at, "the row has a place in metres and one in degrees; leave one of them out");
  }
  return metres ? metres : degrees;
}

std::string text_in(const Columns& columns, const CsvRow& row, const char* name) {
  const CsvCell* cell = columns.cell(row, name);
  return cell == nullptr ? std::string{} : cell->text;
}

const CsvCell* needed_cell(const Columns& columns, const CsvRow& row, const char* name, Faults& faults) {
  const CsvCell* cell = columns.cell(row, name);
  if (cell == nullptr) faults.add(row.front().at, std::string("the row has no ") + name + "; write one");
  return cell;
}

struct CountedRow {
  PlaceCount count{};
  std::string code{};
  SourcePosition at{};
};

/// A code that stands again and again is a row for every household or person, whatever its columns are called.
void check_codes_once(const std::vector<CountedRow>& rows, Faults& faults) {
  std::map<std::string, std::vector<const CountedRow*>> by_code;
  for (const CountedRow& row : rows) by_code[row.code].push_back(&row);
  for (const auto& [code, same] : by_code) {
    if (same.size() == 1) continue;
    const bool people = same.size() > 2 && std::all_of(same.begin(), same.end(),
                                                       [](const CountedRow* row) { return row->count.residents < 20; });
    if (people) {
      faults.add(same[1]->at,
                 "the code " + code + " stands in " + std::to_string(same.size()) +
                     " rows with fewer than 20 residents each, as in a table with a row for every household or person; "
                     "Outpost reads no such records: write one row a place, with its total");
      continue;
    }
    for (std::size_t i = 1; i < same.size(); ++i) {
      faults.add(same[i]->at, "the code " + code + " stands in line " + std::to_string(same.front()->at.line) +
                                  " already; write every place once");
    }
  }
}

/// What lies in a place cannot have more residents than the place.
void check_sums(const std::vector<CountedRow>& rows, Faults& faults) {
  std::map<std::string, std::pair<const CountedRow*, std::int64_t>> wholes;
  for (const CountedRow& row : rows) wholes.emplace(row.code, std::pair{&row, std::int64_t{0}});
  for (const CountedRow& row : rows) {
    for (const std::size_t length : {std::size_t{9}, std::size_t{6}}) {
      if (row.code.size() <= length) continue;
      const auto whole = wholes.find(row.code.substr(0, length));
      if (whole == wholes.end()) continue;
      whole->second.second += row.count.residents;
      break;  // the nearest place above; that one counts towards the next
    }
  }
  for (const auto& [code, whole] : wholes) {
    const auto& [row, sum] = whole;
    if (sum <= row->count.residents) continue;
    faults.add(row->at, "the places below " + code + " have " + std::to_string(sum) + " residents, more than its own " +
                            std::to_string(row->count.residents) + "; correct one of them");
  }
}

template <class Row>
void sort_by_code(std::vector<Row>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.code < b.code; });
}

}  // namespace

std::vector<PlaceCount> read_population_table(std::string_view text, const std::string& file) {
  const std::string noun = "the population table";
  const std::vector<CsvRow> table = rows_of_places(text, file, noun, "code,residents");
  const Columns columns{
      table.front(),
      {{"code", "代码", true}, {"residents", "人口", true}, {"name", "名称"}, {"households", "户数"}, {"notice", ""}},
      noun};
  Faults faults;
  std::vector<CountedRow> rows;
  for (std::size_t i = 1; i < table.size(); ++i) {
    const CsvRow& row = table[i];
    if (!columns.fits(row, faults)) continue;
    const CsvCell* code = needed_cell(columns, row, "code", faults);
    const CsvCell* residents = needed_cell(columns, row, "residents", faults);
    if (code == nullptr || residents == nullptr) continue;
    const auto number = code_in(*code, {6, 9, 12}, faults);
    const auto count = whole_in(*residents, 0, most_residents, "residents", faults);
    if (number && count) rows.push_back({{*number, *count}, code->text, row.front().at});
  }
  if (table.size() == 1) faults.add({.file = file}, noun + " has no rows; write one for every place");
  check_codes_once(rows, faults);
  if (faults.empty()) check_sums(rows, faults);
  faults.throw_all();
  std::vector<PlaceCount> counts;
  for (const CountedRow& row : rows) counts.push_back(row.count);
  sort_by_code(counts);
  return counts;
}

std::vector<StationRow> read_station_table(std::string_view text, const std::string& file) {
  const std::string noun = "the table of stations";
  const std::vector<CsvRow> table = rows_of_places(text, file, noun, "code,name,x_m,y_m,crews");
  const Columns columns{table.front(),
                        {{"code", "代码", true},
                         {"name", "名称"},
                         {"crews", "警组数"},
                         {"x_m", ""},
                         {"y_m", ""},
                         {"longitude", "经度"},
                         {"latitude", "纬度"},
                         {"notice", ""}},
                        noun};
  Faults faults;
  std::vector<StationRow> stations;
  for (std::size_t i = 1; i < table.size(); ++i) {
    const CsvRow& row = table[i];
    if (!columns.fits(row, faults)) continue;
    StationRow station{.name = text_in(columns, row, "name"), .at = location_in(columns, row, faults)};
    if (const CsvCell* crews = columns.cell(row, "crews")) station.crews = whole_in(*crews, 0, 1000, "crews", faults);
    const CsvCell* code = needed_cell(columns, row, "code", faults);
    if (code == nullptr) continue;
    const auto number = code_in(*code, {6, 9, 12}, faults);
    if (!number) continue;
    station.code = *number;
    stations.push_back(std::move(station));
  }
  if (table.size() == 1) faults.add({.file = file}, noun + " has no rows; write one for every station");
  faults.throw_all();
  sort_by_code(stations);
  return stations;
}

std::vector<PostRow> read_post_table(std::string_view text, const std::string& file) {
  const std::string noun = "the table of posts";
  const std::vector<CsvRow> table = rows_of_places(text, file, noun, "kind,code,name,department,x_m,y_m");
  const Columns columns{table.front(),
                        {{"kind", "类型", true},
                         {"code", "代码", true},
                         {"name", "名称"},
                         {"department", "部门"},
                         {"x_m", ""},
                         {"y_m", ""},
                         {"longitude", "经度"},
                         {"latitude", "纬度"},
                         {"notice", ""}},
                        noun};
  const std::vector<std::string> kinds{post_row_kind_names.begin(), post_row_kind_names.end()};
  Faults faults;
  std::vector<PostRow> posts;
  for (std::size_t i = 1; i < table.size(); ++i) {
    const CsvRow& row = table[i];
    if (!columns.fits(row, faults)) continue;
    PostRow post{.name = text_in(columns, row, "name"),
                 .department = text_in(columns, row, "department"),
                 .at = location_in(columns, row, faults)};
    const CsvCell* kind = needed_cell(columns, row, "kind", faults);
    const CsvCell* code = needed_cell(columns, row, "code", faults);
    if (kind == nullptr || code == nullptr) continue;
    const auto found = std::find(kinds.begin(), kinds.end(), kind->text);
    if (found == kinds.end()) {
      faults.add(kind->at, "there is no kind " + in_quotes(kind->text) + " of post; " + suggestion(kind->text, kinds));
      continue;
    }
    post.kind = static_cast<PostRowKind>(found - kinds.begin());
    const bool depot = post.kind == PostRowKind::depot;
    if (depot && post.department.empty()) {
      faults.add(row.front().at, "a depot needs its department; write one, such as fire");
    } else if (!depot && !post.department.empty()) {
      faults.add(row.front().at, "a " + kind->text + " belongs to no department; leave the field empty");
    }
    const auto number =
        post.kind == PostRowKind::grid_post ? code_in(*code, {15}, faults) : code_in(*code, {6, 9, 12}, faults);
    if (!number) continue;
    post.code = *number;
    posts.push_back(std::move(post));
  }
  if (table.size() == 1) faults.add({.file = file}, noun + " has no rows; write one for every post");
  faults.throw_all();
  sort_by_code(posts);
  return posts;
}

}  // namespace outpost::scenarios
