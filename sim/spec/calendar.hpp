#pragma once

#include "sim/base/units.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost {

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// Which civil day a simulated day is. Day 0 is the scenario's start date; every day has 24 hours.
class Calendar {
 public:
  Calendar() = default;
  /// Requires a date that exists, 1900 to 2999.
  explicit Calendar(Date start);
  Weekday weekday(std::int64_t day) const;
  bool is_weekend(std::int64_t day) const { return weekday(day) >= Weekday::saturday; }
  Date date(std::int64_t day) const;
  /// 0 (Monday 00:00-01:00) to 167.
  int hour_of_week(SimTime at) const;

 private:
  std::int64_t first_ = 0;  // days since 1970-01-01
};

/// Whether the civil calendar has this date.
bool exists(Date date);

}  // namespace outpost
