#include <catch2/catch.hpp>

#include "analysis/report/quoting.hpp"

namespace outpost::analysis {
namespace {

Interval interval(double estimate, std::optional<double> half_width, std::int64_t n = 20, std::int64_t left_out = 0) {
  return {.estimate = estimate, .half_width = half_width, .n = n, .left_out = left_out};
}

TEST_CASE("a number is quoted with its unit, its interval and what it rests on") {
  CHECK(quoted(interval(445'200, 12'600), Unit::time) == "7.42 ± 0.21 min (n = 20)");
  CHECK(quoted(interval(0.8312, 0.0123), Unit::share) == "83.1 ± 1.2% (n = 20)");
  CHECK(quoted(interval(41.27, 2.13), Unit::per_day) == "41.3 ± 2.1 per day (n = 20)");
  CHECK(quoted(interval(12, 0.5), Unit::count) == "12.00 ± 0.50 orders (n = 20)");
  CHECK(quoted(interval(36.4, 1.0), Unit::units) == "36.4 ± 1.0 units (n = 20)");
  CHECK(quoted(interval(1.5, 0.25), Unit::hours_per_week) == "1.50 ± 0.25 h per week (n = 20)");
}

TEST_CASE("one replication is quoted without an interval, not with one of zero") {
  CHECK(quoted(interval(445'200, std::nullopt, 1), Unit::time) == "7.42 min (n = 1)");
}

TEST_CASE("replications that were left out are named") {
  CHECK(quoted(interval(445'200, 12'600, 18, 2), Unit::time) == "7.42 ± 0.21 min (n = 18, 2 without data)");
  CHECK(quoted(interval(445'200, 12'600, 18, 2), Unit::time, Language::zh) == "7.42 ± 0.21 分钟 (n = 18，2 次无数据)");
}

TEST_CASE("an interval has the unit of its estimate, and two digits however small or large it is") {
  CHECK(quoted(interval(45'000, 300), Unit::time) == "45.00 ± 0.30 s (n = 20)");
  CHECK(quoted(interval(45'000, 0.5), Unit::time) == "45.000 ± 0.001 s (n = 20)");
  CHECK(quoted(interval(3'600'000 * 5.0, 3'600'000 * 12.0), Unit::time) == "5 ± 12 h (n = 20)");
  CHECK(quoted(interval(0.0, 0.0), Unit::time) == "0 ± 0 s (n = 20)");
}

TEST_CASE("durations are told in the unit that a person would choose") {
  CHECK(duration_text(0) == "0 s");
  CHECK(duration_text(45'300) == "45.3 s");
  CHECK(duration_text(89'900) == "89.9 s");
  CHECK(duration_text(90'000) == "1.50 min");
  CHECK(duration_text(445'200) == "7.42 min");
  CHECK(duration_text(80 * 60'000.0) == "80.0 min");
  CHECK(duration_text(3.21 * 3'600'000) == "3.21 h");
  CHECK(duration_text(2.1 * 86'400'000) == "2.10 days");
  CHECK(duration_text(445'200, Language::zh) == "7.42 分钟");
}

TEST_CASE("numbers show as many digits as make sense") {
  CHECK(number_text(1234.5) == "1234");
  CHECK(number_text(12.345) == "12.3");
  CHECK(number_text(0.00012) == "0.000");
  CHECK(number_text(-0.0001) == "0.000");
  CHECK(number_text(-2.5, 0.1) == "-2.50");
}

}  // namespace
}  // namespace outpost::analysis
