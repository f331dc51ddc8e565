#include "analysis/experiment/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/rules/dispatch.hpp"

namespace outpost::analysis {
namespace {

/// Units of work that orders of one kind ask for, on average over the week.
double load_of(const Setting& setting, const Kind& kind) {
  double per_week = 0.0;
  for (const Community& community : setting.city.communities) {
    per_week += 5.0 * expected_on(setting, kind, community, false) + 2.0 * expected_on(setting, kind, community, true);
  }
  return per_week / 168.0 * kind.spec.reported.value() * static_cast<double>(kind.spec.units) *
         in_hours(mean_of(kind.spec.on_scene) + mean_of(kind.spec.write_up));
}

/// Who may answer the kind, by role and hour: where departments answer, those of its own.
std::vector<OnDuty> who_answer(const Setting& setting, const Kind& kind) {
  Force own{.rosters = setting.force.rosters};
  for (const Responder& unit : setting.force.responders) {
    const bool asked = std::find(kind.spec.roles.begin(), kind.spec.roles.end(), unit.role) != kind.spec.roles.end();
    if (asked && (!is_of_departments(unit.role) || unit.department == kind.department)) own.responders.push_back(unit);
  }
  return on_duty_by_hour(own);
}

bool has(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::string names(const std::vector<Role>& roles) {
  std::string text;
  for (const Role role : roles)
    text += (text.empty() ? "" : ", ") + std::string(role_names[static_cast<std::size_t>(role)]);
  return text;
}

std::string hour_name(std::size_t hour) {
  constexpr std::array<std::string_view, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return fmt::format("{} {:02}:00", days[hour / 24], hour % 24);
}

// Hours of the week in which no unit that may answer the kind is on duty at any time.
void lint_gaps(const Setting& setting, std::vector<std::string>& found) {
  for (const Kind& kind : setting.kinds) {
    if (kind.spec.rate.per_day == 0.0) continue;
    const std::vector<OnDuty> on_duty = who_answer(setting, kind);
    std::vector<std::size_t> empty;
    for (std::size_t hour = 0; hour < 168; ++hour) {
      double units = 0.0;
      for (const OnDuty& row : on_duty) units += row.units_by_hour[hour];
      if (units == 0.0) empty.push_back(hour);
    }
    if (empty.empty()) continue;
    found.push_back(fmt::format(
        "{}: nobody who may answer ({}) is on duty in {} of the 168 hours of a week, the first at {}; orders then wait",
        kind.key, names(kind.spec.roles), empty.size(), hour_name(empty.front())));
  }
}

// Orders that need several units, and units held back, in hours with fewer on duty.
void lint_numbers(const Setting& setting, std::vector<std::string>& found) {
  const bool reserves = rules::base_rule(setting).name == "reserve";
  for (const Kind& kind : setting.kinds) {
    if (kind.spec.rate.per_day == 0.0) continue;
    const double held = reserves && kind.spec.priority > 1 ? static_cast<double>(setting.spec.rules.reserve) : 0.0;
    const double needed = static_cast<double>(kind.spec.units) + held;
    if (needed <= 1.0) continue;
    const std::vector<OnDuty> on_duty = who_answer(setting, kind);
    std::size_t too_few = 0;
    std::size_t first = 0;
    double most = 0.0;
    for (std::size_t hour = 168; hour-- > 0;) {
      double units = 0.0;
      for (const OnDuty& row : on_duty) units += row.units_by_hour[hour];
      most = std::max(most, units);
      if (units >= needed || units == 0.0) continue;  // nobody at all is another warning
      ++too_few;
      first = hour;
    }
    if (too_few == 0 && most >= needed) continue;
    const std::string wants = held > 0.0 ? fmt::format("needs {} and {} are held back", kind.spec.units, held)
                                         : fmt::format("needs {} units at once", kind.spec.units);
    found.push_back(
        most < needed
            ? fmt::format("{}: an order {}, but never more than {:.0f} who may answer are on duty; none is ever "
                          "answered. Lower units or reserve, or add units",
                          kind.key, wants, most)
            : fmt::format("{}: an order {}; in {} of the 168 hours of a week fewer are on duty, the first {}; orders "
                          "then wait",
                          kind.key, wants, too_few, hour_name(first)));
  }
}

void lint_rules(const Setting& setting, std::vector<std::string>& found) {
  const RuleSpec& rules = setting.spec.rules;
  const bool has_lists = rules::base_rule(setting).name == "preference";
  if (!rules.preferences.empty() && !has_lists) {
    found.push_back(
        fmt::format("[[rules.preference]] is not used: dispatch is \"{}\"; write dispatch = \"preference\", "
                    "or leave the lists out",
                    rules.dispatch));
  }
  if (has_lists && rules.preferences.empty()) {
    found.push_back(
        "dispatch is \"preference\", and there is no [[rules.preference]]: every place is answered by the "
        "soonest");
  }
  const auto has_work = [&setting](WorkKind kind) {
    return std::any_of(setting.works.begin(), setting.works.end(),
                       [kind](const Work& work) { return work.spec.kind == kind; });
  };
  const bool has_rounds = has_work(WorkKind::round);
  if (rules.rounds != RuleSpec{}.rounds && !has_rounds && !has_work(WorkKind::patrol)) {
    found.push_back(
        fmt::format("[rules] rounds is \"{}\", and there is no [work.NAME] of kind round or patrol: nobody walks one",
                    rules.rounds));
  }
  if (rules.idle == "resume_round" && !has_rounds) {
    found.push_back(
        "[rules] idle is \"resume_round\", and there is no [work.NAME] of kind round: everybody returns to the post");
  }
  const Duration end = setting.spec.run.warm_up + static_cast<int>(setting.spec.run.days) * one_day;
  for (const ClosureSpec& closure : setting.spec.closures) {
    if (closure.begins >= end) {
      found.push_back(fmt::format("closure: it begins {:.1f} days after the start, and the run ends after {:.1f}",
                                  in_hours(closure.begins) / 24.0, in_hours(end) / 24.0));
    }
  }
}

void lint_load(const Setting& setting, std::vector<std::string>& found) {
  std::set<std::vector<Role>> groups;
  for (const Kind& kind : setting.kinds) {
    std::vector<Role> roles = kind.spec.roles;
    if (std::any_of(roles.begin(), roles.end(), is_of_departments)) continue;  // see lint_departments
    std::sort(roles.begin(), roles.end());
    groups.insert(roles);
  }
  for (const std::vector<Role>& roles : groups) {
    const double load = offered_load(setting, roles);
    const double units = units_on_duty(setting, roles);
    if (load == 0.0 || load < as_good_as_full * units) continue;
    found.push_back(
        fmt::format("{}: offered {:.2f} units of work, travel not counted, with {:.2f} units on duty on average; {}",
                    names(roles), load, units,
                    load >= units ? "the line grows without end: add units or lower the rates"
                                  : "waits will be long and uncertain"));
  }
}

void lint_rosters(const Setting& setting, std::vector<std::string>& found) {
  for (std::size_t row = 0; row < setting.force.rosters.size(); ++row) {
    const bool used = std::any_of(setting.force.responders.begin(), setting.force.responders.end(),
                                  [row](const Responder& responder) { return responder.roster == row; });
    if (used) continue;
    found.push_back(fmt::format("roster {}: nobody is on it; name it in the rosters of a role, or leave it out",
                                setting.force.rosters[row].name));
  }
}

// Departments that no kind asks for, and those without a place in this city.
void lint_departments(const Setting& setting, std::vector<std::string>& found) {
  const ScenarioSpec& spec = setting.spec;
  std::uint32_t row = 0;
  for (const auto& [name, department] : spec.departments) {
    const std::uint32_t number = row++;
    const bool asked = std::any_of(setting.kinds.begin(), setting.kinds.end(),
                                   [number](const Kind& kind) { return kind.department == number; });
    if (!asked) {
      found.push_back(
          fmt::format("departments.{}: no kind names it, and nobody calls it; write department = \"{}\" in "
                      "a [demand.kind.NAME], or leave the department out",
                      name, name));
    }
    double load = 0.0;
    for (const Kind& kind : setting.kinds) {
      const auto& roles = kind.spec.roles;
      const bool only_it = kind.department == number && std::all_of(roles.begin(), roles.end(), is_of_departments);
      if (only_it) load += load_of(setting, kind);
    }
    double units = 0.0;
    Force own{.rosters = setting.force.rosters};
    for (const Responder& unit : setting.force.responders) {
      if (unit.department == number) own.responders.push_back(unit);
    }
    for (const OnDuty& on_duty : on_duty_by_hour(own)) {
      for (const double hour : on_duty.units_by_hour) units += hour / 168.0;
    }
    if (units > 0.0 && load >= as_good_as_full * units) {
      found.push_back(
          fmt::format("departments.{}: offered {:.2f} units of work, travel not counted, with {:.2f} units on duty on "
                      "average; {}",
                      name, load, units,
                      load >= units ? "the line grows without end: add units or hours, or lower the rates"
                                    : "waits will be long and uncertain"));
    }
    const bool present = std::any_of(setting.force.responders.begin(), setting.force.responders.end(),
                                     [number](const Responder& unit) { return unit.department == number; });
    if (present || department.per_post == 0.0) continue;
    found.push_back(fmt::format("departments.{}: {} units at a post come to none in this city; raise per_post", name,
                                department.per_post));
  }
}

void lint_areas(const Setting& setting, std::vector<std::string>& found) {
  std::set<AreaId> served;
  bool any = false;
  for (const Responder& responder : setting.force.responders) {
    if (responder.role != Role::community_officer || !responder.area) continue;
    any = true;
    if (!responder.leaves) served.insert(*responder.area);  // where somebody leaves by a transfer, nobody is left
  }
  if (any && served.size() < setting.places.areas.size()) {
    found.push_back(fmt::format("{} of {} police areas have no community officer of their own",
                                setting.places.areas.size() - served.size(), setting.places.areas.size()));
  }
}

// Groups of a cycle that differ in numbers: fewer are on duty on some days than the number of units suggests.
void lint_groups(const Setting& setting, std::vector<std::string>& found) {
  for (const auto& [role, staff] : setting.spec.staff) {
    if (staff.rosters.size() != 1) continue;  // of several the units are dealt to each in turn
    const auto spec = setting.spec.rosters.find(staff.rosters.front());
    if (spec == setting.spec.rosters.end() || spec->second.groups < 2) continue;
    const std::int64_t groups = spec->second.groups;
    const auto units = std::count_if(setting.force.responders.begin(), setting.force.responders.end(),
                                     [role = role](const Responder& unit) { return unit.role == role && !unit.joins; });
    if (units % groups == 0) continue;
    found.push_back(
        fmt::format("{}: {} units in {} groups of roster {}: {} or {} to a group, so that by days there are "
                    "now more, now fewer on duty; {} or {} would be even",
                    role_names[static_cast<std::size_t>(role)], units, groups, spec->first, units / groups,
                    units / groups + 1, units / groups * groups, (units / groups + 1) * groups));
  }
}

// What is written and can have no effect.
void lint_idle_words(const Setting& setting, std::vector<std::string>& found) {
  const ScenarioSpec& spec = setting.spec;
  const Duration end = spec.run.warm_up + spec.run.days * one_day;
  for (const TransferSpec& transfer : spec.transfers) {
    if (transfer.heads == 0 || transfer.begins < end) continue;
    found.push_back(
        fmt::format("[[transfer]] begins {:.0f} days after the start, and the run ends after {:.0f}: "
                    "nobody changes role in it",
                    in_hours(transfer.begins) / 24.0, in_hours(end) / 24.0));
  }
  if (spec.costs.reward.value > 0 && spec.rewards.paid == Switch::off) {
    found.push_back("[costs] reward is not paid: write [rewards] paid = \"on\", or leave it out");
  }
  for (const auto& [role, staff] : spec.staff) {
    const bool may_be_absent = staff.leave.value() > 0.0 || staff.absent.value() > 0.0 || staff.turnover > 0.0;
    if (staff.cover != Cover::neighbours || may_be_absent) continue;
    found.push_back(
        fmt::format("staff.{}.cover: nobody is ever absent whom neighbours could cover; give leave, absent "
                    "or turnover",
                    role_names[static_cast<std::size_t>(role)]));
  }
}

constexpr std::size_t doors_at_once = 65'536;  // a prefecture has more than a million

void lint_reach(const Setting& setting, std::vector<std::string>& found) {
  TravelQuery travel{*setting.travel};
  std::set<std::pair<Role, Way>> seen;
  for (const Responder& responder : setting.force.responders) {
    const Way way = setting.force.staff_of(responder).way;
    if (!seen.emplace(responder.role, way).second)
      continue;  // one post stands for the role: streets are connected or not
    const auto& buildings = setting.city.buildings.rows();
    std::ptrdiff_t cut_off = 0;
    std::vector<Origin> doors;
    for (std::size_t begin = 0; begin < buildings.size(); begin += doors.size()) {
      doors.clear();
      for (std::size_t row = begin; row < std::min(begin + doors_at_once, buildings.size()); ++row) {
        doors.push_back({way, buildings[row].entrance});
      }
      const auto times = travel.static_times_to(doors, responder.post);
      cut_off += std::count(times.begin(), times.end(), std::nullopt);
    }
    if (cut_off == 0) continue;
    found.push_back(
        fmt::format("{} of {} buildings are cut off from the post of {} by {}; orders there may wait for ever", cut_off,
                    buildings.size(), responder.call_sign, way_names[static_cast<std::size_t>(way)]));
  }
}

}  // namespace

double offered_load(const Setting& setting, const std::vector<Role>& roles) {
  double load = 0.0;
  for (const Kind& kind : setting.kinds) {
    const bool only_they =
        std::all_of(kind.spec.roles.begin(), kind.spec.roles.end(), [&roles](Role role) { return has(roles, role); });
    if (!only_they) continue;
    load += load_of(setting, kind);
  }
  return load;
}

double units_on_duty(const Setting& setting, const std::vector<Role>& roles) {
  double units = 0.0;
  for (const OnDuty& row : on_duty_by_hour(setting.force)) {
    if (!has(roles, row.role)) continue;
    for (const double hour : row.units_by_hour) units += hour / 168.0;
  }
  return units;
}

std::vector<std::string> lint(const Setting& setting) {
  std::vector<std::string> found;
  lint_gaps(setting, found);
  lint_numbers(setting, found);
  lint_departments(setting, found);
  lint_rules(setting, found);
  lint_load(setting, found);
  lint_rosters(setting, found);
  lint_groups(setting, found);
  lint_idle_words(setting, found);
  lint_areas(setting, found);
  lint_reach(setting, found);
  lint_horizon(setting, found);
  lint_desks(setting, found);
  lint_counters(setting, found);
  return found;
}

}  // namespace outpost::analysis
