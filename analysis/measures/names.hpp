#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace outpost::analysis {

enum class Unit : std::uint8_t { time, share, per_day, count, units, hours_per_week, index };

/// A measure of docs/measures.md: its fixed name, what it is, and in what unit its values are kept.
struct MeasureName {
  std::string_view name{};
  Unit unit = Unit::time;
  std::string_view en{};
  std::string_view zh{};
};

/// All measures, in the order in which tables show them.
std::span<const MeasureName> measure_names();
/// None: there is no such measure.
const MeasureName* find_measure(std::string_view name);

}  // namespace outpost::analysis
