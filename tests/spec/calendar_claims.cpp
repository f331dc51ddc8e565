#include <catch2/catch.hpp>

#include "sim/spec/calendar.hpp"
#include "sim/spec/parameters.hpp"

using namespace outpost;

TEST_CASE("the default start, 3 March 2025, is a Monday") {
  const Calendar calendar{Date{2025, 3, 3}};
  CHECK(calendar.weekday(0) == Weekday::monday);
  CHECK(calendar.weekday(6) == Weekday::sunday);
  CHECK_FALSE(calendar.is_weekend(4));
  CHECK(calendar.is_weekend(5));
  CHECK(calendar.weekday(-1) == Weekday::sunday);
}

TEST_CASE("dates follow the civil calendar over a leap day and a new year") {
  CHECK(Calendar{Date{2024, 2, 28}}.date(1) == Date{2024, 2, 29});
  CHECK(Calendar{Date{2025, 2, 28}}.date(1) == Date{2025, 3, 1});
  CHECK(Calendar{Date{2025, 12, 31}}.date(1) == Date{2026, 1, 1});
}

TEST_CASE("hours of the week run from Monday 00:00, 0, to Sunday 23:00, 167") {
  const Calendar calendar{Date{2025, 3, 5}};  // a Wednesday
  CHECK(calendar.hour_of_week(SimTime{}) == 48);
  CHECK(calendar.hour_of_week(SimTime{} + 4 * one_day + 23h + 59min) == 167);
  CHECK(calendar.hour_of_week(SimTime{} + 5 * one_day) == 0);
}

TEST_CASE("a date that no calendar has does not exist") {
  CHECK(exists({2024, 2, 29}));
  CHECK_FALSE(exists({2025, 2, 29}));
  CHECK_FALSE(exists({2025, 13, 1}));
  CHECK_FALSE(exists({2025, 4, 31}));
  CHECK_THROWS_AS(Calendar(Date{2025, 2, 30}), BrokenInvariant);
}

TEST_CASE("a holiday is spent like a Sunday, and a Sunday worked in exchange for one is not") {
  CalendarSpec spec;
  spec.holidays = {{2025, 5, 1}, {2025, 5, 2}};
  spec.workdays = {{2025, 4, 27}};
  const Calendar calendar{Date{2025, 4, 25}, spec};  // a Friday
  CHECK_FALSE(calendar.day_off(0));
  CHECK(calendar.day_off(1));
  CHECK_FALSE(calendar.day_off(2));  // the Sunday that is worked
  CHECK(calendar.is_weekend(2));     // and is a Sunday still, for rosters
  CHECK(calendar.day_off(6));
  CHECK_FALSE(calendar.is_weekend(6));
  CHECK(calendar.is_school_day(2));
  CHECK_FALSE(calendar.is_school_day(6));
}

TEST_CASE("without lists every weekend is off, every other day is worked, and school is on all year") {
  const Calendar calendar{Date{2025, 3, 3}};
  for (std::int64_t day = 0; day < 400; ++day) {
    CHECK(calendar.day_off(day) == calendar.is_weekend(day));
    CHECK(calendar.is_school_day(day) != calendar.is_weekend(day));
  }
}

TEST_CASE("school is on from the first to the last day of a term, and where nothing is known of terms") {
  CalendarSpec spec;
  spec.term_begins = {{2025, 2, 17}, {2025, 9, 1}};
  spec.term_ends = {{2025, 6, 30}, {2026, 1, 23}};
  const auto on = [&spec](Date date) { return Calendar{date, spec}.is_school_day(0); };
  CHECK_FALSE(on({2025, 2, 14}));
  CHECK(on({2025, 2, 17}));
  CHECK(on({2025, 6, 30}));
  CHECK_FALSE(on({2025, 7, 1}));
  CHECK_FALSE(on({2025, 8, 29}));
  CHECK(on({2025, 9, 1}));
  CHECK(on({2026, 1, 23}));
  CHECK_FALSE(on({2026, 1, 26}));
  CHECK_FALSE(on({2026, 5, 1}));  // 98 days after the last date: still the break
  CHECK(on({2026, 5, 4}));        // 101 days after: nothing is known
  CHECK(on({2024, 6, 3}));
}

TEST_CASE("the preset has the 28 holidays of 2025 and the five days worked in exchange, each a weekend day") {
  const CalendarSpec spec = nantong_preset().calendar;
  CHECK(spec.holidays.size() == 1 + 8 + 3 + 5 + 3 + 8);
  CHECK(spec.workdays.size() == 5);
  for (const Date& day : spec.workdays) CHECK(Calendar{day}.is_weekend(0));
  // The week of the default run is an ordinary one.
  const Calendar calendar{Date{2025, 3, 3}, spec};
  for (std::int64_t day = -1; day < 7; ++day) {
    CHECK(calendar.day_off(day) == calendar.is_weekend(day));
    CHECK(calendar.is_school_day(day) != calendar.is_weekend(day));
  }
}
