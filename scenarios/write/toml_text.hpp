#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/spec/quantities.hpp"

namespace outpost::scenarios {

// Values as they stand in TOML after the equals sign; each reads back as the same value.
std::string toml_text(std::string_view text);
std::string toml_text(std::int64_t value);
std::string toml_text(double value);
std::string toml_text(Share value);
std::string toml_text(const Date& value);
std::string toml_text(Duration value);
std::string toml_text(Length value);
std::string toml_text(Speed value);
std::string toml_text(ResidentCount value);
std::string toml_text(HouseholdCount value);
std::string toml_text(const std::vector<Date>& value);
std::string toml_text(const IncidentRate& value);
std::string toml_text(const Distribution& value);
std::string toml_text(const std::vector<ClockSpan>& value);
std::string toml_text(const std::vector<std::string>& value);
std::string toml_text(const Text& value);

/// A key, in quotes where it has to be.
std::string toml_key(std::string_view key);

}  // namespace outpost::scenarios
