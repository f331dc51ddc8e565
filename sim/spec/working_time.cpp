#include "sim/spec/working_time.hpp"

#include <algorithm>

namespace outpost {
namespace {

/// No list of holidays is this long: whoever counts farther goes round in a circle.
constexpr std::int64_t longest_count = 40'000;

}  // namespace

SimTime after_working(const Calendar& calendar, std::span<const ClockSpan> hours, SimTime from, Duration amount) {
  require(!hours.empty(), "working time needs office hours");
  if (amount <= Duration{}) return from;
  const std::int64_t first = day_of(from);
  for (std::int64_t day = first; day < first + longest_count; ++day) {
    if (calendar.day_off(day)) continue;
    for (const ClockSpan& span : hours) {
      const SimTime begin = std::max(from, start_of_day(day) + span.begin);
      const SimTime end = start_of_day(day) + span.end;
      if (begin >= end) continue;
      if (amount <= end - begin) return begin + amount;
      amount -= end - begin;
    }
  }
  require(false, "working time comes to an end");
  return from;
}

Duration working_between(const Calendar& calendar, std::span<const ClockSpan> hours, SimTime from, SimTime to) {
  Duration sum{};
  for (std::int64_t day = day_of(from); start_of_day(day) < to; ++day) {
    if (calendar.day_off(day)) continue;
    for (const ClockSpan& span : hours) {
      const SimTime begin = std::max(from, start_of_day(day) + span.begin);
      const SimTime end = std::min(to, start_of_day(day) + span.end);
      if (begin < end) sum += end - begin;
    }
  }
  return sum;
}

SimTime after_working_days(const Calendar& calendar, std::span<const ClockSpan> hours, SimTime from,
                           std::int64_t days) {
  require(!hours.empty(), "working days need office hours");
  const std::int64_t first = day_of(from);
  for (std::int64_t day = first + 1; day < first + longest_count; ++day) {
    if (!calendar.day_off(day) && --days <= 0) return start_of_day(day) + hours.back().end;
  }
  require(false, "working days come to an end");
  return from;
}

}  // namespace outpost
