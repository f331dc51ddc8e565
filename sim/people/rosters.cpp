#include <algorithm>
#include <numeric>

#include "sim/people/responders.hpp"

namespace outpost {
namespace {

constexpr std::int32_t day_minutes = 1'440;

std::int32_t minutes(Duration clock) {
  return static_cast<std::int32_t>(clock / Duration{1min});
}

/// Days since Monday 2001-01-01, modulo the period.
std::int32_t day_of_period(const Calendar& calendar, std::int64_t day, std::int32_t period) {
  const std::int64_t monday = 11'323;  // days from 1970-01-01 to 2001-01-01
  const std::int64_t since = (day_number(calendar.date(day)) - monday) % period;
  return static_cast<std::int32_t>(since < 0 ? since + period : since);
}

SimTime start_of_period(const Calendar& calendar, SimTime at, std::int32_t period) {
  return start_of_day(day_of(at)) - day_of_period(calendar, day_of(at), period) * one_day;
}

std::int32_t minute_of(const Calendar& calendar, SimTime at, std::int32_t period) {
  return day_of_period(calendar, day_of(at), period) * day_minutes + minutes(time_of_day(at));
}

MinuteSpan on_day(std::int32_t day, const ClockSpan& span) {
  const std::int32_t begin = day * day_minutes + minutes(span.begin);
  const std::int32_t length = minutes(span.end) - minutes(span.begin);
  return {begin, begin + (length > 0 ? length : length + day_minutes)};
}

/// Cut at the end of the period, in order, and joined where they touch.
std::vector<MinuteSpan> joined(const std::vector<MinuteSpan>& spans, std::int32_t period) {
  std::vector<MinuteSpan> cut;
  for (const auto& [begin, end] : spans) {
    cut.emplace_back(begin, std::min(end, period));
    if (end > period) cut.emplace_back(0, end - period);  // the last night runs into the first day
  }
  std::sort(cut.begin(), cut.end());
  std::vector<MinuteSpan> found;
  for (const auto& [begin, end] : cut) {
    if (!found.empty() && begin <= found.back().second) {
      found.back().second = std::max(found.back().second, end);
    } else {
      found.emplace_back(begin, end);
    }
  }
  return found;
}

/// What of `spans` lies outside `others`; both in order and apart.
std::vector<MinuteSpan> without(const std::vector<MinuteSpan>& spans, const std::vector<MinuteSpan>& others) {
  std::vector<MinuteSpan> found;
  for (const auto& [begin, end] : spans) {
    std::int32_t from = begin;
    for (const auto& [other_begin, other_end] : others) {
      if (other_end <= from || other_begin >= end) continue;
      if (other_begin > from) found.emplace_back(from, other_begin);
      from = std::max(from, other_end);
    }
    if (from < end) found.emplace_back(from, end);
  }
  return found;
}

bool is_around_the_clock(const Roster& roster) {
  return roster.on_duty.size() == 1 && roster.on_duty[0] == MinuteSpan{0, roster.days * day_minutes};
}

/// Stretches of duty, of which the last may run past the end of the period.
std::vector<MinuteSpan> stretches_of(const Roster& roster) {
  std::vector<MinuteSpan> found = roster.on_duty;
  const std::int32_t period = roster.days * day_minutes;
  if (found.size() > 1 && found.front().first == 0 && found.back().second == period) {
    found.back().second += found.front().second;
    found.erase(found.begin());
  }
  return found;
}

bool holds(const std::vector<MinuteSpan>& spans, std::int32_t minute) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), minute,
                                      [](std::int32_t at, const MinuteSpan& span) { return at < span.first; });
  return after != spans.begin() && minute < std::prev(after)->second;
}

/// Edges of spans at which something changes: what runs through the end of the period does not change there.
void add_edges(const std::vector<MinuteSpan>& spans, std::int32_t period, std::vector<std::int32_t>& edges) {
  if (spans.empty()) return;
  const bool through_the_end = spans.front().first == 0 && spans.back().second == period;
  for (const auto& [begin, end] : spans) {
    if (!(through_the_end && begin == 0)) edges.push_back(begin);
    if (!(through_the_end && end == period)) edges.push_back(end % period);
  }
}

std::vector<std::int32_t> days_of_duty_of(const Roster& roster) {
  std::vector<std::int32_t> found;
  const std::int32_t period = roster.days * day_minutes;
  if (is_around_the_clock(roster)) {
    for (std::int32_t day = 0; day < roster.days; ++day) found.push_back(day * day_minutes);
    return found;
  }
  for (const auto& [begin, end] : stretches_of(roster)) {
    for (std::int32_t at = begin; at < end; at += day_minutes) found.push_back(at % period);
  }
  std::sort(found.begin(), found.end());
  return found;
}

void add_breaks(const RosterSpec& spec, Roster& roster) {
  const std::int32_t period = roster.days * day_minutes;
  const std::vector<MinuteSpan> stretches = stretches_of(roster);
  const bool always = is_around_the_clock(roster);
  const auto within = [&](const MinuteSpan& window) {
    return always || std::any_of(stretches.begin(), stretches.end(), [&](const MinuteSpan& stretch) {
             return (window.first >= stretch.first && window.second <= stretch.second) ||
                    (window.first + period >= stretch.first && window.second + period <= stretch.second);
           });
  };
  for (const BreakSpec& pause : spec.breaks) {
    for (const ClockSpan& span : pause.windows) {
      for (std::int32_t day = 0; day < roster.days; ++day) {
        const MinuteSpan window = on_day(day, span);
        if (within(window)) roster.breaks.push_back({window.first, roster.break_lasts.size()});
      }
      roster.break_lasts.push_back(pause.lasts);
    }
  }
}

void set_edges(Roster& roster) {
  const std::int32_t period = roster.days * day_minutes;
  roster.edges.clear();
  add_edges(roster.on_duty, period, roster.edges);
  add_edges(roster.standby, period, roster.edges);
  for (const BreakDue& due : roster.breaks) roster.edges.push_back(due.begins);
  if (roster.calls_roll)
    roster.edges.insert(roster.edges.end(), roster.days_of_duty.begin(), roster.days_of_duty.end());
  std::sort(roster.edges.begin(), roster.edges.end());
  roster.edges.erase(std::unique(roster.edges.begin(), roster.edges.end()), roster.edges.end());
}

bool goes_by_the_week(const RosterSpec& spec) {
  return !spec.weekdays.empty() || !spec.weekends.empty() ||
         std::any_of(spec.by_day.begin(), spec.by_day.end(), [](const auto& spans) { return !spans.empty(); });
}

}  // namespace

std::string group_name(const std::string& roster, std::int64_t group) {
  return group == 0 ? roster : roster + "/" + std::to_string(group + 1);
}

Roster roster_of(const std::string& name, const RosterSpec& spec, std::int64_t group) {
  Roster roster{.name = group_name(name, group)};
  const auto cycle = static_cast<std::int32_t>(spec.cycle);
  if (cycle > 0) roster.days = goes_by_the_week(spec) ? std::lcm(7, cycle) : cycle;
  const std::int32_t shift = static_cast<std::int32_t>(group * spec.cycle / spec.groups);
  std::vector<MinuteSpan> duty;
  std::vector<MinuteSpan> standby;
  for (std::int32_t day = 0; day < roster.days; ++day) {
    for (const ClockSpan& span : spec.every_day) duty.push_back(on_day(day, span));
    for (const ClockSpan& span : spec.standby) standby.push_back(on_day(day, span));
    if (cycle > 0) {
      const auto turn = static_cast<std::size_t>(((day - shift) % cycle + cycle) % cycle);
      for (const TurnSpec& row : spec.turns) {
        const auto days = days_of_cycle(row.days, spec.cycle);
        if (!days || !(*days)[turn]) continue;
        for (const ClockSpan& span : row.hours) duty.push_back(on_day(day, span));
      }
    }
    if (roster.days % 7 != 0) continue;
    const std::int32_t weekday = day % 7;
    for (const ClockSpan& span : weekday < 5 ? spec.weekdays : spec.weekends) duty.push_back(on_day(day, span));
    for (const ClockSpan& span : spec.by_day[static_cast<std::size_t>(weekday)]) duty.push_back(on_day(day, span));
  }
  const std::int32_t period = roster.days * day_minutes;
  roster.on_duty = joined(duty, period);
  roster.standby = without(joined(standby, period), roster.on_duty);
  roster.days_of_duty = days_of_duty_of(roster);
  add_breaks(spec, roster);
  set_edges(roster);
  return roster;
}

void Roster::call_roll() {
  calls_roll = true;
  set_edges(*this);
}

bool Roster::is_on_duty(const Calendar& calendar, SimTime at) const {
  return holds(on_duty, minute_of(calendar, at, days));
}

bool Roster::is_on_standby(const Calendar& calendar, SimTime at) const {
  return holds(standby, minute_of(calendar, at, days));
}

std::optional<SimTime> Roster::next_change(const Calendar& calendar, SimTime at) const {
  if (edges.empty()) return std::nullopt;
  const SimTime begin = start_of_period(calendar, at, days);
  const auto next = std::upper_bound(edges.begin(), edges.end(), minute_of(calendar, at, days));
  if (next != edges.end()) return begin + *next * Duration{1min};
  return begin + days * one_day + edges.front() * Duration{1min};
}

bool Roster::day_of_duty_begins(const Calendar& calendar, SimTime at) const {
  return time_of_day(at) % Duration{1min} == Duration{} &&
         std::binary_search(days_of_duty.begin(), days_of_duty.end(), minute_of(calendar, at, days));
}

std::pair<SimTime, SimTime> Roster::day_of_duty(const Calendar& calendar, SimTime at) const {
  require(is_on_duty(calendar, at), "a day of duty is asked for on duty");
  const SimTime period = start_of_period(calendar, at, days);
  const auto after = std::upper_bound(days_of_duty.begin(), days_of_duty.end(), minute_of(calendar, at, days));
  const SimTime begin = after != days_of_duty.begin() ? period + *std::prev(after) * Duration{1min}
                                                      : period - days * one_day + days_of_duty.back() * Duration{1min};
  const SimTime next = after != days_of_duty.end() ? period + *after * Duration{1min}
                                                   : period + days * one_day + days_of_duty.front() * Duration{1min};
  const auto ends = duty_ends(calendar, at);
  return {begin, ends ? std::min(*ends, next) : next};
}

std::optional<SimTime> Roster::duty_ends(const Calendar& calendar, SimTime at) const {
  if (is_around_the_clock(*this)) return std::nullopt;
  const SimTime period = start_of_period(calendar, at, days);
  const std::int32_t minute = minute_of(calendar, at, days);
  for (const auto& [begin, end] : stretches_of(*this)) {
    for (const std::int32_t later : {0, days * day_minutes}) {
      if (minute + later >= begin && minute + later < end) return period + (end - later) * Duration{1min};
    }
  }
  return std::nullopt;
}

std::uint32_t Roster::breaks_due(const Calendar& calendar, SimTime at) const {
  std::uint32_t bits = 0;
  if (breaks.empty() || time_of_day(at) % Duration{1min} != Duration{}) return bits;
  const std::int32_t minute = minute_of(calendar, at, days);
  for (const BreakDue& due : breaks) {
    if (due.begins == minute) bits |= std::uint32_t{1} << due.number;
  }
  return bits;
}

namespace {

/// How much of [begin, end) lies in spans of minutes of a period of so many days.
Duration overlap(const std::vector<MinuteSpan>& spans, std::int32_t days, const Calendar& calendar, SimTime begin,
                 SimTime end) {
  Duration sum{};
  for (SimTime period = start_of_period(calendar, begin, days); period < end; period += days * one_day) {
    for (const auto& [from, to] : spans) {
      const SimTime first = std::max(begin, period + from * Duration{1min});
      const SimTime last = std::min(end, period + to * Duration{1min});
      if (first < last) sum += last - first;
    }
  }
  return sum;
}

}  // namespace

Duration Roster::covered(const Calendar& calendar, SimTime begin, SimTime end) const {
  return overlap(on_duty, days, calendar, begin, end);
}

Duration Roster::on_standby_in(const Calendar& calendar, SimTime begin, SimTime end) const {
  return overlap(standby, days, calendar, begin, end);
}

std::vector<OnDuty> on_duty_by_hour(const Force& force) {
  std::vector<OnDuty> found;
  for (std::size_t role = 0; role < role_count; ++role) {
    OnDuty row{.role = static_cast<Role>(role)};
    for (const Responder& responder : force.responders) {
      if (responder.role != row.role || responder.joins) continue;
      ++row.units;
      row.people += responder.people;
      const Roster& roster = force.rosters[responder.roster];
      // A period begins on every weekday in turn unless it is whole weeks long.
      const std::int32_t periods = std::lcm(7, roster.days) / roster.days;
      const double weeks = std::lcm(7, roster.days) / 7.0;
      for (std::int32_t period = 0; period < periods; ++period) {
        for (const auto& [begin, end] : roster.on_duty) {
          for (std::int32_t hour = begin / 60; hour * 60 < end; ++hour) {
            const std::int32_t minutes_there = std::min(end, (hour + 1) * 60) - std::max(begin, hour * 60);
            const auto of_week = static_cast<std::size_t>((hour + period * roster.days * 24) % 168);
            row.units_by_hour[of_week] += minutes_there / 60.0 / weeks;
          }
        }
      }
    }
    if (row.units > 0) found.push_back(row);
  }
  return found;
}

}  // namespace outpost
