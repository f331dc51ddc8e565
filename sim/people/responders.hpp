#pragma once

#include <array>
#include <optional>
#include <vector>

#include "sim/city/grid_plan.hpp"
#include "sim/city/places.hpp"
#include "sim/spec/calendar.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

using ResponderId = Id<struct ResponderTag>;

/// A grid worker, a community officer or a 110 crew: what a dispatcher sends as one unit.
struct Responder {
  Role role = Role::grid_worker;
  std::string call_sign{};  // such as "W007": role letter and number, for boards and logs
  Spot post{};
  std::optional<GridId> grid{};  // its own grid, area or station: who it answers for first
  std::optional<AreaId> area{};
  std::optional<StationId> station{};
  TownId town{};           // in which its post lies
  std::size_t roster = 0;  // row of Force::rosters
  std::int64_t people = 1;
};

/// When the members of a roster are on duty: spans of minutes of the week (Monday 00:00 is 0), in order, apart, cut at
/// the end of the week.
struct Roster {
  std::string name{};
  std::vector<std::pair<std::int32_t, std::int32_t>> on_duty{};  // [begin, end) in minutes, 0 to 10,080
  bool is_on_duty(const Calendar& calendar, SimTime at) const;
  /// The first moment after `at` at which duty begins or ends; none: it never changes.
  std::optional<SimTime> next_change(const Calendar& calendar, SimTime at) const;
};

/// Everybody who can be sent, and when.
struct Force {
  std::vector<Roster> rosters{};
  Table<ResponderId, Responder> responders{};
  /// Whom a dispatcher may send into a town, by town, in order of id: [rules] reach.
  std::vector<std::vector<ResponderId>> within_reach{};
};

Roster roster_of(const std::string& name, const RosterSpec& spec);
/// Units by role, in order of role, then of grid, area or station; rosters dealt in turn.
Force make_force(const ScenarioSpec& spec, const City& city, const GridPlan& plan, const Places& places);

/// People on duty by role and hour of the week: heads, posts and people really there (hour means).
struct OnDuty {
  Role role = Role::grid_worker;
  std::int64_t units = 0;
  std::int64_t people = 0;
  std::array<double, 168> units_by_hour{};
};
std::vector<OnDuty> on_duty_by_hour(const Force& force);

}  // namespace outpost
