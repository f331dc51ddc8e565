#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

#include "sim/base/require.hpp"

namespace outpost {

/// Simulated time. It has no now(): only the engine knows what time it is. Whole milliseconds, so that equal times
/// compare equal on every machine.
struct SimClock {
  using rep = std::int64_t;
  using period = std::milli;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<SimClock>;
  static constexpr bool is_steady = true;
};
using Duration = SimClock::duration;   // an amount: 90s
using SimTime = SimClock::time_point;  // a point: 90s after local midnight of day 0

using namespace std::chrono_literals;
inline constexpr Duration one_hour = 1h;
inline constexpr Duration one_day = 24h;  // simulated days have 24 hours: there is no summer time
inline constexpr Duration one_week = 168h;

/// A distance in whole millimetres; named on the way in and on the way out, so that a bare number does not convert.
class Length {
 public:
  constexpr Length() = default;
  static constexpr Length from_millimetres(std::int64_t value) { return Length{value}; }
  constexpr std::int64_t in_millimetres() const { return millimetres_; }
  constexpr double in_metres() const { return static_cast<double>(millimetres_) / 1000.0; }
  constexpr auto operator<=>(const Length&) const = default;
  constexpr Length operator+(Length other) const { return Length{millimetres_ + other.millimetres_}; }
  constexpr Length operator-(Length other) const { return Length{millimetres_ - other.millimetres_}; }
  constexpr Length operator-() const { return Length{-millimetres_}; }
  constexpr Length& operator+=(Length other) { return *this = *this + other; }
  constexpr Length operator*(std::int64_t factor) const { return Length{millimetres_ * factor}; }
  constexpr Length operator/(std::int64_t divisor) const { return Length{millimetres_ / divisor}; }

 private:
  explicit constexpr Length(std::int64_t value) : millimetres_(value) {}
  std::int64_t millimetres_ = 0;
};

constexpr Length millimetres(std::int64_t value) {
  return Length::from_millimetres(value);
}
/// Rounds to the nearest millimetre, halves away from zero; |value| below 9e15 mm.
constexpr Length metres(double value) {
  const double scaled = value * 1000.0;
  return Length::from_millimetres(static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5));
}
constexpr Length kilometres(double value) {
  return metres(value * 1000.0);
}

/// How fast; never negative.
class Speed {
 public:
  constexpr Speed() = default;
  static constexpr Speed from_metres_per_second(double value) { return Speed{value}; }
  constexpr double in_metres_per_second() const { return metres_per_second_; }
  constexpr double in_kilometres_per_hour() const { return metres_per_second_ * 3.6; }
  constexpr auto operator<=>(const Speed&) const = default;

 private:
  explicit constexpr Speed(double value) : metres_per_second_(value) {}
  double metres_per_second_ = 0.0;
};

constexpr Speed metres_per_second(double value) {
  return Speed::from_metres_per_second(value);
}
constexpr Speed kilometres_per_hour(double value) {
  return Speed::from_metres_per_second(value / 3.6);
}

/// Rounds up: nobody arrives early. Requires a speed above zero.
Duration travel_time(Length distance, Speed speed);

/// A probability or a part of a whole; refuses values outside [0, 1].
class Share {
 public:
  constexpr Share() = default;
  static constexpr Share of(double value) {
    require(value >= 0.0 && value <= 1.0, "a share lies between 0 and 1");
    return Share{value};
  }
  constexpr double value() const { return value_; }
  constexpr auto operator<=>(const Share&) const = default;

 private:
  explicit constexpr Share(double value) : value_(value) {}
  double value_ = 0.0;
};

constexpr Share share(double value) {
  return Share::of(value);
}

/// A point on the plane of the city's projection: x grows to the east, y to the north.
struct Position {
  Length x{};
  Length y{};
  constexpr bool operator==(const Position&) const = default;
};

/// Rounded to the millimetre.
Length straight_distance(Position a, Position b);
Length rectilinear_distance(Position a, Position b);

/// Day 0, 1, ... since the scenario's start; also before it, rounded down.
constexpr std::int64_t day_of(SimTime at) {
  return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<86400>>>(at.time_since_epoch()).count();
}
constexpr SimTime start_of_day(std::int64_t day) {
  return SimTime{day * one_day};
}
constexpr Duration time_of_day(SimTime at) {
  return at - start_of_day(day_of(at));
}
/// 0 to 23.
constexpr int hour_of_day(SimTime at) {
  return static_cast<int>(time_of_day(at) / one_hour);
}

constexpr double in_minutes(Duration amount) {
  return static_cast<double>(amount.count()) / 60000.0;
}
constexpr double in_seconds(Duration amount) {
  return static_cast<double>(amount.count()) / 1000.0;
}
constexpr double in_hours(Duration amount) {
  return static_cast<double>(amount.count()) / 3600000.0;
}

}  // namespace outpost
