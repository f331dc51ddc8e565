#include "scenarios/read/quantity.hpp"

#include <charconv>
#include <cmath>

#include "scenarios/read/measured.hpp"

namespace outpost::scenarios {
namespace {

constexpr double year_in_ms = 365.0 * 86'400'000.0;
constexpr double most_metres = 1e9;

constexpr Wanted wanted_length{Dimension::length, "a length", "m or km", "m", "120 m"};
constexpr Wanted wanted_speed{Dimension::speed, "a speed", "km/h or m/s", "km/h", "15 km/h"};
constexpr Wanted wanted_residents{Dimension::residents, "a number of residents", "residents", "residents",
                                  "5000 residents"};
constexpr Wanted wanted_households{Dimension::households, "a number of households", "households", "households",
                                   "300 households"};
constexpr std::string_view rate_example = "0.35 per 1000 residents per day";

std::int64_t rounded(double value) {
  return static_cast<std::int64_t>(value < 0 ? value - 0.5 : value + 0.5);
}

std::int64_t read_count(std::string_view text, const Wanted& wanted) {
  const double value = read_measured(text, wanted).number.value;
  if (std::floor(value) != value || std::fabs(value) > 1e15) {
    throw QuantityError{"is not a whole number, " + in_quotes(text) + "; write " + std::string(wanted.noun) +
                        " such as \"" + std::string(wanted.example) + '"'};
  }
  return static_cast<std::int64_t>(value);
}

/// The decimal number `digits` times a power of ten, rounded once: 33.3 % is the number nearest to 0.333, which 33.3 /
/// 100 is not.
double shifted(std::string_view digits, int power) {
  std::string text{digits.substr(0, digits.find_first_of("eE"))};
  std::int64_t exponent = power;
  if (text.size() < digits.size()) {
    std::int64_t written = 0;
    std::string_view tail = digits.substr(text.size() + 1);
    if (!tail.empty() && tail.front() == '+') tail.remove_prefix(1);
    std::from_chars(tail.data(), tail.data() + tail.size(), written);
    exponent += written;
  }
  text += 'e' + std::to_string(exponent);
  double value = 0.0;
  // Out of range leaves 0: a part of a whole so small is none.
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The denominators of a rate: "per 1000 residents", "per day".
struct Denominators {
  double days = 0.0;       // 0: not given
  double residents = 0.0;  // 0: not given
};

[[noreturn]] void refuse_rate(const std::string& fault) {
  throw QuantityError{fault + "; write a rate such as \"" + std::string(rate_example) + R"(" or "0.8 per hour")"};
}

void read_denominator(Scanner& scanner, Denominators& found) {
  const double number = scanner.sees_number() ? scanner.number("a rate", rate_example).value : 1.0;
  if (!(number > 0.0)) refuse_rate("has a zero or negative number after \"per\"");
  const std::string_view name = scanner.word();
  const Unit* unit = find_unit(name == "resident" ? std::string_view{"residents"} : name);
  if (unit == nullptr) refuse_rate("has the unknown unit " + in_quotes(name) + " after \"per\"");
  if (unit->dimension == Dimension::time && found.days == 0.0) {
    found.days = number * unit->factor / (year_in_ms / 365.0);
  } else if (unit->dimension == Dimension::residents && found.residents == 0.0) {
    found.residents = number;
  } else {
    refuse_rate("cannot be per " + in_quotes(name));
  }
}

}  // namespace

Duration read_duration(std::string_view text) {
  const Measured read = read_measured(text, wanted_duration);
  const double amount = read.number.value * read.unit->factor;
  if (std::fabs(amount) > 1000.0 * year_in_ms) {
    throw QuantityError{"is longer than 1000 years, " + in_quotes(text) + "; write a duration such as \"30 min\""};
  }
  return Duration{rounded(amount)};
}

Length read_length(std::string_view text) {
  const Measured read = read_measured(text, wanted_length);
  const double amount = read.number.value * read.unit->factor;
  if (std::fabs(amount) > most_metres) {
    throw QuantityError{"is longer than a million kilometres, " + in_quotes(text) +
                        "; write a length such as \"120 m\""};
  }
  return metres(amount);
}

Speed read_speed(std::string_view text) {
  const Measured read = read_measured(text, wanted_speed);
  return read.unit->name == "m/s" ? metres_per_second(read.number.value) : kilometres_per_hour(read.number.value);
}

Share read_share(std::string_view text) {
  Scanner scanner{text};
  const Number number = scanner.number("a share", "72 %");
  const bool percent = scanner.accept("%");
  if (!scanner.at_end()) {
    throw QuantityError{"is not a share, " + in_quotes(text) + "; write a share such as \"72 %\" or 0.72"};
  }
  const double value = percent ? shifted(number.digits, -2) : number.value;
  if (!(value >= 0.0 && value <= 1.0)) {
    throw QuantityError{"is " + in_quotes(text) + ", but a share lies between 0 % and 100 %"};
  }
  return share(value);
}

ResidentCount read_residents(std::string_view text) {
  return {read_count(text, wanted_residents)};
}

HouseholdCount read_households(std::string_view text) {
  return {read_count(text, wanted_households)};
}

IncidentRate read_rate(std::string_view text) {
  Scanner scanner{text};
  const double number = scanner.number("a rate", rate_example).value;
  Denominators found;
  while (scanner.accept("per")) read_denominator(scanner, found);
  if (!scanner.at_end()) refuse_rate("has " + in_quotes(scanner.rest()) + " where \"per\" or the end should stand");
  if (found.days == 0.0) refuse_rate("does not say per what time");
  // Dividing by a fraction of a day would round twice; "per hour" is exactly 24 times.
  const double times = 1.0 / found.days;
  IncidentRate rate{.per_day = found.days < 1.0 && std::floor(times) == times ? number * times : number / found.days};
  if (found.residents > 0.0) {
    if (found.residents != 1000.0) rate.per_day = rate.per_day * 1000.0 / found.residents;
    rate.residents = ResidentCount{1000};
  }
  if (!std::isfinite(rate.per_day)) refuse_rate("is too large a rate");
  return rate;
}

}  // namespace outpost::scenarios
