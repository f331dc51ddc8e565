#include "sim/rules/planned_work.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "sim/base/name_hash.hpp"
#include "sim/people/whereabouts.hpp"
#include "sim/rules/idle.hpp"
#include "sim/rules/rounds.hpp"

namespace outpost::rules {
namespace {

const WorkSpec& spec_of(const Setting& setting, std::uint16_t work) {
  return setting.works[work].spec;
}

Duration times(Duration amount, std::size_t count) {
  return amount * static_cast<std::int64_t>(count);
}

/// The stop of the tour that comes after so many.
std::size_t row_after(const GridRound& tour, const PlannedTask& round, std::size_t passed) {
  return (round.first + passed) % tour.stops.size();
}

/// How long one walks from the first stop of a round to the one after so many, without the time at the stops: along the
/// tour, which leads past the post between its last stop and its first.
Duration walked(const GridRound& tour, const PlannedTask& round, std::size_t passed) {
  const std::size_t row = row_after(tour, round, passed);
  const Duration along = tour.reached[row] - tour.reached[round.first];
  return row < round.first ? along + tour.walk : along;
}

/// From the last stop of a round to the post.
Duration way_home(const GridRound& tour, const PlannedTask& round) {
  return round.first == 0 ? tour.walk - tour.reached.back() : tour.home[round.first - 1];
}

Duration stop_of(const Setting& setting, std::uint16_t work) {
  return with_effort(setting, spec_of(setting, work).stop);
}

/// Which work goes first, once it is due.
int urgency(WorkKind kind) {
  switch (kind) {
    case WorkKind::registration:
      return 0;
    case WorkKind::duty_visit:
      return 1;
    case WorkKind::inspection:
      return 2;
    default:
      return 3;
  }
}

/// By work: how urgent it is; none: not the role's, or not at this hour.
using UrgencyNow = std::array<std::optional<int>, most_works>;

UrgencyNow urgency_at(const Setting& setting, Role role, SimTime now) {
  UrgencyNow found{};
  for (std::uint16_t work = 0; work < setting.works.size(); ++work) {
    const WorkSpec& spec = spec_of(setting, work);
    if (is_duty_of(spec, role) && is_hour_of(spec, now)) found[work] = urgency(spec.kind);
  }
  return found;
}

/// The visit that is next in a grid: by urgency, then due date, then as they came up.
std::optional<NextWork> next_visit(const World& world, GridId grid, const UrgencyNow& urgency_now) {
  std::optional<NextWork> best;
  std::pair<int, std::int32_t> of_best{};
  const std::vector<Visit>& open = world.grids[grid].open;
  for (std::size_t row = 0; row < open.size(); ++row) {
    const Visit& visit = open[row];
    const std::optional<int> urgent = urgency_now[visit.work];
    if (!urgent || visit.not_before > world.now) continue;
    const std::pair rank{*urgent, visit.due};
    if (best && of_best <= rank) continue;
    of_best = rank;
    best = NextWork{.work = visit.work, .grid = grid, .visit = row};
  }
  return best;
}

bool is_round_due(const WorkSpec& work, const GridState& grid, SimTime now) {
  return start_of_day(day_of(grid.last_round)) + work.every <= now;
}

/// A round is begun where it can be finished, or at least half an hour of it.
bool leaves_time(const Setting& setting, const PlannedTask& round, ResponderId responder, SimTime now) {
  const auto ends = duty_ends(setting, responder, now);
  return !ends || *ends - now >= std::min(rest_of_round(setting, round), Duration{30min});
}

bool is_on_duty_yet(const Setting& setting, ResponderId responder, SimTime now) {
  const auto ends = duty_ends(setting, responder, now);
  return !ends || *ends > now;
}

std::optional<NextWork> next_round(const Setting& setting, const World& world, GridId grid, ResponderId responder) {
  const Role role = setting.force.responders[responder].role;
  for (std::uint16_t row = 0; row < setting.works.size(); ++row) {
    const WorkSpec& work = spec_of(setting, row);
    if (work.kind != WorkKind::round || !is_duty_of(work, role) || !is_hour_of(work, world.now)) continue;
    const GridState& state = world.grids[grid];
    if (state.is_walked || !is_round_due(work, state, world.now)) continue;
    if (setting.rounds[grid].stops.empty()) continue;
    if (!leaves_time(setting, {.work = row, .grid = grid}, responder, world.now)) continue;
    return NextWork{.work = row, .grid = grid};
  }
  return std::nullopt;
}

/// Grids of the responder's community whose units are all absent from duty that they should be on now.
std::vector<GridId> grids_to_cover(const Setting& setting, const World& world, ResponderId responder) {
  const Responder& own = setting.force.responders[responder];
  if (!own.grid || setting.force.staff_of(own).cover != Cover::neighbours) return {};
  const CommunityId community = setting.plan.grids[*own.grid].community;
  std::map<GridId, bool> all_absent;
  for (const ResponderId other : setting.force.responders.ids()) {
    const Responder& unit = setting.force.responders[other];
    if (!unit.grid || unit.role != own.role || setting.plan.grids[*unit.grid].community != community) continue;
    for (const GridId grid : setting.work_of[other]) {
      const auto [row, is_new] = all_absent.emplace(grid, true);
      row->second = row->second && world.responders[other].absent;
    }
  }
  std::vector<GridId> found;
  for (const auto& [grid, absent] : all_absent) {
    if (absent) found.push_back(grid);
  }
  return found;
}

bool has_anything_open(const World& world, const std::vector<GridId>& grids) {
  return std::any_of(grids.begin(), grids.end(), [&world](GridId grid) { return !world.grids[grid].open.empty(); });
}

std::optional<NextWork> next_among(const Setting& setting, const World& world, const std::vector<GridId>& grids,
                                   ResponderId responder) {
  const NamedRoundRule& rule = round_rule(setting.spec.rules.rounds);
  const bool sorts = rule.grids != nullptr;
  std::vector<GridId> sorted;
  if (sorts) sorted = rule.grids(setting, world, responder, grids);
  for (const GridId grid : sorts ? sorted : grids) {
    if (auto round = next_round(setting, world, grid, responder)) return round;
  }
  const UrgencyNow urgency_now = urgency_at(setting, setting.force.responders[responder].role, world.now);
  std::optional<NextWork> best;
  std::pair<int, std::int32_t> of_best{};
  for (const GridId grid : grids) {
    const auto visit = next_visit(world, grid, urgency_now);
    if (!visit) continue;
    const Visit& row = world.grids[grid].open[*visit->visit];
    const std::pair rank{*urgency_now[row.work], row.due};
    if (best && of_best <= rank) continue;
    best = visit;
    of_best = rank;
  }
  return best;
}

}  // namespace

std::vector<Pass> passes_ahead(const Setting& setting, const PlannedTask& round) {
  const GridRound& tour = setting.rounds[round.grid];
  const Duration stop = stop_of(setting, round.work);
  std::vector<Pass> passes;
  passes.reserve(tour.stops.size() - round.stop);
  for (std::size_t row = round.stop; row < tour.stops.size(); ++row) {
    const Duration walk = walked(tour, round, row) - walked(tour, round, round.stop);
    passes.push_back(
        {tour.stops[row_after(tour, round, row)], round.began + round.left + walk + times(stop, row - round.stop)});
  }
  return passes;
}

Duration rest_of_round(const Setting& setting, const PlannedTask& round) {
  const GridRound& tour = setting.rounds[round.grid];
  const std::size_t stops = tour.stops.size();
  if (round.stop == stops) return way_home(tour, round);
  const Duration walk = walked(tour, round, stops - 1) - walked(tour, round, round.stop);
  return walk + times(stop_of(setting, round.work), stops - round.stop) + way_home(tour, round);
}

BuildingId stop_after(const Setting& setting, const PlannedTask& round, std::size_t passed) {
  const GridRound& tour = setting.rounds[round.grid];
  require(passed < tour.stops.size(), "a round has so many stops");
  return tour.stops[row_after(tour, round, passed)];
}

Duration with_effort(const Setting& setting, Duration without_pay) {
  const RewardSpec& rewards = setting.spec.rewards;
  if (rewards.paid == Switch::off) return without_pay;
  const double paid = static_cast<double>(without_pay.count()) * rewards.effort_when_paid;
  return Duration{static_cast<std::int64_t>(paid + 0.5)};
}

PlannedTask left_at(const Setting& setting, PlannedTask round, SimTime at) {
  const GridRound& tour = setting.rounds[round.grid];
  const Duration stop = stop_of(setting, round.work);
  // Passes come one after the other, so that the first one later than `at` is found by halving.
  std::size_t first = round.stop;
  const Duration before = first < tour.stops.size() ? walked(tour, round, first) : Duration{};
  for (std::size_t last = std::max(first, tour.stops.size()); first < last;) {
    const std::size_t middle = first + (last - first) / 2;
    const Duration after = walked(tour, round, middle) - before + times(stop, middle - round.stop);
    if (round.began + round.left + after > at) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  round.stop = static_cast<std::uint32_t>(first);
  round.began = at;
  return round;
}

Spot spot_on_round(const Setting& setting, const ResponderState& state, SimTime now) {
  require(state.work.has_value(), "whoever is on a round has it as work");
  const PlannedTask left = left_at(setting, *state.work, now);
  if (left.stop == state.work->stop) return state.from;
  return setting.city.buildings[stop_after(setting, left, left.stop - 1)].entrance;
}

bool anybody_home(const Setting& setting, RunKey key, HouseholdId household, SimTime at) {
  const Household& row = setting.city.households[household];
  for (const ResidentId resident : row.residents) {
    if (whereabouts(setting.city, setting.spec.residents, setting.calendar, key, resident, at) == row.building) {
      return true;
    }
  }
  return false;
}

std::optional<NextWork> next_work(const Setting& setting, const World& world, ResponderId responder) {
  const ResponderState& state = world.responders[responder];
  const bool goes_on = state.paused && (idle_rule(setting.spec.rules.idle).resumes_always
                                            ? is_on_duty_yet(setting, responder, world.now)
                                            : leaves_time(setting, *state.paused, responder, world.now));
  if (goes_on) {
    return NextWork{.work = state.paused->work, .grid = state.paused->grid, .goes_on = true};
  }
  if (const auto own = next_among(setting, world, setting.work_of[responder], responder)) return own;
  const std::vector<GridId> others = grids_to_cover(setting, world, responder);
  if (others.empty()) return std::nullopt;
  return next_among(setting, world, others, responder);
}

std::optional<SimTime> looks_again_at(const Setting& setting, const World& world, ResponderId responder) {
  const std::vector<GridId>& grids = setting.work_of[responder];
  const auto ends = duty_ends(setting, responder, world.now);
  std::optional<SimTime> soonest;
  const auto consider = [&](SimTime at) {
    if (at <= world.now || (ends && at >= *ends)) return;
    if (!soonest || at < *soonest) soonest = at;
  };
  const Role role = setting.force.responders[responder].role;
  for (const Work& work : setting.works) {
    if (!is_duty_of(work.spec, role) || is_hour_of(work.spec, world.now)) continue;
    if (work.spec.kind != WorkKind::round && !has_anything_open(world, grids)) continue;
    for (const ClockSpan& span : work.spec.hours) consider(start_of_day(day_of(world.now)) + span.begin);
  }
  for (const GridId grid : grids) {
    for (const Visit& visit : world.grids[grid].open) {
      if (is_duty_of(spec_of(setting, visit.work), role)) consider(visit.not_before);
    }
  }
  return soonest;
}

std::optional<SimTime> duty_ends(const Setting& setting, ResponderId responder, SimTime now) {
  return setting.force.rosters[setting.force.responders[responder].roster].duty_ends(setting.calendar, now);
}

bool is_duty_of(const WorkSpec& work, Role role) {
  return std::find(work.roles.begin(), work.roles.end(), role) != work.roles.end();
}

bool is_hour_of(const WorkSpec& work, SimTime at) {
  if (work.hours.empty()) return true;
  const Duration clock = time_of_day(at);
  return std::any_of(work.hours.begin(), work.hours.end(), [clock](const ClockSpan& span) {
    if (span.begin < span.end) return clock >= span.begin && clock < span.end;
    return clock >= span.begin || clock < span.end;
  });
}

std::optional<SimTime> next_hour_of(const Setting& setting, const WorkSpec& work, SimTime after) {
  const auto days = weekdays_of(work.days);
  require(days.has_value(), "work that has its hour has days");
  for (std::int64_t day = day_of(after); day <= day_of(after) + 7 * work.every_weeks + 7; ++day) {
    const SimTime at = start_of_day(day) + work.begins;
    const bool right_week = (day / 7) % work.every_weeks == 0;
    const auto weekday = static_cast<std::size_t>(setting.calendar.weekday(day));
    if (at > after && right_week && (*days)[weekday]) return at;
  }
  return std::nullopt;
}

Owner identity_of(const Setting& setting, ResponderId responder) {
  const Responder& unit = setting.force.responders[responder];
  return owner_of(static_cast<std::uint64_t>(unit.role) + 1, std::stoul(unit.call_sign.substr(1)));
}

Stream stream_of(const Setting& setting, RunKey key, ResponderId who, std::uint16_t work, std::int64_t day) {
  return {key, about(Draw::planned_work, setting.works[work].key), identity_of(setting, who),
          static_cast<std::uint32_t>(day)};
}

Stream stream_of(const Setting& setting, RunKey key, const Visit& visit) {
  const City& city = setting.city;
  const std::string& name = setting.works[visit.work].key;
  const auto day = static_cast<std::uint32_t>(visit.due);
  if (visit.premises) {
    const Building& building = city.buildings[*visit.premises];
    return {key, about(Draw::inspection, name), owner_of(city.communities[building.community].code, building.serial),
            day};
  }
  const Building& home = city.buildings[city.households[visit.household].building];
  return {key, about(Draw::visit, name),
          owner_of(city.communities[home.community].code, serial_of(city, visit.household)), day};
}

}  // namespace outpost::rules
