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
  std::size_t staff = 0;                      // row of Force::staff
  std::optional<std::uint32_t> department{};  // row of [departments], by name
  bool of_county = false;                     // its department's post serves a county
  Reach reach = Reach::neighbours;
  // By a transfer from or to another role.
  std::optional<SimTime> appointed{};  // and in training from then on
  std::optional<SimTime> joins{};      // with its first day of duty that begins then or later
  std::optional<SimTime> leaves{};
};

/// Whether one can stand in for the other: of one role, and where it is one of departments, of one department.
inline bool are_alike(const Responder& a, const Responder& b) {
  return a.role == b.role && a.department == b.department;
}

/// From a minute to another of a roster's period, which it may run past the end of where that is said.
using MinuteSpan = std::pair<std::int32_t, std::int32_t>;

/// A break comes due at `begins`, where its window begins, if the window lies within one stretch of duty.
struct BreakDue {
  std::int32_t begins = 0;  // minute of the period
  std::size_t number = 0;   // row of Roster::break_lasts
};

/// When the members of a roster are on duty: spans of minutes of a period, in order, apart, cut at the period's end.
/// The period is a week from Monday 00:00, or the cycle; it is counted from Monday 2001-01-01, so that the date on
/// which a run starts does not shift it.
struct Roster {
  std::string name{};
  std::int32_t days = 7;              // of the period
  std::vector<MinuteSpan> on_duty{};  // [begin, end) in minutes, 0 to 1,440 a day
  std::vector<MinuteSpan> standby{};  // the same, off duty
  std::vector<BreakDue> breaks{};
  std::vector<Duration> break_lasts{};       // by window, in the order in which the scenario names them
  std::vector<std::int32_t> days_of_duty{};  // minutes at which one begins; see `day_of_duty_begins`
  std::vector<std::int32_t> edges{};         // minutes at which anything changes, in order
  bool calls_roll = false;  // somebody on it may be absent, so that every day of duty begins with a roll call
  static constexpr std::size_t most_breaks = 32;  // windows

  bool is_on_duty(const Calendar& calendar, SimTime at) const;
  bool is_on_standby(const Calendar& calendar, SimTime at) const;
  /// The first moment after `at` at which duty or standby begins or ends, a break comes due, or, where the roll is
  /// called, a day of duty begins; none: nothing ever changes.
  std::optional<SimTime> next_change(const Calendar& calendar, SimTime at) const;
  /// Whether a day of duty begins at this moment: where duty begins, and within a stretch of more than 24 hours again
  /// every 24 hours; at every midnight where duty never ends.
  bool day_of_duty_begins(const Calendar& calendar, SimTime at) const;
  /// Begin and end of the day of duty that holds `at`; requires duty.
  std::pair<SimTime, SimTime> day_of_duty(const Calendar& calendar, SimTime at) const;
  /// When the stretch of duty that holds `at` ends; none: off duty, or it never ends.
  std::optional<SimTime> duty_ends(const Calendar& calendar, SimTime at) const;
  /// The breaks that come due at this moment: bit k is row k of `break_lasts`.
  std::uint32_t breaks_due(const Calendar& calendar, SimTime at) const;
  /// How much of [begin, end) is on duty.
  Duration covered(const Calendar& calendar, SimTime begin, SimTime end) const;
  /// How much of [begin, end) is on standby.
  Duration on_standby_in(const Calendar& calendar, SimTime begin, SimTime end) const;
  void call_roll();
};

/// Everybody who can be sent, and when.
struct Force {
  std::vector<Roster> rosters{};
  Table<ResponderId, Responder> responders{};
  std::vector<StaffSpec> staff{};      // of roles, then of departments
  Table<ResponderId, Role> role_of{};  // the same as in responders, close together: all of a town are asked for it
  /// Whom a dispatcher may send into a town, by town, in order of id: [rules] reach, or that of the unit. Of those who
  /// go no farther than their village or grid, whose town it is; goes_to says the rest.
  std::vector<std::vector<ResponderId>> within_reach{};

  /// Whose an order in a grid is first, by grid, of those within reach, in order of id: units of the grid, of its
  /// police area, of its station, at its town's command room, or of a department of its county.
  std::vector<std::vector<ResponderId>> own_of_grid{};

  /// What the scenario says of a unit: of its role, or of its department.
  const StaffSpec& staff_of(const Responder& unit) const {
    require(unit.staff < staff.size(), "every unit is of a role or department of the scenario");
    return staff[unit.staff];
  }
  const StaffSpec& staff_of(ResponderId id) const { return staff_of(responders[id]); }
};

/// Whether a unit goes as far as a building of a town that it may be sent into: one that keeps to its village or grid
/// may not. What it keeps to is its grid's community, or its police area.
bool goes_to(const GridPlan& plan, const Places& places, const Responder& unit, BuildingId building, const City& city);

/// Levels of the programme: grid, village, town, county.
enum class Level : std::uint8_t { grid, village, town, county };
inline constexpr std::size_t level_count = 4;
inline constexpr std::array<std::string_view, level_count> level_names{"grid", "village", "town", "county"};
/// Of a unit, by where it is posted: the county for one of a county's department, the town for one at a station, a
/// command room or a depot, the village for one of a police area and for grid heads, who are cadres of the village; the
/// grid for the others.
Level level_of(const Responder& unit);

/// One row for every group: group g of n does on a day what the first did g x cycle / n days before.
Roster roster_of(const std::string& name, const RosterSpec& spec, std::int64_t group = 0);
/// Name of a group's row: that of the roster for the first, then "NAME/2".
std::string group_name(const std::string& roster, std::int64_t group);
/// Units by role, in order of role, then of grid, area or station; rosters dealt in turn.
Force make_force(const ScenarioSpec& spec, const City& city, const GridPlan& plan, const Places& places);

/// People on duty by role and hour of the week, the mean over a cycle: heads, posts and people really there (hour
/// means). As at the start of a run: without those who join by a transfer.
struct OnDuty {
  Role role = Role::grid_worker;
  std::int64_t units = 0;
  std::int64_t people = 0;
  std::array<double, 168> units_by_hour{};
};
std::vector<OnDuty> on_duty_by_hour(const Force& force);

}  // namespace outpost
