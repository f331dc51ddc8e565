#include <algorithm>

#include "sim/spec/ask_complaints.hpp"
#include "sim/spec/calendar.hpp"
#include "sim/spec/counter_complaints.hpp"
#include "sim/spec/course_complaints.hpp"
#include "sim/spec/department_complaints.hpp"
#include "sim/spec/desk_complaints.hpp"
#include "sim/spec/parameters.hpp"
#include "sim/spec/roster_complaints.hpp"

namespace outpost {
namespace {

void check_staff(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  if (spec.staff.empty() && spec.departments.empty()) {
    found.push_back({"staff", "nobody is on the staff; write a section such as [staff.grid_worker] with per_grid = 1"});
  }
  bool anybody = spec.staff.empty() || !spec.departments.empty();
  for (const auto& [role, staff] : spec.staff) {
    const std::string where = "staff." + std::string(role_names[static_cast<std::size_t>(role)]);
    const int given = staff.heads.has_value() + staff.per_grid.has_value() + staff.per_area.has_value() +
                      staff.per_station.has_value() + staff.per_1000_residents.has_value();
    if (given != 1) {
      found.push_back({where, "give exactly one of heads, per_grid, per_area, per_station and per_1000_residents"});
    }
    anybody = anybody || staff.heads.value_or(0) > 0 || staff.per_grid.value_or(0) > 0 ||
              staff.per_area.value_or(0) > 0 || staff.per_station.value_or(0) > 0 ||
              staff.per_1000_residents.value_or(0) > 0;
    if (staff.rosters.empty()) found.push_back({where, "give at least one roster, such as rosters = [\"grid_day\"]"});
    for (const std::string& roster : staff.rosters) {
      if (!spec.rosters.contains(roster)) {
        found.push_back({where + ".rosters", "there is no roster \"" + roster + "\"; define [rosters." + roster + "]"});
      }
    }
  }
  if (!anybody) {
    found.push_back({"staff", "all roles together have zero responders; give at least one role a number above zero"});
  }
}

/// Whether orders of this kind come from risks or alerts, whatever its own rate.
bool comes_of_risks(const ScenarioSpec& spec, const std::string& kind) {
  if (spec.alerts.false_alarms.per_day > 0.0 && spec.alerts.handled_as == kind) return true;
  return std::any_of(spec.risks.begin(), spec.risks.end(), [&kind](const auto& entry) {
    const RiskSpec& risk = entry.second;
    return risk.rate.per_day > 0.0 && (risk.becomes == kind || risk.handled_as == kind);
  });
}

/// Whether disputes grow into this kind.
bool comes_of_disputes(const ScenarioSpec& spec, const std::string& kind) {
  return std::any_of(spec.demand.kinds.begin(), spec.demand.kinds.end(), [&kind](const auto& entry) {
    const SettlementSpec& settlement = entry.second.settlement;
    return settlement.escalates > Share{} && settlement.escalates_to == kind;
  });
}

void check_risks(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const auto& [name, risk] : spec.risks) {
    if (spec.city.kind == CityKind::points) {
      found.push_back({"risks." + name,
                       "abstract points have neither households nor premises for a risk; leave [risks] out, or choose "
                       "city.kind = \"generated\""});
    }
    if (risk.becomes.empty() && risk.handled_as.empty()) {
      found.push_back({"risks." + name,
                       "nothing comes of this risk; give becomes, the kind of incident that it escalates to, or "
                       "handled_as, the kind of order by which a found one is settled"});
    }
  }
  if (spec.volunteers.per_grid > 0.0 && spec.risks.empty()) {
    found.push_back({"volunteers.per_grid", "there is nothing that volunteers could notice; give [risks.NAME]"});
  }
  if (spec.rewards.paid == Switch::on && spec.risks.empty()) {
    found.push_back({"rewards.paid", "there is nothing to write up; give [risks.NAME]"});
  }
  if (spec.alerts.false_alarms.per_day > 0.0 && spec.alerts.handled_as.empty()) {
    found.push_back({"alerts", "a false alarm is answered by somebody; give handled_as, a kind of [demand.kind]"});
  }
  if (spec.alerts.false_alarms.residents && spec.city.kind == CityKind::points) {
    found.push_back({"alerts.false_alarms", "abstract points have no residents; give a rate such as \"0.8 per hour\""});
  }
}

void check_kinds(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const auto& [name, kind] : spec.demand.kinds) {
    const std::string where = "demand.kind." + name;
    if (!spec.demand.profiles.contains(kind.profile)) {
      found.push_back({where + ".profile",
                       "there is no profile \"" + kind.profile + "\"; define [demand.profile." + kind.profile + "]"});
    }
    const bool comes_of_others =
        comes_of_risks(spec, name) || comes_of_disputes(spec, name) || is_asked_for(spec, name);
    if (kind.rate.per_day == 0.0 && !comes_of_others) continue;
    const bool answered =
        std::any_of(kind.roles.begin(), kind.roles.end(), [&spec](Role role) { return is_staffed(spec, role); });
    if (!answered && !spec.staff.empty()) {
      found.push_back(
          {where + ".roles", "no role on the staff may answer this kind; name one, such as roles = [\"" +
                                 std::string(role_names[static_cast<std::size_t>(spec.staff.begin()->first)]) + "\"]"});
    }
    bool counted = true;
    std::int64_t heads = 0;
    for (const Role role : kind.roles) {
      counted = counted && !is_of_departments(role);
      const auto staff = spec.staff.find(role);
      if (staff == spec.staff.end()) continue;
      counted = counted && staff->second.heads.has_value();
      heads += staff->second.heads.value_or(0);
    }
    if (kind.units > 1 && answered && counted && heads < kind.units) {
      found.push_back({where + ".units", "an order needs " + std::to_string(kind.units) +
                                             " units, and the roles that may answer have " + std::to_string(heads) +
                                             " together; lower units or raise heads"});
    }
    if (kind.rate.residents && spec.city.kind == CityKind::points) {
      found.push_back({where + ".rate", "abstract points have no residents; give a rate such as \"0.8 per hour\""});
    }
  }
  for (const auto& [name, profile] : spec.demand.profiles) {
    const auto has_weight = [](const std::array<double, 24>& hours) {
      return std::any_of(hours.begin(), hours.end(), [](double weight) { return weight > 0.0; });
    };
    if (!has_weight(profile.weekday) || !has_weight(profile.weekend)) {
      found.push_back({"demand.profile." + name, "every day needs an hour with a weight above zero"});
    }
  }
}

void check_streets(const CitySpec& city, std::vector<Complaint>& found) {
  const bool tables = !city.nodes.empty() || !city.arcs.empty();
  if (city.streets.empty() && !tables) {
    found.push_back({"city", "give streets, the file of the street map (.osm.pbf), or nodes and arcs, two tables"});
  } else if (!city.streets.empty() && tables) {
    found.push_back({"city", "give streets, or nodes and arcs, not both"});
  } else if (tables && (city.nodes.empty() || city.arcs.empty())) {
    found.push_back({"city", std::string("give ") + (city.nodes.empty() ? "nodes" : "arcs") +
                                 " as well: streets of tables need both"});
  }
  if (!city.population_table.empty() && city.areas.empty()) {
    found.push_back(
        {"city.population_table",
         "the communities of imported streets have no codes to count by; give areas, their borders, as well"});
  }
}

void check_city(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  const CitySpec& city = spec.city;
  if (city.aged_65 > city.aged_60) {
    found.push_back(
        {"city.aged_65", "more residents are 65 and over than 60 and over; raise aged_60 or lower aged_65"});
  }
  switch (city.kind) {
    case CityKind::generated:
      if (city.division.empty())
        found.push_back({"city", "give division, a code of the division table such as \"320612001\""});
      if (city.divisions.empty()) found.push_back({"city", "give divisions, the file of the division table"});
      break;
    case CityKind::imported:
      check_streets(city, found);
      break;
    case CityKind::points: {
      double weight = 0.0;
      for (const PlaceSpec& place : city.places) weight += place.weight;
      if (city.places.empty() && city.scattered == 0)
        found.push_back({"city", "give at least one [[city.place]]"});
      else if (!city.places.empty() && city.scattered > 0)
        found.push_back({"city.scattered", "give [[city.place]] or scattered, not both"});
      else if (!city.places.empty() && weight <= 0.0)
        found.push_back({"city.place", "at least one place needs a weight above zero"});
      if (spec.metric.kind == MetricKind::streets) {
        found.push_back(
            {"metric.kind", "abstract points have no streets; choose straight, rectilinear, torus, matrix or zero"});
      }
      break;
    }
  }
  if (city.kind != CityKind::points && spec.metric.kind == MetricKind::matrix) {
    found.push_back({"metric.kind", "a matrix needs abstract points; choose city.kind = \"points\" or another metric"});
  }
  if (spec.metric.kind == MetricKind::matrix && spec.metric.matrix_file.empty()) {
    found.push_back({"metric", "give matrix, the file of travel times between the places"});
  }
  if (spec.metric.kind == MetricKind::torus &&
      (spec.metric.torus_width <= Length{} || spec.metric.torus_height <= Length{})) {
    found.push_back({"metric", "a torus needs torus_width and torus_height, such as \"10 km\""});
  }
}

}  // namespace

namespace {

// Slower than this, a journey across a city lasts longer than any horizon.
void check_speeds(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (std::size_t way = 0; way < way_count; ++way) {
    for (std::size_t street = 0; street < street_class_count; ++street) {
      const Speed speed = spec.travel.base[way][street];
      if (speed == Speed{} || speed >= kilometres_per_hour(0.1)) continue;
      found.push_back({"travel.speed." + std::string(way_names[way]) + "." + std::string(street_class_names[street]),
                       "a speed is at least 0.1 km/h; write \"0 km/h\" where the way may not use the streets"});
    }
  }
}

void check_closures(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const ClosureSpec& closure : spec.closures) {
    const bool place = closure.x && closure.y;
    if (place == closure.street.has_value() || closure.x.has_value() != closure.y.has_value()) {
      found.push_back({"closure", "give either street, the number of a street, or x and y, a place at one"});
    }
    if (closure.street && closure.radius > Length{}) {
      found.push_back({"closure.radius", "a radius goes with x and y; leave it out where street is given"});
    }
    if (closure.speed >= share(1.0)) {
      found.push_back(
          {"closure.speed", "at its usual speed a street is as it was; give less than 1, or 0 to close it"});
    }
    if (closure.ends && *closure.ends <= closure.begins) {
      found.push_back({"closure.ends", "a closure ends after it begins; give a later time, or leave it out"});
    }
  }
  const bool streets = spec.metric.kind == MetricKind::streets && spec.city.kind != CityKind::points;
  if (!spec.closures.empty() && !streets) {
    found.push_back(
        {"closure", "only streets can be closed; leave [[closure]] out, or choose metric.kind = \"streets\""});
  }
}

void check_places(const PlacesSpec& places, std::vector<Complaint>& found) {
  for (const CommunityKindSpec& community : places.communities) {
    const bool is_code =
        community.code.size() == 12 && community.code.find_first_not_of("0123456789") == std::string::npos;
    if (is_code) continue;
    found.push_back({"places.community", "code is \"" + community.code +
                                             "\"; write the 12-digit code of a community, such as \"320612001001\""});
  }
}

}  // namespace

namespace {

std::string written(const Date& date) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day);
}

/// A forecast never starts another.
void check_rollout(const RuleSpec& rules, std::vector<Complaint>& found) {
  if (rules.rollout.base == "rollout") {
    found.push_back({"rules.rollout.base",
                     "rollout cannot be the rule of its own forecasts; name another, such as base = \"soonest_free\""});
  }
}

void check_calendar(const CalendarSpec& calendar, std::vector<Complaint>& found) {
  for (const Date& day : calendar.workdays) {
    if (std::find(calendar.holidays.begin(), calendar.holidays.end(), day) != calendar.holidays.end()) {
      found.push_back({"calendar.workdays",
                       written(day) + " is a holiday and a day that is worked for one; leave it in one of the lists"});
    } else if (!Calendar{day}.is_weekend(0)) {
      found.push_back({"calendar.workdays", written(day) + " is no Saturday or Sunday, so it is worked in any case; "
                                                           "leave it out"});
    }
  }
  const auto& begins = calendar.term_begins;
  const auto& ends = calendar.term_ends;
  if (begins.size() != ends.size()) {
    found.push_back({begins.size() > ends.size() ? "calendar.term_begins" : "calendar.term_ends",
                     std::to_string(begins.size()) + " school terms begin and " + std::to_string(ends.size()) +
                         " end; give both dates of every term"});
    return;
  }
  for (std::size_t term = 0; term < begins.size(); ++term) {
    if (day_number(ends[term]) < day_number(begins[term])) {
      found.push_back({"calendar.term_ends", "the term that begins on " + written(begins[term]) + " ends on " +
                                                 written(ends[term]) + "; write a term's end after its begin"});
    } else if (term > 0 && day_number(begins[term]) <= day_number(ends[term - 1])) {
      found.push_back({"calendar.term_begins", "a term begins on " + written(begins[term]) +
                                                   ", and the one before ends "
                                                   "on " +
                                                   written(ends[term - 1]) +
                                                   "; write terms in order, each after the one before"});
    }
  }
}

void check_households(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  if (spec.city.kind == CityKind::points && spec.residents.tenancy) {
    found.push_back({"residents.tenancy", "abstract points have no tenants; leave it out"});
  }
  bool any_deterrable = false;
  for (const auto& [name, kind] : spec.demand.kinds) {
    any_deterrable = any_deterrable || kind.deterrable;
    if (kind.other_channel > Share{} && kind.channel == kind.second_channel) {
      found.push_back({"demand.kind." + name + ".second_channel",
                       "both channels are " + std::string(channel_names[static_cast<std::size_t>(kind.channel)]) +
                           "; choose another one, or leave other_channel out"});
    }
  }
  if (spec.trust.deterrence == Switch::on && !any_deterrable) {
    found.push_back({"trust.deterrence",
                     "no kind of incident can be kept away; give one deterrable = \"yes\", such as "
                     "in [demand.kind.offence]"});
  }
  if (spec.reports.calls_again > Share{} && !spec.command.patience && !spec.command.counter.patience) {
    found.push_back({"reports.calls_again",
                     "nobody hangs up, so nobody calls again; give [command] patience, such as "
                     "patience = \"exponential(mean 20 min)\""});
  }
}

}  // namespace

namespace {

void check_work(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  if (spec.work.size() > most_works) {
    found.push_back({"work", "there are " + std::to_string(spec.work.size()) +
                                 " kinds of planned work, and a run has room for " + std::to_string(most_works) +
                                 "; leave some out"});
  }
  const auto needs_homes = [](const auto& entry) {
    return entry.second.kind != WorkKind::counter && entry.second.kind != WorkKind::meeting;
  };
  if (spec.city.kind == CityKind::points && std::any_of(spec.work.begin(), spec.work.end(), needs_homes)) {
    found.push_back({"work",
                     "abstract points have no buildings and no households; leave [work] out but for counters and "
                     "meetings, or choose "
                     "city.kind = \"generated\" or \"imported\""});
  }
  const bool streets = spec.metric.kind == MetricKind::streets;
  std::int64_t rounds = 0;
  for (const auto& [name, work] : spec.work) {
    const std::string where = "work." + name;
    const bool staffed =
        std::any_of(work.roles.begin(), work.roles.end(), [&spec](Role role) { return is_staffed(spec, role); });
    if (!staffed && !spec.staff.empty()) {
      found.push_back(
          {where + ".roles", "no role on the staff has this work; name one, such as roles = [\"" +
                                 std::string(role_names[static_cast<std::size_t>(spec.staff.begin()->first)]) + "\"]"});
    }
    if (has_its_hour(work.kind) && !weekdays_of(work.days)) {
      found.push_back({where + ".days", "\"" + work.days +
                                            "\" names no days; write some of mon tue wed thu fri sat sun, "
                                            "such as \"mon wed fri\""});
    }
    if (!has_its_hour(work.kind) && (work.every < one_day || work.every % one_day != Duration{})) {
      found.push_back({where + ".every", "work comes due on days; give whole days, such as \"1 day\""});
    }
    const bool of_streets = work.kind == WorkKind::round || work.kind == WorkKind::patrol;
    if (of_streets && !streets && spec.city.kind != CityKind::points) {
      found.push_back(
          {where + ".kind", "a round needs streets to walk; choose metric.kind = \"streets\", or leave it out"});
    }
    if (work.kind == WorkKind::registration && !spec.residents.tenancy) {
      found.push_back({where + ".kind",
                       "tenants are registered when they have moved in, and nobody moves; give "
                       "residents.tenancy, such as \"400 day\", or leave this work out"});
    }
    rounds += work.kind == WorkKind::round ? 1 : 0;
  }
  if (rounds > 1) {
    found.push_back({"work",
                     "more than one kind of work is a round, and a grid is walked in one way; keep one, and let "
                     "the others be patrols"});
  }
}

}  // namespace

std::vector<Complaint> complaints_about(const ScenarioSpec& spec) {
  std::vector<Complaint> found;
  check_work(spec, found);
  check_calendar(spec.calendar, found);
  check_rollout(spec.rules, found);
  check_households(spec, found);
  check_closures(spec, found);
  check_speeds(spec, found);
  check_city(spec, found);
  check_places(spec.places, found);
  check_staff(spec, found);
  check_units(spec, found);
  check_rosters(spec, found);
  check_transfers(spec, found);
  check_departments(spec, found);  // before who may answer at all, of which it says more
  check_kinds(spec, found);
  check_desks(spec, found);
  check_counters(spec, found);
  check_courses(spec, found);
  check_asks(spec, found);
  check_parties(spec, found);
  check_settlements(spec, found);
  check_risks(spec, found);
  return found;
}

}  // namespace outpost
