#include <algorithm>

#include "sim/base/elementary.hpp"
#include "sim/engine/handlers.hpp"
#include "sim/engine/known_world.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/asks.hpp"
#include "sim/rules/course.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/rooms.hpp"

// What is to come of a known world. Everything that a handler has asked for in the run, and that is not known, is asked
// for again here, from the world alone: the run's own agenda is the future, and no forecast sees it.

namespace outpost::engine {
namespace {

struct Imagining {
  Scene& scene;
  OrderId about;
  SimTime until;

  World& world() const { return scene.world; }
  const Setting& setting() const { return scene.setting; }
  SimTime now() const { return scene.world.now; }
  const Incident& incident_of(const Order& order) const { return scene.world.incidents.at(order.incident); }
  /// On the map of the desk that has the order.
  bool is_in_sight(ResponderId who) const {
    const Role role = scene.setting.force.responders[who].role;
    return rules::sight_of(scene.setting, scene.world.orders.at(about), role) == Sees::position;
  }
  const CourseSpec& course_of(const Order& order) const { return scene.setting.kinds[order.kind].spec.course; }
  Stream stream_of(Draw purpose, const Order& order, std::uint32_t attempt, std::uint8_t rank) const {
    return rules::stream_of(scene.world.key, purpose, incident_of(order), order, attempt, rank);
  }
  void at(SimTime when, Event event) const {
    if (when <= until) scene.agenda.at(std::max(when, now()), event);
  }
  void after(Duration delay, Event event) const { at(now() + delay, event); }
};

/// A factor of a journey's expected time. Where its end is not in sight, one by which it has not arrived yet.
void draw_arrival(const Imagining& it, ResponderId who, ResponderState& state, const Order& order) {
  if (it.is_in_sight(who) && it.now() >= state.arrives - state.climb) return;  // on the last stairs
  const double sigma = it.setting().spec.travel.spread;
  if (sigma == 0.0) return;
  Stream stream = it.stream_of(Draw::travel_factor, order, order.attempts, state.rank);
  constexpr int most_draws = 64;
  for (int draw = 0; draw < most_draws; ++draw) {
    const double pace = stream.lognormal(-sigma * sigma / 2.0, sigma);
    const auto realised = static_cast<double>(state.static_time.count()) * pace;
    const Duration along{static_cast<std::int64_t>(realised + 0.5)};
    const SimTime arrives = it.setting().travel->arrival(state.way, state.departed, along) + state.climb;
    if (arrives < it.now()) continue;
    state.pace = pace;
    state.arrives = arrives;
    return;
  }
}

void imagine_mobilising(const Imagining& it, ResponderId who, const ResponderState& state, const Order& order) {
  const Responder& unit = it.setting().force.responders[who];
  const StaffSpec& staff = it.setting().force.staff_of(who);
  Duration left{};
  if (!state.on_duty || state.from == unit.post) {  // who was sent from the road sets out at once
    Stream stream = it.stream_of(Draw::mobilising, order, order.attempts, state.rank);
    left = sample_left(state.on_duty ? staff.mobilise : staff.standby_mobilise, stream, it.now() - state.since);
  }
  it.after(left, ResponderSetOut{who, state.task});
}

void imagine_work_on_scene(const Imagining& it, ResponderId who, ResponderState& state, const Order& order) {
  // It waits for the others, or stays for what its order has asked for.
  if (order.stage != Stage::on_scene || order.at_work == 0 || state.stays) return;
  const SimTime began = order.course.visits == 0 ? std::max(state.since, order.on_scene) : state.since;
  const double known = static_cast<double>(shortened(it.scene, who, *state.order, one_hour).count()) /
                       static_cast<double>(one_hour.count());
  Stream stream = rules::stream_on_site(it.world().key, it.incident_of(order), order, state.rank);
  state.finishes =
      it.now() + sample_left(rules::time_on_site(it.setting(), order, it.setting().force.responders[who].role), stream,
                             it.now() - began, known);
  it.at(state.finishes, OrderResolved{who, state.task});
}

void imagine_planned_work(const Imagining& it, ResponderId who, ResponderState& state) {
  const PlannedTask& task = *state.work;
  if (task.is_break) return it.at(task.began + task.left, WorkEnded{who, state.task});
  const WorkSpec& work = it.setting().works[task.work].spec;
  Stream stream = rules::stream_of(it.setting(), it.world().key, who, task.work, day_of(it.now()));
  switch (state.status) {
    case Status::going:
      if (!task.visit) state.work->left = sample(work.lasts, stream);
      return it.at(state.arrives, WorkReached{who, state.task});
    case Status::on_round:
      return it.at(task.began + task.left + rules::rest_of_round(it.setting(), task), WorkEnded{who, state.task});
    default:
      break;
  }
  const bool drawn = !task.visit || task.opened;
  Duration left = task.began + task.left - it.now();  // at a door that stays shut
  if (drawn) left = sample_left(work.lasts, stream, it.now() - task.began);
  state.finishes = it.now() + left;
  it.at(state.finishes, WorkEnded{who, state.task});
}

void imagine_unit(const Imagining& it, ResponderId who) {
  ResponderState& state = it.world().responders[who];
  if (state.order) {
    const Order& order = it.world().orders.at(*state.order);
    switch (state.status) {
      case Status::mobilising:
        return imagine_mobilising(it, who, state, order);
      case Status::travelling:
        draw_arrival(it, who, state, order);
        return it.at(state.arrives, ResponderArrived{who, state.task});
      case Status::on_scene:
        return imagine_work_on_scene(it, who, state, order);
      case Status::writing_up: {
        Stream stream = it.stream_of(Draw::write_up, order, order.course.times_handled, state.rank);
        const Distribution& law = it.setting().kinds[order.kind].spec.write_up;
        return it.after(sample_left(law, stream, it.now() - state.since), OrderClosed{who, state.task});
      }
      default:
        return;
    }
  }
  if (state.status == Status::returning && state.arrives > it.now()) {
    return it.at(state.arrives, ResponderReturned{who, state.task});
  }
  if (state.work) imagine_planned_work(it, who, state);
}

/// What nobody can know about an order that is open: whether its assignment is wrong, and what a check will show. Who
/// is under way has the right kind, and it is theirs.
void forget_truth(const Imagining& it, OrderId id) {
  Order& order = it.world().orders[id];
  if (order.course.to_return != ReturnReason::none || it.course_of(order).returned > Share{}) {
    ReturnReason& wrong = order.course.to_return;
    wrong = ReturnReason::none;
    const bool sent = order.stage == Stage::assigned || order.stage == Stage::under_way;
    if (sent && order.course.errand == Errand::handle && order.course.times_handled == 0) {
      wrong = rules::wrong_assignment(it.setting(), it.world().key, it.incident_of(order), order, order.attempts - 1)
                  .reason;
      if (order.stage == Stage::under_way && wrong != ReturnReason::wrong_place) wrong = ReturnReason::none;
    }
  }
  if (order.course.errand == Errand::check) {
    Stream stream = it.stream_of(Draw::checking, order, order.course.checks, 0);
    order.course.flawed = stream.chance(it.course_of(order).reopened);
  }
}

/// What an order has asked for, and what is not there yet, comes as if it had been asked for now; whoever waits for it
/// gives up when that would.
void imagine_asks(const Imagining& it, OrderId id) {
  const Order& order = it.world().orders.at(id);
  const std::vector<Ask>& asks = it.setting().kinds[order.kind].asks;
  for (std::uint32_t row = 0; row < asks.size(); ++row) {
    const bool is_to_come = (order.links.asked & ~order.links.opened & (1u << row)) != 0;
    const bool is_awaited = (order.links.awaited & (1u << row)) != 0;
    if (is_to_come) it.at(rules::comes_at(it.setting(), it.world(), order, asks[row]), OrderAskedFor{id, row});
    if (is_awaited && asks[row].spec.at_most) it.after(*asks[row].spec.at_most, AskGivenUp{id, row});
  }
}

/// An order that nobody is engaged with. When its present wait began is kept for few of them; the others wait for as
/// long as they would from its beginning.
void imagine_order(const Imagining& it, OrderId id) {
  forget_truth(it, id);
  const Order& order = it.world().orders.at(id);
  const CommandSpec& command = it.setting().spec.command;
  imagine_further_reports(it.scene, id);
  imagine_asks(it, id);
  switch (order.stage) {
    case Stage::reported: {
      if (order.desk || order.counter) return;  // a seat's work, or that of a clerk
      Stream stream = rules::stream_about(it.world().key, Draw::intake, it.incident_of(order), order, order.ordinal);
      return it.after(sample_left(command.intake, stream, it.now() - order.reported), OrderAccepted{id});
    }
    case Stage::accepted: {
      if (order.review > it.now()) it.at(order.review, WaitReviewed{id});
      const auto& pass_on = command.rooms.pass_on;
      const bool once = !order.passed_on && order.course.errand == Errand::handle && id != it.about;
      if (pass_on && once && rules::next_desk(it.setting(), order)) {
        it.at(in_line_since(order) + *pass_on, OrderPassedOn{id, order.attempts});
      }
      const bool has_somebody = has_caller(it.incident_of(order).cause) && answers_report(it.setting(), it.world(), id);
      if (!command.patience || !has_somebody || order.course.visits > 0) return;
      Stream stream = rules::stream_about(it.world().key, Draw::patience, it.incident_of(order), order, order.ordinal);
      return it.after(sample_left(*command.patience, stream, it.now() - order.accepted), PatienceRanOut{id});
    }
    case Stage::returned: {
      Stream stream = it.stream_of(Draw::returning, order, order.attempts, 0);
      return it.after(sample(command.intake, stream), OrderWaitsAgain{id});
    }
    case Stage::confirmed:
    case Stage::reopened:
      return it.after(Duration{}, OrderWaitsAgain{id});
    case Stage::suspended: {
      if (awaits(it.scene, id, AskMeanwhile::suspended)) return;  // the other order says when
      const Duration wait = rules::suspension_of(it.setting(), it.world().key, it.incident_of(order), order);
      return it.after(wait, OrderWaitsAgain{id});
    }
    case Stage::to_check: {
      Stream stream = it.stream_of(Draw::checking, order, order.course.checks, 0);
      const Duration after = sample(it.course_of(order).check_after, stream);
      if (it.course_of(order).check_by == CheckBy::visit) return it.after(after, OrderWaitsAgain{id});
      return it.after(after + sample(it.course_of(order).check_takes, stream), OrderChecked{id});
    }
    case Stage::feedback: {
      Stream stream = it.stream_of(Draw::feedback, order, 0, 0);
      return it.after(sample(it.course_of(order).feedback, stream), FeedbackGiven{id});
    }
    default:
      return;
  }
}

/// What the clock brings: days, shifts, hours of work, transfers. Closures that are planned are not on record.
void imagine_clock(const Imagining& it) {
  const Setting& setting = it.setting();
  const auto next_day = static_cast<std::int32_t>(day_of(it.now()) + 1);
  it.at(start_of_day(next_day), DayBegan{next_day});
  std::vector<bool> is_behind(setting.force.rosters.size(), false);
  for (const ResponderId who : it.world().responders.ids()) {
    const ResponderState& state = it.world().responders[who];
    const std::size_t roster = setting.force.responders[who].roster;
    // Of shifts that change at this moment some have not been told yet.
    if (!state.absent && state.on_duty != setting.force.rosters[roster].is_on_duty(setting.calendar, it.now())) {
      is_behind[roster] = true;
    }
  }
  for (std::size_t row = 0; row < setting.force.rosters.size(); ++row) {
    const Roster& roster = setting.force.rosters[row];
    const auto here = roster.next_change(setting.calendar, it.now() - Duration{1ms});
    const auto next = is_behind[row] && here == it.now() ? here : roster.next_change(setting.calendar, it.now());
    if (next) it.at(*next, DutyChanged{static_cast<std::uint32_t>(row)});
  }
  for (std::uint32_t row = 0; row < setting.spec.transfers.size(); ++row) {
    const SimTime begins = SimTime{} + setting.spec.transfers[row].begins;
    if (begins > it.now()) it.at(begins, RoleChanged{row});
  }
  for (std::uint32_t row = 0; row < setting.works.size(); ++row) {
    const WorkSpec& work = setting.works[row].spec;
    if (!has_its_hour(work.kind)) continue;
    if (const auto next = rules::next_hour_of(setting, work, it.now())) it.at(*next, HourOfWorkCame{row});
  }
}

}  // namespace

ImaginedFuture imagine(const Setting& setting, const KnownWorld& known, OrderId about, RunKey key, SimTime until,
                       TravelQuery& travel) {
  ImaginedFuture future{.world = known.world};
  World& world = future.world;
  world.key = key;
  Recorder nobody;
  Scene scene{setting, world, {future.pending, world.now}, nobody, travel};
  const Imagining it{scene, about, until};
  imagine_clock(it);
  for (const OrderId id : known.open) imagine_order(it, id);
  for (const ResponderId who : world.responders.ids()) imagine_unit(it, who);
  imagine_seats(scene);
  imagine_counters(scene);
  const auto today = static_cast<std::int32_t>(day_of(world.now));
  const TownId town = setting.city.communities[setting.city.buildings[world.orders.at(about).building].community].town;
  if (today > 0) imagine_demand_of(scene, town, today - 1, until);
  imagine_demand_of(scene, town, today, until);
  if (setting.rooms.answered_by[static_cast<std::size_t>(Channel::call_110)]) draw_invalid_calls_of(scene, today);
  return future;
}

}  // namespace outpost::engine
