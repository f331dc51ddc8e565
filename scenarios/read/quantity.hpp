#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/spec/quantities.hpp"

namespace outpost::scenarios {

// Text such as "30 min" to values, and back. The grammar is docs/scenario-format.md: number unit [per [number] unit]*,
// blanks between number and unit optional, no thousands separators, a point before decimals. Independent of the locale.

/// The text is not the quantity that was asked for. `what()` continues the name of what is read: `needs a unit, such as
/// "30 min"`.
class QuantityError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Rounds to the nearest millisecond; at most 1000 years.
Duration read_duration(std::string_view text);
/// Rounds to the nearest millimetre; at most a million kilometres.
Length read_length(std::string_view text);
/// May be negative, so that a range check can say so.
Speed read_speed(std::string_view text);
/// "72 %" or "0.72"; both give the number nearest to the decimal that is written.
Share read_share(std::string_view text);
ResidentCount read_residents(std::string_view text);
HouseholdCount read_households(std::string_view text);
/// "0.35 per 1000 residents per day", "0.8 per hour". Per residents always comes back as per 1000 residents, so that
/// one rate has one value however it is written.
IncidentRate read_rate(std::string_view text);
/// "lognormal(median 25 min, sigma 0.9)" and the like, or a plain duration: that value always. Of an empirical law only
/// the file name is read here.
Distribution read_distribution(std::string_view text);
/// "08:30" as time since midnight; at most "24:00".
Duration read_clock(std::string_view text);
/// "08:30-12:00"; "23:00-07:00" ends on the next day.
ClockSpan read_span(std::string_view text);
/// "D3 08:30": days count from 0.
SimTime read_moment(std::string_view text);
/// "2025-03-03".
Date read_date(std::string_view text);

// Values to text that reads back as the same value, bit for bit, in a natural unit: 1.5 h as "90 min".
std::string to_text(Duration value);
std::string to_text(Length value);
std::string to_text(Speed value);
std::string to_text(Share value);
std::string to_text(ResidentCount value);
std::string to_text(HouseholdCount value);
/// Requires a rate for the whole city or per 1000 residents.
std::string to_text(const IncidentRate& value);
std::string to_text(const Distribution& value);
/// Requires whole minutes.
std::string to_text(const ClockSpan& value);
std::string to_text(SimTime value);
std::string to_text(const Date& value);
std::string to_text(std::int64_t value);
/// The shortest decimal that reads back as the same number.
std::string to_text(double value);
/// Three digits, for people: 17806190 ms as "4.95 h".
std::string rounded_text(Duration value);

}  // namespace outpost::scenarios
