#include <catch2/catch.hpp>

#include "sim/spec/calendar.hpp"

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
