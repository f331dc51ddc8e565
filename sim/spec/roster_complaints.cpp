#include "sim/spec/roster_complaints.hpp"

#include <algorithm>
#include <numeric>

namespace outpost {
namespace {

std::string clock_text(Duration at) {
  const auto two_digits = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const std::int64_t minute = at / Duration{1min};
  return two_digits(minute / 60) + ":" + two_digits(minute % 60);
}

std::string clock_text(const ClockSpan& span) {
  return clock_text(span.begin) + "-" + clock_text(span.end);
}

constexpr std::int64_t day_minutes = 1'440;
constexpr std::size_t most_windows = 32;  // of breaks: as many as a responder keeps apart

std::int64_t length_of(const ClockSpan& span) {
  const std::int64_t length = (span.end - span.begin) / Duration{1min};
  return length > 0 ? length : length + day_minutes;
}

std::int64_t minutes(Duration clock) {
  return clock / Duration{1min};
}

bool goes_by_the_week(const RosterSpec& roster) {
  return !roster.weekdays.empty() || !roster.weekends.empty() ||
         std::any_of(roster.by_day.begin(), roster.by_day.end(), [](const auto& spans) { return !spans.empty(); });
}

/// Minutes on duty of one period of the first group; a period begins on a Monday, or on the first day of the cycle.
class DutyMinutes {
 public:
  explicit DutyMinutes(const RosterSpec& roster)
      : days_(roster.cycle == 0          ? 7
              : goes_by_the_week(roster) ? std::lcm(std::int64_t{7}, roster.cycle)
                                         : roster.cycle),
        on_duty_(static_cast<std::size_t>(days_ * day_minutes), false) {
    for (std::int64_t day = 0; day < days_; ++day) {
      mark(day, roster.every_day);
      for (const TurnSpec& turn : roster.turns) {
        const auto days = roster.cycle > 0 ? days_of_cycle(turn.days, roster.cycle) : std::nullopt;
        if (days && (*days)[static_cast<std::size_t>(day % roster.cycle)]) mark(day, turn.hours);
      }
      if (days_ % 7 != 0) continue;
      mark(day, day % 7 < 5 ? roster.weekdays : roster.weekends);
      mark(day, roster.by_day[static_cast<std::size_t>(day % 7)]);
    }
  }
  bool ever_holds(const ClockSpan& window) const {
    for (std::int64_t day = 0; day < days_; ++day) {
      const std::int64_t begin = day * day_minutes + minutes(window.begin);
      std::int64_t at = begin;
      while (at < begin + length_of(window) && on_duty_[static_cast<std::size_t>(at % size())]) ++at;
      if (at == begin + length_of(window)) return true;
    }
    return false;
  }
  bool always() const {
    return std::all_of(on_duty_.begin(), on_duty_.end(), [](bool there) { return there; });
  }

 private:
  std::int64_t size() const { return days_ * day_minutes; }
  void mark(std::int64_t day, const std::vector<ClockSpan>& spans) {
    for (const ClockSpan& span : spans) {
      const std::int64_t begin = day * day_minutes + minutes(span.begin);
      for (std::int64_t at = begin; at < begin + length_of(span); ++at) {
        on_duty_[static_cast<std::size_t>(at % size())] = true;
      }
    }
  }
  std::int64_t days_;
  std::vector<bool> on_duty_;
};

/// The day of the cycle, from 1, on which hours of turns overlap; a night may run into the turn of the next day.
std::optional<std::int64_t> day_of_overlap(const RosterSpec& roster) {
  std::vector<bool> taken(static_cast<std::size_t>(roster.cycle * day_minutes), false);
  for (std::int64_t day = 0; day < roster.cycle; ++day) {
    for (const TurnSpec& turn : roster.turns) {
      const auto days = days_of_cycle(turn.days, roster.cycle);
      if (!days || !(*days)[static_cast<std::size_t>(day)]) continue;
      for (const ClockSpan& span : turn.hours) {
        const std::int64_t begin = day * day_minutes + minutes(span.begin);
        for (std::int64_t at = begin; at < begin + length_of(span); ++at) {
          const auto minute = static_cast<std::size_t>(at % (roster.cycle * day_minutes));
          if (taken[minute]) return static_cast<std::int64_t>(minute) / day_minutes + 1;
          taken[minute] = true;
        }
      }
    }
  }
  return std::nullopt;
}

void check_turns(const std::string& where, const RosterSpec& roster, std::vector<Complaint>& found) {
  const std::string cycle = std::to_string(roster.cycle);
  if (roster.cycle == 0) {
    if (!roster.turns.empty()) {
      found.push_back(
          {where + ".turn", "turns need a cycle; give the days after which they begin again, such as cycle = 4"});
    }
    if (roster.groups > 1) {
      found.push_back(
          {where + ".groups", "groups follow each other through a cycle; give its days, such as cycle = 4"});
    }
    return;
  }
  if (roster.turns.empty()) {
    found.push_back(
        {where + ".cycle", "a cycle needs turns; write at least one [[" + where + ".turn]] with days and hours"});
  }
  if (roster.cycle % roster.groups != 0) {
    found.push_back({where + ".groups", std::to_string(roster.groups) +
                                            " groups do not follow each other evenly through " + cycle +
                                            " days; give a number that divides the cycle"});
  }
  for (const TurnSpec& turn : roster.turns) {
    if (!days_of_cycle(turn.days, roster.cycle)) {
      found.push_back({where + ".turn.days", "\"" + turn.days +
                                                 "\" is no list of days of the cycle; write some of 1 to " + cycle +
                                                 ", such as \"1-3\" or \"1 4\""});
      return;
    }
    if (turn.hours.empty()) {
      found.push_back({where + ".turn", "a turn needs hours, such as hours = [\"08:00-16:00\"]"});
      return;
    }
  }
  if (const auto day = day_of_overlap(roster)) {
    found.push_back({where + ".turn.hours", "hours overlap on day " + std::to_string(*day) +
                                                " of the cycle; let one turn begin where the other ends"});
  }
}

void check_breaks(const std::string& where, const RosterSpec& roster, std::vector<Complaint>& found) {
  if (roster.breaks.empty()) return;
  const DutyMinutes duty{roster};
  std::size_t windows = 0;
  for (const BreakSpec& pause : roster.breaks) {
    windows += pause.windows.size();
    if (pause.windows.empty()) {
      found.push_back({where + ".break.windows", "a break needs a window, such as windows = [\"11:00-13:30\"]"});
    }
    for (const ClockSpan& window : pause.windows) {
      if (pause.lasts > length_of(window) * Duration{1min}) {
        found.push_back({where + ".break.lasts",
                         "the break of " + std::to_string(minutes(pause.lasts)) + " min is longer than its window of " +
                             std::to_string(length_of(window)) + " min; make the break shorter or the window longer"});
      } else if (!duty.ever_holds(window)) {
        found.push_back({where + ".break.windows",
                         "the window " + clock_text(window) +
                             " of the break lies within no stretch of duty of the roster; move it into one, or take "
                             "the break out"});
      }
    }
  }
  if (windows > most_windows) {
    found.push_back({where + ".break", "there are " + std::to_string(windows) + " windows of breaks; give at most " +
                                           std::to_string(most_windows)});
  }
}

}  // namespace

void check_rosters(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const auto& [name, roster] : spec.rosters) {
    const std::string where = "rosters." + name;
    bool any = !roster.every_day.empty() || goes_by_the_week(roster);
    any = any || !roster.turns.empty() || roster.cycle > 0;  // those are complained about below
    if (!any) {
      found.push_back({where, "the roster has no hours; give some, such as every_day = [\"08:00-17:00\"]"});
      continue;
    }
    check_turns(where, roster, found);
    check_breaks(where, roster, found);
    if (!roster.standby.empty() && DutyMinutes{roster}.always()) {
      found.push_back(
          {where + ".standby", "the roster is on duty around the clock; leave standby out, which is off duty"});
    }
  }
}

void check_units(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  std::vector<std::pair<std::string, StaffSpec>> all;
  for (const auto& [role, staff] : spec.staff) {
    all.emplace_back("staff." + std::string(role_names[static_cast<std::size_t>(role)]), staff);
  }
  for (const auto& [name, department] : spec.departments) all.emplace_back("departments." + name, department.staff);
  for (const auto& [where, staff] : all) {
    const std::string crew = std::to_string(staff.crew);
    if (staff.auxiliaries > staff.crew - 1) {
      found.push_back(
          {where + ".auxiliaries", "of a crew of " + crew + " at most " + std::to_string(staff.crew - 1) +
                                       " are auxiliaries: one is an officer; lower auxiliaries or raise crew"});
    } else if (staff.pairing != Pairing::none && staff.crew < 2) {
      found.push_back(
          {where + ".pairing", "a unit of one has nobody to pair with; give crew = 2, or pairing = \"none\""});
    } else if (staff.pairing == Pairing::two_officers && staff.crew - staff.auxiliaries < 2) {
      found.push_back(
          {where + ".pairing", "a crew of " + crew + " with " + std::to_string(staff.auxiliaries) +
                                   " auxiliaries has no two officers; lower auxiliaries, raise crew, or write "
                                   "\"officer_and_another\""});
    }
  }
}

void check_transfers(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  std::map<Role, std::int64_t> leave;
  for (const TransferSpec& transfer : spec.transfers) {
    const auto name = [](Role role) { return std::string(role_names[static_cast<std::size_t>(role)]); };
    if (transfer.from == transfer.to) {
      found.push_back(
          {"transfer.to", "people are transferred to another role; name one that is not " + name(transfer.from)});
      continue;
    }
    bool staffed = true;
    for (const auto& [key, role] : {std::pair{"transfer.from", transfer.from}, std::pair{"transfer.to", transfer.to}}) {
      if (spec.staff.contains(role)) continue;
      staffed = false;
      found.push_back(
          is_of_departments(role)
              ? Complaint{key,
                          "units of departments are not transferred; name a role that has a section "
                          "[staff.ROLE], and fewer units of the department beside it"}
              : Complaint{key, "the role " + name(role) + " has no staff; write a section [staff." + name(role) + "]"});
    }
    if (!staffed) continue;
    leave[transfer.from] += transfer.heads;
    const auto heads = spec.staff.at(transfer.from).heads;
    if (heads && leave[transfer.from] > *heads) {
      found.push_back({"transfer.heads", std::to_string(leave[transfer.from]) + " leave the role " +
                                             name(transfer.from) + ", and it has " + std::to_string(*heads) +
                                             "; transfer fewer"});
    }
  }
}

}  // namespace outpost
