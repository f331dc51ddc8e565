#include <algorithm>

#include "sim/people/responders.hpp"

namespace outpost {
namespace {

constexpr std::int32_t day_minutes = 1'440;
constexpr std::int32_t week_minutes = 7 * day_minutes;

std::int32_t minutes(Duration clock) {
  return static_cast<std::int32_t>(clock / Duration{1min});
}

std::int32_t minute_of_week(const Calendar& calendar, SimTime at) {
  return static_cast<std::int32_t>(calendar.weekday(day_of(at))) * day_minutes + minutes(time_of_day(at));
}

void add_span(std::vector<std::pair<std::int32_t, std::int32_t>>& spans, std::int32_t day, const ClockSpan& span) {
  const std::int32_t begin = day * day_minutes + minutes(span.begin);
  const std::int32_t length = minutes(span.end) - minutes(span.begin);
  const std::int32_t end = begin + (length > 0 ? length : length + day_minutes);
  if (end <= week_minutes) {
    spans.emplace_back(begin, end);
  } else {  // Sunday's night runs into Monday
    spans.emplace_back(begin, week_minutes);
    spans.emplace_back(0, end - week_minutes);
  }
}

}  // namespace

Roster roster_of(const std::string& name, const RosterSpec& spec) {
  std::vector<std::pair<std::int32_t, std::int32_t>> spans;
  for (std::int32_t day = 0; day < 7; ++day) {
    for (const ClockSpan& span : spec.every_day) add_span(spans, day, span);
    for (const ClockSpan& span : day < 5 ? spec.weekdays : spec.weekends) add_span(spans, day, span);
    for (const ClockSpan& span : spec.by_day[static_cast<std::size_t>(day)]) add_span(spans, day, span);
  }
  std::sort(spans.begin(), spans.end());
  Roster roster{.name = name};
  for (const auto& [begin, end] : spans) {
    if (!roster.on_duty.empty() && begin <= roster.on_duty.back().second) {
      roster.on_duty.back().second = std::max(roster.on_duty.back().second, end);
    } else {
      roster.on_duty.emplace_back(begin, end);
    }
  }
  return roster;
}

bool Roster::is_on_duty(const Calendar& calendar, SimTime at) const {
  const std::int32_t minute = minute_of_week(calendar, at);
  return std::any_of(on_duty.begin(), on_duty.end(),
                     [minute](const auto& span) { return minute >= span.first && minute < span.second; });
}

std::optional<SimTime> Roster::next_change(const Calendar& calendar, SimTime at) const {
  const bool around_the_clock = on_duty.size() == 1 && on_duty[0] == std::pair{0, week_minutes};
  if (on_duty.empty() || around_the_clock) return std::nullopt;
  const std::int32_t minute = minute_of_week(calendar, at);
  const SimTime week = start_of_day(day_of(at)) - static_cast<int>(calendar.weekday(day_of(at))) * one_day;
  // Duty that runs through the end of the week does not change at Monday 00:00.
  const bool through_the_end = on_duty.front().first == 0 && on_duty.back().second == week_minutes;
  for (int ahead = 0; ahead < 2; ++ahead) {
    for (const auto& [begin, end] : on_duty) {
      for (const std::int32_t edge : {begin, end}) {
        if (through_the_end && (edge == 0 || edge == week_minutes)) continue;
        if (ahead == 0 && edge <= minute) continue;
        return week + ahead * one_week + edge * Duration{1min};
      }
    }
  }
  return std::nullopt;
}

std::vector<OnDuty> on_duty_by_hour(const Force& force) {
  std::vector<OnDuty> found;
  for (std::size_t role = 0; role < role_count; ++role) {
    OnDuty row{.role = static_cast<Role>(role)};
    for (const Responder& responder : force.responders) {
      if (responder.role != row.role) continue;
      ++row.units;
      row.people += responder.people;
      for (const auto& [begin, end] : force.rosters[responder.roster].on_duty) {
        for (std::int32_t hour = begin / 60; hour * 60 < end; ++hour) {
          const std::int32_t minutes_there = std::min(end, (hour + 1) * 60) - std::max(begin, hour * 60);
          row.units_by_hour[static_cast<std::size_t>(hour)] += minutes_there / 60.0;
        }
      }
    }
    if (row.units > 0) found.push_back(row);
  }
  return found;
}

}  // namespace outpost
