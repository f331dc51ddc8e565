#pragma once

#include <optional>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// A building that a round still comes past, and when.
struct Pass {
  BuildingId building{};
  SimTime at{};
};

/// The stops of a round that are ahead of somebody who is on it.
std::vector<Pass> passes_ahead(const Setting& setting, const PlannedTask& round);
/// How long the rest of a round takes from its next stop on, back to the post; the stops included.
Duration rest_of_round(const Setting& setting, const PlannedTask& round);
/// The building at which a round stops after so many others.
BuildingId stop_after(const Setting& setting, const PlannedTask& round, std::size_t passed);
/// The same round as it stands when it is left at `at`: with the first stop that has not been reached.
PlannedTask left_at(const Setting& setting, PlannedTask round, SimTime at);
/// How long a visit or a stop takes that would take so long without pay for what is written up.
Duration with_effort(const Setting& setting, Duration without_pay);
/// Where somebody on a round is, to within one stop: at the last building that it came past.
Spot spot_on_round(const Setting& setting, const ResponderState& state, SimTime now);

/// Whether anybody of the household is at home.
bool anybody_home(const Setting& setting, RunKey key, HouseholdId household, SimTime at);

/// What somebody who is free does next, of what has come due: what was left for a call; a round that is due; then
/// registrations, visits of duty, inspections and visits, each by its due date. A grid whose own unit is absent is a
/// neighbour's last care where its [staff] cover says so.
struct NextWork {
  std::uint16_t work = 0;
  GridId grid{};
  std::optional<std::size_t> visit{};  // row of GridState::open
  bool goes_on = false;                // with the round that was left
};
std::optional<NextWork> next_work(const Setting& setting, const World& world, ResponderId responder);

/// Somebody who has nothing to do looks again at this moment: the next at which a door may be tried again or the hours
/// of some work begin, before its stretch of duty ends.
std::optional<SimTime> looks_again_at(const Setting& setting, const World& world, ResponderId responder);

/// When the stretch of duty that somebody is on ends; none: not on duty, or it never ends.
std::optional<SimTime> duty_ends(const Setting& setting, ResponderId responder, SimTime now);

/// Whether the work is a duty of the role.
bool is_duty_of(const WorkSpec& work, Role role);
/// Whether work may be begun at this hour.
bool is_hour_of(const WorkSpec& work, SimTime at);
/// When work that has its hour comes next, after `after`; requires such work with days.
std::optional<SimTime> next_hour_of(const Setting& setting, const WorkSpec& work, SimTime after);

/// What draws about a unit are keyed by: its role and its number within it.
Owner identity_of(const Setting& setting, ResponderId responder);
/// What a turn draws from, such as an hour at a counter: who has it, and the day. As of a visit, the work counts by its
/// name: other work beside it changes nothing.
Stream stream_of(const Setting& setting, RunKey key, ResponderId who, std::uint16_t work, std::int64_t day);
/// What a visit draws from: the household or premises, and its due date.
Stream stream_of(const Setting& setting, RunKey key, const Visit& visit);

}  // namespace outpost::rules
