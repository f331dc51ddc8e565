#include "scenarios/read/columns.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"

namespace outpost::scenarios {
namespace {

template <class Number>
std::optional<Number> parsed(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  Number number{};
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string shown(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return static_cast<double>(whole) == value ? std::to_string(whole) : std::to_string(value);
}

std::string list_of(std::initializer_list<Column> known) {
  std::string list;
  for (const Column& column : known) {
    list += (list.empty() ? "" : ",") + std::string(column.name);
  }
  return list;
}

}  // namespace

void Faults::add(SourcePosition at, std::string message) {
  if (++count_ <= most) kept_.push_back({std::move(at), std::move(message)});
}

void Faults::throw_all() {
  if (empty()) return;
  std::stable_sort(kept_.begin(), kept_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.at.line < b.at.line; });
  if (count_ > most) {
    kept_.push_back({kept_.back().at, std::to_string(count_ - most) + " more faults like these are not shown"});
  }
  throw ScenarioError{std::move(kept_)};
}

Columns::Columns(const CsvRow& head, std::initializer_list<Column> known, const std::string& noun)
    : width_(head.size()) {
  Faults faults;
  std::vector<std::string> names;
  for (const Column& column : known) names.emplace_back(column.name);
  for (std::size_t i = 0; i < head.size(); ++i) {
    const std::string& written = head[i].text;
    if (written.empty()) continue;
    const auto found = std::find_if(known.begin(), known.end(), [&written](const Column& column) {
      return written == column.name || (!column.chinese.empty() && written == column.chinese);
    });
    if (found == known.end()) {
      faults.add(head[i].at, noun + " has no column " + in_quotes(written) + "; " + suggestion(written, names));
    } else if (has(found->name)) {
      faults.add(head[i].at, "the column " + std::string(found->name) + " stands twice; leave one out");
    } else {
      places_.push_back({found->name, i});
    }
  }
  for (const Column& column : known) {
    if (!column.needed || has(column.name) || !faults.empty()) continue;
    faults.add(head.front().at,
               noun + " lacks the column " + std::string(column.name) + "; its columns are " + list_of(known));
  }
  faults.throw_all();
}

std::optional<std::size_t> Columns::place_of(std::string_view name) const {
  for (const Place& place : places_) {
    if (place.name == name) return place.column;
  }
  return std::nullopt;
}

const CsvCell* Columns::cell(const CsvRow& row, std::string_view name) const {
  const auto column = place_of(name);
  if (!column || *column >= row.size() || row[*column].text.empty()) return nullptr;
  return &row[*column];
}

bool Columns::fits(const CsvRow& row, Faults& faults) const {
  if (row.size() == width_) return true;
  faults.add(row.front().at, "the row has " + std::to_string(row.size()) + " fields, and the heading has " +
                                 std::to_string(width_) + "; write as many");
  return false;
}

std::optional<double> number_in(const CsvCell& cell, double low, double high, const std::string& noun, Faults& faults) {
  const auto number = parsed<double>(cell.text);
  if (number && std::isfinite(*number) && *number >= low && *number <= high) return number;
  faults.add(cell.at,
             noun + " is " + in_quotes(cell.text) + "; write a number from " + shown(low) + " to " + shown(high));
  return std::nullopt;
}

std::optional<std::int64_t> whole_in(const CsvCell& cell, std::int64_t low, std::int64_t high, const std::string& noun,
                                     Faults& faults) {
  const auto number = parsed<std::int64_t>(cell.text);
  if (number && *number >= low && *number <= high) return number;
  faults.add(cell.at, noun + " is " + in_quotes(cell.text) + "; write a whole number from " + std::to_string(low) +
                          " to " + std::to_string(high));
  return std::nullopt;
}

std::optional<std::uint64_t> code_in(const CsvCell& cell, std::initializer_list<std::size_t> lengths, Faults& faults) {
  const std::string& code = cell.text;
  const bool digits = code.find_first_not_of("0123456789") == std::string::npos;
  if (digits && std::find(lengths.begin(), lengths.end(), code.size()) != lengths.end()) {
    return parsed<std::uint64_t>(code);
  }
  std::string allowed;
  for (const std::size_t& length : lengths) {
    const bool last = &length == lengths.end() - 1;
    allowed += (allowed.empty() ? "" : last ? " or " : ", ") + std::to_string(length);
  }
  faults.add(cell.at, "the code " + in_quotes(code) + " must have " + allowed + " digits");
  return std::nullopt;
}

}  // namespace outpost::scenarios
