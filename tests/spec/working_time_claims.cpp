#include <catch2/catch.hpp>
#include <random>

#include "sim/spec/working_time.hpp"

using namespace outpost;
using namespace std::chrono_literals;

namespace {

const std::vector<ClockSpan> office{{9h, 12h}, {14h, 18h}};  // seven hours

SimTime at(std::int64_t day, Duration clock) {
  return start_of_day(day) + clock;
}

/// Monday 28 April 2025 is day 0; Sunday 27 April was worked, 1 to 5 May (Thursday to Monday) are holidays.
Calendar may_2025() {
  CalendarSpec spec;
  for (int day = 1; day <= 5; ++day) spec.holidays.push_back({2025, 5, day});
  spec.workdays = {{2025, 4, 27}, {2025, 5, 10}};
  return Calendar{{2025, 4, 28}, spec};
}

}  // namespace

TEST_CASE("a deadline in working hours passes over nights, noon, weekends and holidays") {
  const Calendar calendar = may_2025();
  const auto due = [&](SimTime from, Duration amount) { return after_working(calendar, office, from, amount); };
  CHECK(due(at(0, 10h), 1h) == at(0, 11h));
  CHECK(due(at(0, 11h), 2h) == at(0, 15h));          // over noon
  CHECK(due(at(0, 11h), 1h) == at(0, 12h));          // with the morning, not at two
  CHECK(due(at(0, 12h + 30min), 1h) == at(0, 15h));  // reported at noon
  CHECK(due(at(0, 17h), 2h) == at(1, 10h));          // over night
  CHECK(due(at(0, 20h), 7h) == at(1, 18h));          // reported in the evening
  CHECK(due(at(2, 17h), 2h) == at(8, 10h));          // Wednesday, then five days off, then Tuesday
  CHECK(due(at(4, 10h), 7h) == at(8, 18h));          // reported on a holiday
  CHECK(due(at(11, 17h), 2h) == at(12, 10h));        // Friday 9 May: Saturday is worked in exchange
  CHECK(due(at(12, 17h), 2h) == at(14, 10h));        // and then Sunday is off
  CHECK(due(at(0, 3h), 0h) == at(0, 3h));
  CHECK(due(at(0, 9h), 14h) == at(1, 18h));
}

TEST_CASE("a deadline in working days ends with the last of them, and the day of the report does not count") {
  const Calendar calendar = may_2025();
  const auto due = [&](SimTime from, std::int64_t days) { return after_working_days(calendar, office, from, days); };
  CHECK(due(at(0, 10h), 1) == at(1, 18h));
  CHECK(due(at(0, 23h), 1) == at(1, 18h));
  CHECK(due(at(1, 10h), 2) == at(8, 18h));  // Wednesday, and the Tuesday after the holidays
  CHECK(due(at(4, 10h), 1) == at(8, 18h));
  CHECK(due(at(8, 10h), 5) == at(14, 18h));  // Wednesday to Saturday, which is worked, and Monday
}

TEST_CASE("working time between two moments is what after_working counts, minute by minute") {
  const Calendar calendar = may_2025();
  std::mt19937 random{20250428};
  const auto below = [&random](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(n));
  };
  for (int trial = 0; trial < 200; ++trial) {
    const SimTime from = at(below(14), below(24 * 60) * 1min);
    const Duration amount = (1 + below(60 * 60)) * 1min;
    CAPTURE(trial, from.time_since_epoch().count(), amount.count());
    // By the minute: what is open counts.
    SimTime slow = from;
    Duration counted{};
    while (counted < amount) {
      const std::int64_t day = day_of(slow);
      const Duration clock = slow - start_of_day(day);
      const bool open = (clock >= 9h && clock < 12h) || (clock >= 14h && clock < 18h);
      if (open && !calendar.day_off(day)) counted += 1min;
      slow += 1min;
    }
    const SimTime due = after_working(calendar, office, from, amount);
    CHECK(due == slow);
    CHECK(working_between(calendar, office, from, due) == amount);
    CHECK(working_between(calendar, office, due, from) == Duration{});
  }
}
