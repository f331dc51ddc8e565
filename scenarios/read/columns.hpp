#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/csv.hpp"

namespace outpost::scenarios {

/// Faults of a file: all of them, but at most `most` lines of text; of the rest the number is told.
class Faults {
 public:
  void add(SourcePosition at, std::string message);
  bool empty() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  /// Throws what was added, in the order of lines; returns when that is nothing.
  void throw_all();

 private:
  static constexpr std::size_t most = 100;
  std::vector<Diagnostic> kept_{};
  std::size_t count_ = 0;
};

/// A column that a table may have, by its English and its Chinese heading.
struct Column {
  std::string_view name{};
  std::string_view chinese{};
  bool needed = false;
};

/// The columns of a table whose first row names them, in any order.
class Columns {
 public:
  /// Throws ScenarioError for a needed column that is missing, an unknown one and one that stands twice. `noun` is what
  /// messages call the table, "the table of stations".
  Columns(const CsvRow& head, std::initializer_list<Column> known, const std::string& noun);

  bool has(std::string_view name) const { return place_of(name).has_value(); }
  /// The cell of a column; none: the table lacks the column, or the row's cell is empty.
  const CsvCell* cell(const CsvRow& row, std::string_view name) const;
  /// Notes a row with more or fewer cells than the heading has; true: the row may be read.
  bool fits(const CsvRow& row, Faults& faults) const;

 private:
  struct Place {
    std::string_view name{};
    std::size_t column = 0;
  };
  std::optional<std::size_t> place_of(std::string_view name) const;

  std::vector<Place> places_{};
  std::size_t width_ = 0;
};

/// A cell as a number; a fault when it is none, or lies outside [low, high].
std::optional<double> number_in(const CsvCell& cell, double low, double high, const std::string& noun, Faults& faults);
/// The same for whole numbers.
std::optional<std::int64_t> whole_in(const CsvCell& cell, std::int64_t low, std::int64_t high, const std::string& noun,
                                     Faults& faults);
/// A division or grid code with one of the lengths allowed.
std::optional<std::uint64_t> code_in(const CsvCell& cell, std::initializer_list<std::size_t> lengths, Faults& faults);

}  // namespace outpost::scenarios
