#include "scenarios/read/tables.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/read/csv.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {
namespace {

constexpr Duration longest = 10 * 365 * one_day;  // sums of a million such values fit 64 bits
constexpr std::size_t most_numbers = 1'000'000;

Duration read_cell(const CsvCell& cell) {
  const auto refuse = [&cell](const std::string& fault) -> ScenarioError { return {cell.at, fault}; };
  Duration value{};
  try {
    Scanner scanner{cell.text};
    const Number seconds = scanner.number("seconds or a duration", "90 or 1.5 min");
    const double milliseconds = seconds.value * 1000.0;
    // Far beyond what is allowed: the conversion must not overflow before the check below.
    if (scanner.at_end() && std::fabs(milliseconds) > 1e15)
      throw refuse("is longer than ten years, " + in_quotes(cell.text));
    value = scanner.at_end() ? Duration{static_cast<std::int64_t>(std::floor(milliseconds + 0.5))}
                             : read_duration(cell.text);
  } catch (const QuantityError& error) {
    throw refuse("the time " + std::string(error.what()));
  }
  if (value < Duration{})
    throw refuse("the time is negative, " + in_quotes(cell.text) + "; write a time of at least 0");
  if (value > longest) throw refuse("the time is longer than ten years, " + in_quotes(cell.text));
  return value;
}

}  // namespace

std::vector<std::vector<Duration>> read_matrix(std::string_view text, const std::string& file, std::size_t places) {
  const std::vector<CsvRow> rows = read_csv(text, file);
  const std::string size = std::to_string(places);
  const std::string wanted = "; write " + size + " rows of " + size + " times, one for every [[city.place]]";
  if (rows.size() != places) {
    const SourcePosition at = rows.size() > places ? rows[places].front().at : SourcePosition{.file = file};
    throw ScenarioError{at, "the matrix has " + std::to_string(rows.size()) + " rows for " + size + " places" + wanted};
  }
  std::vector<std::vector<Duration>> matrix;
  for (const CsvRow& row : rows) {
    if (row.size() != places) {
      throw ScenarioError{row.front().at,
                          "the row has " + std::to_string(row.size()) + " times for " + size + " places" + wanted};
    }
    std::vector<Duration>& times = matrix.emplace_back();
    for (const CsvCell& cell : row) times.push_back(read_cell(cell));
  }
  return matrix;
}

std::vector<Duration> read_durations(std::string_view text, const std::string& file) {
  std::vector<Duration> values;
  for (const CsvRow& row : read_csv(text, file)) {
    if (row.size() != 1)
      throw ScenarioError{row[1].at, "the line has more than one field; write one duration in a line"};
    if (values.size() == most_numbers) {
      throw ScenarioError{row.front().at, "the file has more than a million durations; write fewer"};
    }
    values.push_back(read_cell(row.front()));
  }
  if (values.empty()) throw ScenarioError{{.file = file}, "the file has no durations; write one in every line"};
  std::sort(values.begin(), values.end());
  return values;
}

std::string name_beside(const std::string& naming_file, std::string_view written) {
  return beside(std::filesystem::path{naming_file}.parent_path(), written).string();
}

std::string name_from(const std::filesystem::path& home, const std::filesystem::path& folder,
                      std::string_view written) {
  const std::filesystem::path name{written};
  if (name.is_absolute() || home.lexically_normal() == folder.lexically_normal()) return std::string(written);
  const std::filesystem::path relative = beside(folder, written).lexically_relative(home.lexically_normal());
  return relative.empty() ? beside(folder, written).string() : relative.string();
}

}  // namespace outpost::scenarios
