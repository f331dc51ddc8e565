#include <algorithm>

#include "sim/city/storeys.hpp"
#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/familiarity.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/rounds.hpp"

namespace outpost::engine {
namespace {

const WorkSpec& spec_of(const Scene& scene, std::uint16_t work) {
  return scene.setting.works[work].spec;
}

Status status_at(WorkKind kind) {
  switch (kind) {
    case WorkKind::counter:
      return Status::at_counter;
    case WorkKind::meeting:
      return Status::in_meeting;
    case WorkKind::round:
    case WorkKind::patrol:
      return Status::on_round;
    default:
      return Status::visiting;
  }
}

void record_work(Scene& scene, ResponderId who, const PlannedTask& task, SimTime begin, WorkResult result) {
  WorkRow row;
  if (task.visit) row = row_about(scene.setting, *task.visit, scene.world.now);
  row.work = task.work;
  row.result = result;
  row.responder = who;
  row.grid = task.grid;
  row.begin = begin;
  row.end = scene.world.now;
  scene.record.work(row);
}

BuildingId building_of(const Scene& scene, const Visit& visit) {
  return visit.premises ? *visit.premises : scene.setting.city.households[visit.household].building;
}

std::uint8_t storey_of(const Scene& scene, const Visit& visit) {
  return visit.premises ? std::uint8_t{1} : scene.setting.city.households[visit.household].storey;
}

/// Back to the grid's list, to be taken up again.
void reopen(Scene& scene, const PlannedTask& task) {
  require(task.visit.has_value(), "what goes back to a grid's list is a visit");
  std::vector<Visit>& open = scene.world.grids[task.grid].open;
  const auto later =
      std::find_if(open.begin(), open.end(), [&task](const Visit& other) { return other.due > task.visit->due; });
  open.insert(later, *task.visit);
}

/// On the round from its next stop: first there, from wherever it stands.
void walk_on(Scene& scene, ResponderId who, PlannedTask task, std::uint8_t pauses_for) {
  ResponderState& state = scene.world.responders[who];
  const GridRound& tour = scene.setting.rounds[task.grid];
  Duration there{};
  if (task.stop < tour.stops.size()) {
    const Spot door = scene.setting.city.buildings[rules::stop_after(scene.setting, task, task.stop)].entrance;
    there = scene.travel.static_time(Way::foot, state.from, door, scene.world.closures).value_or(Duration{});
  }
  task.began = scene.world.now;
  task.left = state.way_down + there;
  state.way_down = Duration{};
  state.pauses_for = pauses_for;
  ++state.task;
  state.work = task;
  enter(scene, who, Status::on_round);
  foresee_signs(scene, who);
  const SimTime end = scene.world.now + task.left + rules::rest_of_round(scene.setting, task);
  scene.agenda.at(end, WorkEnded{who, state.task});
}

std::uint32_t first_stop(const Scene& scene, ResponderId who, GridId grid) {
  const auto& rule = rules::round_rule(scene.setting.spec.rules.rounds);
  const std::size_t row = rule.first_stop(scene.setting, scene.world, who, grid);
  require(row < scene.setting.rounds[grid].stops.size(), "a round begins at a stop of its tour");
  return static_cast<std::uint32_t>(row);
}

void begin_round(Scene& scene, ResponderId who, const rules::NextWork& next) {
  ResponderState& state = scene.world.responders[who];
  PlannedTask task{.work = next.work, .grid = next.grid};
  if (next.goes_on) {
    task = *state.paused;
    state.paused.reset();
  } else {
    require(!scene.world.grids.at(next.grid).is_walked, "a grid is walked by one at a time");
    scene.world.grids[next.grid].is_walked = true;
    task.first = first_stop(scene, who, next.grid);
  }
  stand_still(scene, who);
  walk_on(scene, who, task, static_cast<std::uint8_t>(spec_of(scene, task.work).pauses_for));
}

/// Not where the door cannot be got to: its street is closed, and it is tried another day.
bool begin_visit(Scene& scene, ResponderId who, const rules::NextWork& next) {
  ResponderState& state = scene.world.responders[who];
  std::vector<Visit>& open = scene.world.grids[next.grid].open;
  PlannedTask task{.work = next.work, .grid = next.grid, .visit = open[*next.visit], .began = scene.world.now};
  const Spot door = scene.setting.city.buildings[building_of(scene, *task.visit)].entrance;
  const Way way = scene.setting.force.staff_of(who).way;
  const Spot here = rules::spot_of(scene.setting, scene.world, state, scene.travel);
  const auto expected = scene.travel.static_time(way, here, door, scene.world.closures);
  if (!expected) {
    open[*next.visit].not_before = scene.world.now + one_day;
    return false;
  }
  open.erase(open.begin() + static_cast<std::ptrdiff_t>(*next.visit));
  stand_still(scene, who);
  state.way = way;
  state.work = task;
  state.pauses_for = static_cast<std::uint8_t>(spec_of(scene, task.work).pauses_for);
  depart(scene, who, door, *expected, 1.0,
         climb_to(scene.setting.spec.travel.storeys, scene.setting.city.buildings[building_of(scene, *task.visit)],
                  storey_of(scene, *task.visit)));
  enter(scene, who, Status::going);
  scene.agenda.at(state.arrives, WorkReached{who, state.task});
  return true;
}

/// The door stays shut: another try at another hour, or none.
void leave_shut(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  PlannedTask task = *state.work;
  const WorkSpec& work = spec_of(scene, task.work);
  Visit& visit = *task.visit;
  ++visit.tries;
  const bool given_up = visit.tries >= work.tries;
  record_work(scene, who, task, task.began, given_up ? WorkResult::excused : WorkResult::nobody_home);
  state.work.reset();
  if (given_up) {
    ++scene.world.visits[task.work].excused;
  } else {
    visit.not_before = scene.world.now + work.retry_after;
    reopen(scene, task);
  }
}

void finish_visit(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  const PlannedTask task = *state.work;
  const Visit& visit = *task.visit;
  ++scene.world.visits[task.work].done;
  record_work(scene, who, task, task.began, WorkResult::done);
  // Where nothing can be found, no visit is made to find anything.
  const bool unfounded = look_around(scene, who, visit) == 0 && !scene.setting.risk_kinds.empty();
  if (!visit.premises) contact(scene, who, visit.household, true, unfounded);
  scene.world.responders[who].work.reset();
}

void finish_round(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  const PlannedTask task = *state.work;
  GridState& grid = scene.world.grids[task.grid];
  if (spec_of(scene, task.work).kind == WorkKind::round) {
    grid.last_round = scene.world.now;
    grid.is_walked = false;
  }
  grid.round_days |= 1;
  record_work(scene, who, task, task.began, WorkResult::done);
  state.work.reset();
  state.from = scene.setting.plan.grids[task.grid].post;
  state.way_down = Duration{};
}

/// How long a turn lasts, drawn for each day anew.
Duration turn_of(const Scene& scene, ResponderId who, std::uint16_t row) {
  Stream stream = rules::stream_of(scene.setting, scene.world.key, who, row, day_of(scene.world.now));
  return sample(spec_of(scene, row).lasts, stream);
}

void begin_turn(Scene& scene, ResponderId who, std::uint16_t row, Duration lasts) {
  ResponderState& state = scene.world.responders[who];
  const WorkSpec& work = spec_of(scene, row);
  const std::vector<GridId>& grids = scene.setting.work_of[who];
  if (is_planned_work(state.status)) {
    leave_work(scene, who);
  } else {
    stand_still(scene, who);
  }
  const std::int64_t day = day_of(scene.world.now);
  PlannedTask task{.work = row, .began = scene.world.now};
  if (!grids.empty()) task.grid = grids[static_cast<std::size_t>(day) % grids.size()];
  const auto pauses_for = static_cast<std::uint8_t>(work.pauses_for);
  if (work.kind == WorkKind::counter && counter_of(scene, who)) take_desk(scene, who, row, scene.world.now + lasts);
  if (work.kind == WorkKind::patrol) {
    if (!scene.setting.rounds[task.grid].stops.empty()) task.first = first_stop(scene, who, task.grid);
    return walk_on(scene, who, task, pauses_for);
  }
  const Responder& unit = scene.setting.force.responders[who];
  task.left = lasts;
  state.pauses_for = pauses_for;
  state.work = task;
  ++state.task;
  const bool away = work.kind == WorkKind::counter && (state.from != unit.post || state.way_down > Duration{});
  state.way = scene.setting.force.staff_of(unit).way;
  const auto expected = away ? time_to(scene, who, unit.post) : std::nullopt;
  if (expected) {
    depart(scene, who, unit.post, *expected, 1.0);
    enter(scene, who, Status::going);
    scene.agenda.at(state.arrives, WorkReached{who, state.task});
    return;
  }
  enter(scene, who, status_at(work.kind));
  scene.agenda.after(task.left, WorkEnded{who, state.task});
  if (work.kind == WorkKind::counter) serve_at_counter(scene, who);
}

/// Whoever is busy when the hours of its counter come is late, where people stand in line; where every desk is taken
/// it does not sit down.
void begin_at_hour(Scene& scene, ResponderId who, std::uint16_t row) {
  const Duration lasts = turn_of(scene, who, row);
  const bool has_line = spec_of(scene, row).kind == WorkKind::counter && counter_of(scene, who);
  if (has_line && !finds_desk(scene, who)) {
    return record_work(scene, who, {.work = row}, scene.world.now, WorkResult::excused);
  }
  if (!is_available(scene.world.responders[who])) {
    return come_late_to_counter(scene, who, row, scene.world.now + lasts);
  }
  begin_turn(scene, who, row, lasts);
}

}  // namespace

WorkRow row_about(const Setting& setting, const Visit& visit, SimTime now) {
  WorkRow row{.work = visit.work, .due = visit.due};
  if (visit.premises) {
    row.premises = *visit.premises;
  } else {
    row.household = visit.household;
  }
  row.late = is_overdue(setting.works[visit.work].spec, visit, now);
  return row;
}

void open_work_of(Scene& scene, std::int32_t day) {
  World& world = scene.world;
  for (std::uint16_t work = 0; work < scene.setting.due.size(); ++work) {
    const std::vector<std::vector<DuePlace>>& by_grid = scene.setting.due[work];
    const std::int32_t period = period_of(spec_of(scene, work));
    for (std::size_t grid = 0; grid < by_grid.size(); ++grid) {
      const std::int32_t phase = day % period;
      auto row = std::lower_bound(by_grid[grid].begin(), by_grid[grid].end(), phase,
                                  [](const DuePlace& place, std::int32_t wanted) { return place.phase < wanted; });
      for (; row != by_grid[grid].end() && row->phase == phase; ++row) {
        ++world.visits[work].due;
        world.grids[GridId{grid}].open.push_back(
            {.work = work, .due = day, .household = row->household, .premises = row->premises});
      }
    }
  }
  if (scene.setting.works.empty()) return;
  // A round that was left for a call is of that day; the next day has its own.
  for (const ResponderId who : world.responders.ids()) {
    ResponderState& state = world.responders[who];
    if (!state.paused) continue;
    world.grids[state.paused->grid].is_walked = false;
    record_work(scene, who, *state.paused, state.paused->began, WorkResult::broken_off);
    state.paused.reset();
  }
  for (const GridId grid : world.grids.ids()) {
    const std::int32_t days = world.grids.at(grid).round_days;
    if (days != 0) world.grids[grid].round_days = (days << 1) & 0xFF;
  }
}

void take_up_work(Scene& scene, ResponderId who) {
  const ResponderState& state = scene.world.responders[who];
  if (!is_available(state) || is_planned_work(state.status)) return;
  if (begin_break(scene, who) || scene.setting.works.empty()) return;
  if (const auto hours = hours_to_take_up(scene, who)) {
    return begin_turn(scene, who, hours->work, hours->until - scene.world.now);
  }
  while (const auto next = rules::next_work(scene.setting, scene.world, who)) {
    if (!next->visit) return begin_round(scene, who, *next);
    if (begin_visit(scene, who, *next)) return;
  }
  if (const auto again = rules::looks_again_at(scene.setting, scene.world, who)) {
    scene.agenda.at(*again, WorkLookedFor{who, state.task});
  }
}

void leave_work(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  require(state.work && is_planned_work(state.status), "only planned work is left");
  PlannedTask task = *state.work;
  if (state.status == Status::on_round) task = rules::left_at(scene.setting, task, scene.world.now);
  stand_still(scene, who);
  const bool is_round = spec_of(scene, task.work).kind == WorkKind::round;
  const bool is_kept = task.visit || is_round;
  WorkResult result = is_kept ? WorkResult::interrupted : WorkResult::broken_off;
  if (spec_of(scene, task.work).kind == WorkKind::counter) result = leave_counter(scene, who);
  record_work(scene, who, task, state.work->began, result);
  state.work.reset();
  state.pauses_for = 4;
  if (task.visit) {
    // Whoever knocked in vain has done nothing of the visit.
    if (task.opened) task.visit->left = std::max(Duration{}, state.finishes - scene.world.now);
    reopen(scene, task);
  } else if (is_round) {
    state.paused = task;
  }
}

void on(const WorkLookedFor& event, Scene& scene) {
  if (!is_void(scene, event.responder, event.task)) take_up_work(scene, event.responder);
}

void on(const WorkReached& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  World& world = scene.world;
  ResponderState& state = world.responders[event.responder];
  require(state.status == Status::going && state.work, "who reaches a place of work was going there");
  record_leg(scene, event.responder, world.now, state.bound_for);
  state.from = state.bound_for;
  PlannedTask& task = *state.work;
  task.began = world.now;
  if (!task.visit) {
    if (const auto until = counter_hours_end(scene, event.responder)) {
      task.left = std::max(Duration{}, *until - world.now);
    }
    const WorkKind kind = spec_of(scene, task.work).kind;
    enter(scene, event.responder, status_at(kind));
    scene.agenda.after(task.left, WorkEnded{event.responder, event.task});
    if (kind == WorkKind::counter) serve_at_counter(scene, event.responder);
    return;
  }
  const Visit& visit = *task.visit;
  state.way_down = descent_from(scene.setting.spec.travel.storeys,
                                scene.setting.city.buildings[building_of(scene, visit)], storey_of(scene, visit));
  enter(scene, event.responder, Status::visiting);
  const bool opens = visit.premises || rules::anybody_home(scene.setting, world.key, visit.household, world.now);
  Duration inside = spec_of(scene, task.work).knock;
  if (opens) {
    Stream stream = rules::stream_of(scene.setting, world.key, visit);
    const Duration whole = rules::with_effort(scene.setting, sample(spec_of(scene, task.work).lasts, stream));
    const double known = visit.premises ? 0.0 : familiarity_of(scene.setting, world, event.responder, visit.household);
    const double part = 1.0 - scene.setting.spec.familiarity.saves.value() * known;
    inside = visit.left.value_or(Duration{static_cast<std::int64_t>(static_cast<double>(whole.count()) * part + 0.5)});
  }
  task.opened = opens;
  task.left = inside;
  state.finishes = world.now + inside;
  scene.agenda.after(inside, WorkEnded{event.responder, event.task});
}

void on(const WorkEnded& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  ResponderState& state = scene.world.responders[event.responder];
  require(state.work.has_value(), "work that ends was begun");
  if (state.work->is_break) return end_break(scene, event.responder);
  if (state.work->visit) {
    if (state.work->opened) {
      finish_visit(scene, event.responder);
    } else {
      leave_shut(scene, event.responder);
    }
  } else if (state.status == Status::on_round) {
    finish_round(scene, event.responder);
  } else {
    if (spec_of(scene, state.work->work).kind == WorkKind::counter) {
      if (const auto until = serves_until(scene, event.responder)) return scene.agenda.at(*until, event);
      leave_counter(scene, event.responder);
    }
    record_work(scene, event.responder, *state.work, state.work->began, WorkResult::done);
    state.work.reset();
  }
  state.pauses_for = 4;
  become_free(scene, event.responder);
}

void on(const HourOfWorkCame& event, Scene& scene) {
  const auto row = static_cast<std::uint16_t>(event.work);
  const WorkSpec& work = spec_of(scene, row);
  if (!event.shifts_changed) return scene.agenda.after(Duration{}, HourOfWorkCame{event.work, true});
  for (const ResponderId who : scene.world.responders.ids()) {
    const ResponderState& state = scene.world.responders[who];
    const Role role = scene.setting.force.responders[who].role;
    if (!rules::is_duty_of(work, role) || !state.on_duty) continue;
    const bool walks = work.kind == WorkKind::patrol;
    const bool has_place = !walks || (!scene.setting.work_of[who].empty() &&
                                      !scene.setting.rounds[scene.setting.work_of[who].front()].stops.empty());
    const bool has_line = work.kind == WorkKind::counter && counter_of(scene, who);
    if ((is_available(state) && has_place) || (has_line && state.status != Status::away)) {
      begin_at_hour(scene, who, row);
    } else if (has_place && state.status != Status::off_duty) {
      record_work(scene, who, {.work = row}, scene.world.now, WorkResult::excused);  // an order goes before it
    }
  }
  if (const auto next = rules::next_hour_of(scene.setting, work, scene.world.now)) {
    scene.agenda.at(*next, HourOfWorkCame{event.work});
  }
}

void keep_known(Scene& scene, BuildingId building) {
  const Setting& setting = scene.setting;
  if (!rules::round_rule(setting.spec.rules.rounds).keeps_known || scene.world.grids.empty()) return;
  std::vector<KnownMatter>& known = scene.world.grids[setting.plan.grid_of[building]].known;
  const auto recent = std::find_if(known.begin(), known.end(), [&](const KnownMatter& matter) {
    return matter.at + setting.spec.rules.known_for > scene.world.now;
  });
  known.erase(known.begin(), recent);
  known.push_back({building, scene.world.now});
}

void open_registration(Scene& scene, HouseholdId household) {
  for (std::uint16_t work = 0; work < scene.setting.works.size(); ++work) {
    if (spec_of(scene, work).kind != WorkKind::registration) continue;
    const GridId grid = scene.setting.plan.grid_of[scene.setting.city.households[household].building];
    ++scene.world.visits[work].due;
    scene.world.grids[grid].open.push_back(
        {.work = work, .due = static_cast<std::int32_t>(day_of(scene.world.now)), .household = household});
  }
}

}  // namespace outpost::engine
