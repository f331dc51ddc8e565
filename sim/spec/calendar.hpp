#pragma once

#include <vector>

#include "sim/base/units.hpp"
#include "sim/spec/people.hpp"

namespace outpost {

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// Which civil day a simulated day is, and how it is spent. Day 0 is the scenario's start date; every day has 24 hours.
/// Residents, opening hours and demand ask for days off; rosters of responders go by the weekday alone.
class Calendar {
 public:
  Calendar() = default;
  /// Requires a date that exists, 1900 to 2999.
  explicit Calendar(Date start);
  /// The same with holidays, days worked in exchange and school terms, whatever their order. Requires dates that exist,
  /// and as many ends of terms as begins.
  Calendar(Date start, const CalendarSpec& spec);
  Weekday weekday(std::int64_t day) const;
  bool is_weekend(std::int64_t day) const { return weekday(day) >= Weekday::saturday; }
  /// Spent like a Sunday: a holiday, or a Saturday or Sunday that is not worked in exchange for one.
  bool day_off(std::int64_t day) const;
  /// Neither a day off nor between two terms. No break is longer than `longest_break` days: so much before the first
  /// date of the terms and after the last one nothing is known, and school is on.
  bool is_school_day(std::int64_t day) const;
  static constexpr std::int64_t longest_break = 100;
  Date date(std::int64_t day) const;
  /// 0 (Monday 00:00-01:00) to 167.
  int hour_of_week(SimTime at) const;

 private:
  std::int64_t first_ = 0;  // days since 1970-01-01, as the days below; these are sorted
  std::vector<std::int64_t> holidays_{};
  std::vector<std::int64_t> workdays_{};
  std::vector<std::int64_t> term_begins_{};
  std::vector<std::int64_t> term_ends_{};
};

/// Whether the civil calendar has this date.
bool exists(Date date);
/// Days since 1970-01-01 of a date that exists.
std::int64_t day_number(Date date);

}  // namespace outpost
