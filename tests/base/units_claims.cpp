#include "sim/base/units.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <type_traits>

namespace outpost {

// What must not compile, as far as a trait can ask; the rest has a file for each mistake.
static_assert(!std::is_constructible_v<Length, double>);
static_assert(!std::is_convertible_v<int, Length>);
static_assert(!std::is_constructible_v<Speed, double>);
static_assert(!std::is_constructible_v<Share, double>);
static_assert(!std::is_convertible_v<Share, double>);
static_assert(!std::is_convertible_v<std::int64_t, Duration>);
static_assert(!std::is_convertible_v<Duration, SimTime>);
static_assert(!std::is_convertible_v<SimTime, Duration>);
static_assert(!std::is_invocable_v<std::plus<>, SimTime, SimTime>);
static_assert(!std::is_invocable_v<std::plus<>, Length, Duration>);
static_assert(!std::is_invocable_v<std::multiplies<>, Length, Length>);
static_assert(!std::is_invocable_v<std::less<>, Length, double>);
static_assert(!std::is_invocable_v<std::less<>, SimTime, Duration>);
static_assert(!std::is_convertible_v<std::chrono::duration<double>, Duration>,
              "a fraction of a millisecond is not dropped");
static_assert(std::is_same_v<std::invoke_result_t<std::plus<>, SimTime, Duration>, SimTime>);
static_assert(std::is_same_v<std::invoke_result_t<std::minus<>, SimTime, SimTime>, Duration>);

TEST_CASE("a travel time rounds up, so that nobody arrives early") {
  CHECK(travel_time(metres(120), metres_per_second(1.5)) == 80s);
  CHECK(travel_time(millimetres(1), metres_per_second(1000)) == 1ms);
  CHECK(travel_time(millimetres(1001), metres_per_second(1)) == 1001ms);
  CHECK(travel_time(metres(100), metres_per_second(3)) == 33334ms);
  CHECK(travel_time(Length{}, metres_per_second(1)) == 0ms);
}

TEST_CASE("a travel time needs a speed above zero and a distance of at least zero") {
  CHECK_THROWS_AS(travel_time(metres(1), Speed{}), BrokenInvariant);
  CHECK_THROWS_AS(travel_time(metres(-1), metres_per_second(1)), BrokenInvariant);
}

TEST_CASE("lengths are whole millimetres, rounded to the nearest, halves away from zero") {
  CHECK(metres(1.2345) == millimetres(1235));
  CHECK(metres(-0.0005) == millimetres(-1));
  CHECK(metres(0.0004) == Length{});
  CHECK(kilometres(1.5) == metres(1500));
  CHECK(metres(2.5).in_metres() == 2.5);
  CHECK(metres(3) - metres(5) == -metres(2));
  CHECK(metres(3) * 2 / 4 == millimetres(1500));
}

TEST_CASE("a speed reads the same in both of its units") {
  CHECK(kilometres_per_hour(36).in_metres_per_second() == Approx(10.0));
  CHECK(metres_per_second(10).in_kilometres_per_hour() == Approx(36.0));
}

TEST_CASE("a share refuses values outside [0, 1] and what is not a number") {
  CHECK(share(0.0).value() == 0.0);
  CHECK(share(1.0).value() == 1.0);
  CHECK_THROWS_AS(share(1.2), BrokenInvariant);
  CHECK_THROWS_AS(share(-0.001), BrokenInvariant);
  CHECK_THROWS_AS(share(std::numeric_limits<double>::quiet_NaN()), BrokenInvariant);
}

TEST_CASE("straight and rectilinear distances are rounded to the millimetre and symmetric") {
  const Position a{metres(1), metres(2)};
  const Position b{metres(4), metres(-2)};
  CHECK(straight_distance(a, b) == metres(5));
  CHECK(straight_distance(b, a) == metres(5));
  CHECK(rectilinear_distance(a, b) == metres(7));
  CHECK(rectilinear_distance(b, a) == metres(7));
  CHECK(straight_distance({}, {metres(1), metres(1)}) == millimetres(1414));
  CHECK(straight_distance(a, a) == Length{});
}

TEST_CASE("days begin at midnight, also before day 0") {
  CHECK(day_of(SimTime{}) == 0);
  CHECK(day_of(SimTime{24h - 1ms}) == 0);
  CHECK(day_of(SimTime{24h}) == 1);
  CHECK(day_of(SimTime{-1ms}) == -1);
  CHECK(time_of_day(SimTime{-1ms}) == 24h - 1ms);
  CHECK(hour_of_day(SimTime{49h + 59min}) == 1);
  CHECK(start_of_day(3) == SimTime{72h});
}

}  // namespace outpost
