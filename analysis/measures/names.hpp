#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/spec/parameters.hpp"

namespace outpost::analysis {

enum class Unit : std::uint8_t {
  time,
  share,
  per_day,
  count,
  units,
  hours_per_week,
  index,
  per_1000_and_year,
  visits,
  per_grid_and_day,
  visits_per_day,
  turns_per_day,
  risks_per_day,
  per_10000_and_year,
  money,
  money_per_year,
  times_per_order
};

/// A measure of docs/measures.md: its fixed name, what it is, in what unit its values are kept, which statistics of it
/// there are and by what parts it can be taken (both with blanks between); without `whole`, by part alone.
struct MeasureName {
  std::string_view name{};
  Unit unit = Unit::time;
  std::string_view en{};
  std::string_view zh{};
  std::string_view statistics{"mean"};
  std::string_view parts{};
  bool whole = true;
};

/// All measures, in the order in which tables show them.
std::span<const MeasureName> measure_names();
/// None: there is no such measure.
const MeasureName* find_measure(std::string_view name);

/// The measures as a reader of studies knows them.
std::vector<MeasureWord> measure_words();

}  // namespace outpost::analysis
