#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {

/// How a value of a type is written in a scenario: what it is called and a right example as it stands after the equals
/// sign. Messages and the documentation share it.
template <class T>
struct Form;

template <>
struct Form<Duration> {
  static constexpr std::string_view noun = "a duration";
  static constexpr std::string_view example = "\"30 min\"";
};
template <>
struct Form<Length> {
  static constexpr std::string_view noun = "a length";
  static constexpr std::string_view example = "\"120 m\"";
};
template <>
struct Form<Speed> {
  static constexpr std::string_view noun = "a speed";
  static constexpr std::string_view example = "\"15 km/h\"";
};
template <>
struct Form<Share> {
  static constexpr std::string_view noun = "a share";
  static constexpr std::string_view example = "0.72 or \"72 %\"";
};
template <>
struct Form<ResidentCount> {
  static constexpr std::string_view noun = "a number of residents";
  static constexpr std::string_view example = "\"5000 residents\"";
};
template <>
struct Form<HouseholdCount> {
  static constexpr std::string_view noun = "a number of households";
  static constexpr std::string_view example = "\"300 households\"";
};
template <>
struct Form<std::vector<Date>> {
  static constexpr std::string_view noun = "a list of dates";
  static constexpr std::string_view example = "[2025-05-01, 2025-05-02]";
};
template <>
struct Form<IncidentRate> {
  static constexpr std::string_view noun = "a rate";
  static constexpr std::string_view example = "\"0.35 per 1000 residents per day\"";
};
template <>
struct Form<Distribution> {
  static constexpr std::string_view noun = "a distribution";
  static constexpr std::string_view example = "\"lognormal(median 25 min, sigma 0.9)\"";
};
template <>
struct Form<std::vector<ClockSpan>> {
  static constexpr std::string_view noun = "a list of spans";
  static constexpr std::string_view example = R"(["08:30-12:00", "14:00-18:00"])";
};
template <>
struct Form<Date> {
  static constexpr std::string_view noun = "a date";
  static constexpr std::string_view example = "2025-03-03";
};
template <>
struct Form<std::int64_t> {
  static constexpr std::string_view noun = "a whole number";
  static constexpr std::string_view example = "7";
};
template <>
struct Form<double> {
  static constexpr std::string_view noun = "a number";
  static constexpr std::string_view example = "0.5";
};

}  // namespace outpost::scenarios
