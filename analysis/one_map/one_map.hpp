#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/picture/moment.hpp"
#include "sim/record/records.hpp"

// The one map (一张图) of the programme, as data: five functions, one query each. What they tell is what is known in
// the command room at a moment of one run: an incident that nobody reported or a risk that nobody found is in none of
// them, and neither is anything about one resident or household (docs/model.md, section 8).

namespace outpost::analysis {

/// A moment of a run and the stretch before it that counts are of. The record may go on after it.
struct MapQuestion {
  std::shared_ptr<const Setting> setting{};
  const RunRecord& record;
  SimTime at{};
  Duration back = one_day;  // counts are of (at - back, at]

  bool counts(SimTime when) const { return when <= at && when > at - back; }
};

/// Residents of fewer than 20 in all are withheld.
inline constexpr std::int64_t least_residents_shown = 20;

/// Basic overview (基本概况): what there is, town by town, and who is there, role by role.
struct TownOverview {
  TownId town{};
  std::int64_t communities = 0;
  std::int64_t grids = 0;  // comprehensive
  std::int64_t dedicated_grids = 0;
  std::int64_t police_areas = 0;
  std::int64_t buildings = 0;
  std::int64_t households = 0;
  std::optional<std::int64_t> residents{};
};
struct RoleOverview {
  Role role = Role::grid_worker;
  std::int64_t units = 0;
  std::int64_t people = 0;
  std::int64_t on_duty = 0;  // units, at the moment
  std::int64_t on_orders = 0;
};
struct Overview {
  std::vector<TownOverview> towns{};  // in order of id
  std::vector<RoleOverview> roles{};  // with units alone
};
Overview basic_overview(const MapQuestion& question);

/// Data services (数据赋能): what came in, field by field and channel by channel, and what was collected at doors.
struct FieldCounts {
  Field field = Field::other;
  std::int64_t recorded = 0;
  std::int64_t closed = 0;  // or given up
  std::int64_t open = 0;    // at the moment
};
struct CollectedWork {
  std::size_t work = 0;  // row of Setting::works
  std::int64_t done = 0;
  std::int64_t unanswered = 0;  // doors that stayed shut
};
struct Services {
  std::vector<FieldCounts> fields{};                  // those that a kind of the scenario belongs to
  std::array<std::int64_t, channel_count> reports{};  // by channel, further ones included
  std::vector<CollectedWork> collected{};             // in the scenario's order
};
Services data_services(const MapQuestion& question);

/// Alerts pushed (预警推送): what data pointed at, and what it cost to look.
struct AlertHits {
  std::size_t risk_kind = 0;   // row of Setting::risk_kinds
  std::int64_t found = 0;      // by an alert
  std::int64_t escalated = 0;  // of those that an alert had ever found: too late
};
struct Alerts {
  std::vector<AlertHits> hits{};  // every kind that an alert can point at
  std::int64_t false_alarms = 0;
  Duration on_hits{};          // time of units on orders about hits: on the way, on scene, writing up
  Duration on_false_alarms{};  // and about nothing
};
Alerts alerts_pushed(const MapQuestion& question);

/// Quality monitoring (质态监测): how work goes, town by town; the last row is of all towns.
struct TownQuality {
  std::optional<TownId> town{};
  std::int64_t reached = 0;            // orders that somebody came to for the first time
  std::optional<Duration> response{};  // their mean
  std::int64_t within_standard = 0;    // of them
  std::int64_t returned = 0;           // times
  std::int64_t reopened = 0;
  std::int64_t open = 0;     // at the moment
  std::int64_t waiting = 0;  // of them, for somebody to be sent
  std::int64_t overdue = 0;  // of them, past their deadline
  std::optional<Duration> longest_wait{};
};
std::vector<TownQuality> quality_monitoring(const MapQuestion& question);

/// Live map (可视地图): where everybody is, and every order that is open. Of the record, since its beginning.
Moment live_map(const MapQuestion& question);

}  // namespace outpost::analysis
