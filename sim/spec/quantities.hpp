#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/units.hpp"

namespace outpost {

/// A whole number of something: 300 households do not convert to 300 residents.
template <class Unit>
struct Count {
  std::int64_t value = 0;
  constexpr auto operator<=>(const Count&) const = default;
};
using ResidentCount = Count<struct ResidentUnit>;
using HouseholdCount = Count<struct HouseholdUnit>;

/// Text in the two languages of the product; either may be empty, and then the other is shown.
struct Text {
  std::string en{};
  std::string zh{};
  bool operator==(const Text&) const = default;
};

/// A file that the scenario names: as written there, and as found from the folder of the file that names it.
struct FileName {
  std::string written{};
  std::string resolved{};
  bool empty() const { return written.empty(); }
  bool operator==(const FileName& other) const { return written == other.written; }
};

/// A law of a duration, in text such as "lognormal(median 25 min, sigma 0.9)".
struct Distribution {
  enum class Law : std::uint8_t { constant, exponential, lognormal, gamma, uniform, empirical };
  Law law = Law::constant;
  Duration scale{};                // constant: the value; exponential, gamma: mean; lognormal: median; uniform: low
  double shape = 0.0;              // lognormal: sigma of the logarithm; gamma: coefficient of variation
  Duration high{};                 // uniform: high
  std::vector<Duration> values{};  // empirical: sorted, each equally likely
  std::string file{};              // empirical: the file as written
  bool operator==(const Distribution&) const = default;
};

Distribution constant(Duration value);
Distribution exponential(Duration mean);
Distribution lognormal(Duration median, double sigma);
Distribution gamma(Duration mean, double coefficient_of_variation);
/// Mean of the law; for a lognormal median * exp(sigma^2 / 2).
Duration mean_of(const Distribution& law);

/// How often incidents happen: a number per residents and day, or per day for the whole city.
struct IncidentRate {
  double per_day = 0.0;                      // events per day, for `residents` residents or for the whole city
  std::optional<ResidentCount> residents{};  // none: the whole city
  bool operator==(const IncidentRate&) const = default;
};
/// "x per 1000 residents per day".
IncidentRate per_1000_residents_per_day(double rate);
IncidentRate per_hour(double rate);

/// From `begin` to `end` by the clock; an end at or before the begin lies on the next day.
struct ClockSpan {
  Duration begin{};
  Duration end{};
  bool operator==(const ClockSpan&) const = default;
};

/// A date of the civil calendar.
struct Date {
  int year = 2025;
  int month = 3;
  int day = 3;
  auto operator<=>(const Date&) const = default;
};

}  // namespace outpost
