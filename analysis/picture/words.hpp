#pragma once

#include <string>

#include "analysis/picture/view.hpp"
#include "sim/spec/calendar.hpp"
#include "sim/spec/quantities.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis {

/// In the language asked for; in both, Chinese first. Where one of the two is empty, the other stands for it.
std::string said(const Text& text, Language language);

Text name_of(Status status);
Text name_of(Stage stage);
Text name_of(Role role);
/// Of the city; where it has none, the scenario's title.
Text name_of(const Setting& setting);

/// "D2 Wed 08:31:20".
std::string clock_text(const Calendar& calendar, SimTime at, Language language);
/// "3:10" minutes and seconds, "2:03:10" with hours, "3 d 04:10" from a day on.
std::string age_text(Duration age);
/// The last three digits of a grid's code: its number within its community.
std::string grid_number(std::uint64_t code);
/// Without the suffix that names the kind of committee: 东市社区居委会 is 东市社区 on a map.
std::string map_name(const std::string& community);
/// Every picture of a city says that its people are made up.
Text synthetic_notice(const Text& city);

/// What the setting is not the record of, or that it is no place at all.
Text notice_of(const Setting& setting);

}  // namespace outpost::analysis
