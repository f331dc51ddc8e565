#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {
namespace {

/// Digits, and the sign of a negative zero, which a bare "-0" would lose in TOML.
std::string shortest(double value) {
  if (value == 0.0) return std::signbit(value) ? "-0.0" : "0";
  return fmt::format("{}", value);
}

/// The decimal near `guess` with the fewest digits, at most `most_digits`, that `reads_back`; empty when there is none.
template <class ReadsBack>
std::string shortest_near(double guess, int most_digits, const ReadsBack& reads_back) {
  for (int digits = 1; digits <= most_digits; ++digits) {
    const std::string cut = fmt::format("{:.{}g}", guess, digits);
    double value = 0.0;
    std::from_chars(cut.data(), cut.data() + cut.size(), value);
    std::string text = shortest(value);  // 200 rather than 2e+02
    if (reads_back(text)) return text;
  }
  return {};
}

std::string clock_text(Duration clock) {
  require(clock >= Duration{} && clock <= one_day && clock % Duration{1min} == Duration{},
          "a time of day in a scenario is a whole minute");
  return fmt::format("{:02}:{:02}", clock / one_hour, clock % one_hour / Duration{1min});
}

}  // namespace

std::string to_text(std::int64_t value) {
  return fmt::format("{}", value);
}

std::string to_text(double value) {
  return shortest(value);
}

std::string to_text(Duration value) {
  const auto whole = [value](Duration unit) { return value % unit == Duration{}; };
  if (value == Duration{}) return "0 s";
  // Up to a day and a half hours read better than days: "24 h", but "2 day".
  if (whole(one_day) && value / one_day > 1) return fmt::format("{} day", value / one_day);
  if (whole(one_hour)) return fmt::format("{} h", value / one_hour);
  if (whole(1min)) return fmt::format("{} min", value / Duration{1min});
  if (whole(1s)) return fmt::format("{} s", value / Duration{1s});
  return fmt::format("{} ms", value.count());
}

std::string rounded_text(Duration value) {
  const double seconds = in_seconds(value);
  if (seconds < 120.0) return fmt::format("{:.3g} s", seconds);
  if (seconds < 7'200.0) return fmt::format("{:.3g} min", seconds / 60.0);
  if (seconds < 172'800.0) return fmt::format("{:.3g} h", seconds / 3'600.0);
  return fmt::format("{:.0f} day", seconds / 86'400.0);
}

std::string to_text(Length value) {
  const std::int64_t count = value.in_millimetres();
  if (count != 0 && count % 1'000'000 == 0) return fmt::format("{} km", count / 1'000'000);
  const std::int64_t left = std::abs(count % 1000);
  std::string text = fmt::format("{}{}", count < 0 ? "-" : "", std::abs(count) / 1000);
  if (left != 0) {
    text += fmt::format(".{:03}", left);
    while (text.back() == '0') text.pop_back();
  }
  return text + " m";
}

std::string to_text(Speed value) {
  // Most speeds are whole or nearly whole km/h; what is not exact in a few digits of km/h always is in m/s.
  const std::string kmh = shortest_near(value.in_kilometres_per_hour(), 6, [value](const std::string& text) {
    return read_speed(text + " km/h") == value;
  });
  if (!kmh.empty()) return kmh + " km/h";
  return shortest(value.in_metres_per_second()) + " m/s";
}

std::string to_text(Share value) {
  return shortest(value.value());
}

std::string to_text(ResidentCount value) {
  return fmt::format("{} residents", value.value);
}

std::string to_text(HouseholdCount value) {
  return fmt::format("{} households", value.value);
}

std::string to_text(const IncidentRate& value) {
  require(!value.residents || value.residents->value == 1000, "a rate is for the whole city or per 1000 residents");
  const std::string people = value.residents ? " per 1000 residents" : "";
  const std::string daily = shortest(value.per_day);
  // 2.4 per hour are 57.599999999999994 per day: the much shorter text is the one that was meant.
  const int most_digits = std::min(6, static_cast<int>(daily.size()) - 6);
  const std::string hourly = shortest_near(value.per_day / 24.0, most_digits, [&](const std::string& text) {
    return read_rate(text + people + " per hour") == value;
  });
  return hourly.empty() ? daily + people + " per day" : hourly + people + " per hour";
}

std::string to_text(const Distribution& value) {
  using Law = Distribution::Law;
  switch (value.law) {
    case Law::constant:
      return to_text(value.scale);
    case Law::exponential:
      return fmt::format("exponential(mean {})", to_text(value.scale));
    case Law::lognormal:
      return fmt::format("lognormal(median {}, sigma {})", to_text(value.scale), shortest(value.shape));
    case Law::gamma:
      return fmt::format("gamma(mean {}, cv {})", to_text(value.scale), shortest(value.shape));
    case Law::uniform:
      return fmt::format("uniform({}, {})", to_text(value.scale), to_text(value.high));
    case Law::empirical:
      break;
  }
  return fmt::format("empirical({})", value.file);
}

std::string to_text(const ClockSpan& value) {
  return clock_text(value.begin) + '-' + clock_text(value.end);
}

std::string to_text(SimTime value) {
  return fmt::format("D{} {}", day_of(value), clock_text(time_of_day(value)));
}

std::string to_text(const Date& value) {
  return fmt::format("{:04}-{:02}-{:02}", value.year, value.month, value.day);
}

}  // namespace outpost::scenarios
