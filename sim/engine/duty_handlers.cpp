#include <algorithm>
#include <map>

#include "sim/engine/anticipation.hpp"
#include "sim/engine/handlers.hpp"
#include "sim/engine/roll_call.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/planned_work.hpp"

namespace outpost::engine {
namespace {

const Roster& roster_of(const Scene& scene, ResponderId who) {
  return scene.setting.force.rosters[scene.setting.force.responders[who].roster];
}

std::vector<ResponderId> members_of(const Scene& scene, std::uint32_t roster) {
  std::vector<ResponderId> found;
  for (const ResponderId id : scene.setting.force.responders.ids()) {
    if (scene.setting.force.responders[id].roster == roster) found.push_back(id);
  }
  return found;
}

void record_break(Scene& scene, ResponderId who, WorkResult result, SimTime begin) {
  scene.record.work(
      {.work = scene.setting.works.size(), .result = result, .responder = who, .begin = begin, .end = scene.world.now});
}

void begin_duty(Scene& scene, ResponderId who, Status status) {
  ResponderState& state = scene.world.responders[who];
  state.on_duty = true;
  state.absent = false;
  state.on_call = false;
  if (state.status == Status::off_duty || state.status == Status::away) enter(scene, who, status);
}

/// Off duty at once, unless it works on an order: that is finished first. `on_duty` is the caller's.
void stand_down(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  for (; state.breaks_due != 0; state.breaks_due &= state.breaks_due - 1) {
    record_break(scene, who, WorkResult::broken_off, scene.world.now);  // the stretch of duty left no time for it
  }
  if (state.order || state.status == Status::off_duty) return;
  if (is_planned_work(state.status)) {
    leave_work(scene, who);
  } else {
    if (state.status == Status::on_break) break_off(scene, who);
    stand_still(scene, who);
  }
  stand_at_post(scene, who);
  enter(scene, who, Status::off_duty);
}

void be_absent(Scene& scene, ResponderId who, AbsenceReason reason, SimTime end) {
  ResponderState& state = scene.world.responders[who];
  const bool was_on_duty = state.on_duty;
  state.absent = true;
  state.on_duty = false;
  state.on_call = false;
  state.present = 0;
  scene.record.absence({.responder = who, .reason = reason, .begin = scene.world.now, .end = end});
  if (was_on_duty) stand_down(scene, who);
}

bool is_on_the_way(const ResponderState& state) {
  return state.status == Status::mobilising || state.status == Status::travelling;
}

/// Whether an order can be left to somebody else who is on duty, busy or not. Of shifts that change at one moment,
/// those that begin count and those that end do not, whichever of them is told first.
bool others_may_answer(const Scene& scene, ResponderId who, OrderId id) {
  const Order& order = scene.world.orders[id];
  const SimTime now = scene.world.now;
  for (const ResponderId other : scene.setting.force.responders.ids()) {
    const ResponderState& state = scene.world.responders[other];
    const Roster& roster = roster_of(scene, other);
    if (other == who || state.absent || state.status == Status::away) continue;
    if (!roster.is_on_duty(scene.setting.calendar, now)) continue;
    const bool there = state.on_duty || roster.day_of_duty_begins(scene.setting.calendar, now);
    if (there && rules::may_answer(scene.setting, order, other)) return true;
  }
  return false;
}

/// Units of one role and post on one roster, whose people stand in for each other.
using Pool = std::vector<std::pair<ResponderId, Presence>>;

void take_up_duty(Scene& scene, const Pool& pool, SimTime end) {
  const StaffSpec& staff = scene.setting.force.staff_of(pool.front().first);
  std::vector<Presence> came;
  came.reserve(pool.size());
  for (const auto& [who, presence] : pool) came.push_back(presence);
  const std::vector<std::int64_t> people = make_up_units(staff, came);
  for (std::size_t unit = 0; unit < pool.size(); ++unit) {
    const auto& [who, presence] = pool[unit];
    if (people[unit] == 0) {
      const bool nobody_came = presence.officers + presence.auxiliaries == 0;
      be_absent(scene, who, nobody_came ? *presence.missing : AbsenceReason::no_partner, end);
      continue;
    }
    scene.world.responders[who].present = static_cast<std::uint8_t>(people[unit]);
    begin_duty(scene, who, Status::free);
  }
}

/// A day of duty begins: who is there, and who acts with whom.
void call_roll(Scene& scene, const std::vector<ResponderId>& members) {
  World& world = scene.world;
  std::map<std::pair<Role, std::size_t>, Pool> pools;  // by role, and by the first unit at the post
  std::vector<ResponderId> first_at;
  SimTime end{};
  for (const ResponderId who : members) {
    const Responder& unit = scene.setting.force.responders[who];
    ResponderState& state = world.responders[who];
    const auto [begin, ends] = roster_of(scene, who).day_of_duty(scene.setting.calendar, world.now);
    end = ends;
    if (unit.leaves && world.now >= *unit.leaves) {
      be_absent(scene, who, AbsenceReason::transferred, end);
      continue;
    }
    if (unit.joins && world.now < *unit.joins) {
      state.absent = true;
      if (world.now >= *unit.appointed) {
        be_absent(scene, who, AbsenceReason::training, end);
      } else if (state.on_duty) {  // populated as if it were there; it does not exist yet
        state.on_duty = false;
        stand_down(scene, who);
      }
      continue;
    }
    const Presence presence = presence_of(scene.setting, world.key, who, day_of(begin), world.now);
    state.new_since = std::max(presence.new_since, unit.joins.value_or(SimTime{}));
    const bool anybody = presence.officers + presence.auxiliaries > 0;
    // Whoever is still at work on an order from before is not sent elsewhere.
    if (presence.pulled_away && anybody && !state.order) {
      scene.record.absence({.responder = who, .reason = AbsenceReason::pulled_away, .begin = world.now, .end = end});
      state.present = static_cast<std::uint8_t>(presence.officers + presence.auxiliaries);
      if (state.on_duty) stand_down(scene, who);
      begin_duty(scene, who, Status::away);
      continue;
    }
    // Only people who make up pairs stand in for those of another unit; everybody else is looked at alone, which keeps
    // ten thousand workers at as many posts from being compared with each other.
    const bool pairs = scene.setting.force.staff_of(unit).pairing != Pairing::none;
    std::size_t at = pairs ? 0 : first_at.size();
    while (at < first_at.size() && !(scene.setting.force.responders[first_at[at]].post == unit.post)) ++at;
    if (at == first_at.size()) first_at.push_back(who);
    pools[{unit.role, at}].emplace_back(who, presence);
  }
  for (const auto& [place, pool] : pools) take_up_duty(scene, pool, end);
}

/// What is worked from here on counts for the stretch of duty that begins.
void begin_stretch(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  state.stretch_began = scene.world.now;
  state.worked_before = time_on_orders(state, scene.world.now);
}

bool keeps_load(const Scene& scene) {
  return rules::base_rule(scene.setting).keeps_load;
}

void begin_duty_of(Scene& scene, const std::vector<ResponderId>& members) {
  for (const ResponderId who : members) {
    if (!scene.world.responders[who].on_duty) begin_duty(scene, who, Status::free);
  }
}

void end_duty_of(Scene& scene, const std::vector<ResponderId>& members) {
  World& world = scene.world;
  std::vector<ResponderId> ending;
  for (const ResponderId who : members) {
    ResponderState& state = world.responders[who];
    const Responder& unit = scene.setting.force.responders[who];
    const bool gone = (unit.leaves && world.now >= *unit.leaves) || (unit.joins && world.now < *unit.joins);
    state.absent = gone;
    if (!state.on_duty) continue;
    state.on_duty = false;
    ending.push_back(who);
  }
  for (const ResponderId who : ending) {
    ResponderState& state = world.responders[who];
    const StaffSpec& staff = scene.setting.force.staff_of(who);
    const bool may_hand_over = staff.shift_end == HandOver::hand_over && state.order && is_on_the_way(state) &&
                               world.orders.at(*state.order).stage != Stage::on_scene;  // others have begun
    if (may_hand_over && others_may_answer(scene, who, *state.order)) {
      const OrderId order = *state.order;
      take_back(scene, who);
      send_home(scene, who);
      scene.agenda.at(world.now, WaitReviewed{order});  // offered once every shift that changes now has changed
    }
    stand_down(scene, who);
  }
}

}  // namespace

void on(const DutyChanged& event, Scene& scene) {
  World& world = scene.world;
  const Calendar& calendar = scene.setting.calendar;
  const Roster& roster = scene.setting.force.rosters[event.roster];
  const bool on_duty = roster.is_on_duty(calendar, world.now);
  const bool on_standby = roster.is_on_standby(calendar, world.now);
  const bool at_start = world.now == SimTime{};
  const bool begins = on_duty && roster.day_of_duty_begins(calendar, world.now);
  const std::vector<ResponderId> members = members_of(scene, event.roster);
  if (on_duty && roster.calls_roll && (begins || at_start)) {
    call_roll(scene, members);
  } else if (on_duty && begins) {
    begin_duty_of(scene, members);
  } else if (!on_duty) {
    end_duty_of(scene, members);
  }
  const std::uint32_t due = on_duty ? roster.breaks_due(calendar, world.now) : 0;
  for (const ResponderId who : members) {
    ResponderState& state = world.responders[who];
    state.on_call = on_standby && !state.absent;
    if (state.on_duty && state.status != Status::away) state.breaks_due |= due;
  }
  const auto next = roster.next_change(calendar, world.now);
  if (next) scene.agenda.at(*next, DutyChanged{event.roster});
  if (begins && keeps_load(scene)) {
    for (const ResponderId who : members) begin_stretch(scene, who);
  }
  if (begins || on_standby) dispatch_waiting(scene);
  for (std::size_t row = 0; row < members.size(); ++row) {
    const ResponderId who = members[row];
    if (begins && !at_start) {
      anticipate_next(scene.setting, world, members, row);
      take_up_work(scene, who);
      review_rest(scene, who);
    } else if (due != 0) {
      begin_break(scene, who);
    } else if (at_start) {
      review_rest(scene, who);
    }
  }
}

void begin_endless_stretches(Scene& scene) {
  if (!keeps_load(scene)) return;
  for (const ResponderId who : scene.world.responders.ids()) {
    if (scene.world.responders[who].on_duty && !rules::duty_ends(scene.setting, who, scene.world.now)) {
      begin_stretch(scene, who);
    }
  }
}

void on(const RoleChanged&, Scene& scene) {
  const World& world = scene.world;
  for (const ResponderId who : world.responders.ids()) {
    const Responder& unit = scene.setting.force.responders[who];
    const ResponderState& state = world.responders[who];
    if (!unit.leaves || world.now < *unit.leaves || state.absent) continue;
    const SimTime end =
        state.on_duty ? roster_of(scene, who).day_of_duty(scene.setting.calendar, world.now).second : world.now;
    be_absent(scene, who, AbsenceReason::transferred, end);
  }
}

bool begin_break(Scene& scene, ResponderId who) {
  World& world = scene.world;
  ResponderState& state = world.responders[who];
  if (state.breaks_due == 0 || !is_available(state) || is_planned_work(state.status)) return false;
  const Roster& roster = roster_of(scene, who);
  const auto ends = roster.duty_ends(scene.setting.calendar, world.now);
  std::size_t number = 0;
  const auto is_next = [&](std::size_t row) {
    return (state.breaks_due >> row & 1u) != 0 && (!ends || *ends - world.now >= roster.break_lasts[row]);
  };
  while (number < roster.break_lasts.size() && !is_next(number)) ++number;
  if (number == roster.break_lasts.size()) return false;  // what is left of the stretch is too short
  if (state.status == Status::returning) {
    if (state.arrives <= world.now) send_home(scene, who);  // it stands where its work ended
    if (state.status != Status::free) return true;          // and begins on arriving at its post
  }
  state.breaks_due &= ~(std::uint32_t{1} << number);
  state.work = PlannedTask{.began = world.now, .left = roster.break_lasts[number], .is_break = true};
  state.pauses_for = 1;
  ++state.task;
  enter(scene, who, Status::on_break);
  scene.agenda.after(roster.break_lasts[number], WorkEnded{who, state.task});
  return true;
}

void break_off(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  require(state.work && state.work->is_break, "only a break is broken off");
  record_break(scene, who, WorkResult::broken_off, state.work->began);
  state.work.reset();
  state.pauses_for = 4;
}

void end_break(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  require(state.status == Status::on_break && state.work, "a break that ends was begun");
  record_break(scene, who, WorkResult::done, state.work->began);
  state.work.reset();
  state.pauses_for = 4;
  ++state.task;
  enter(scene, who, Status::free);
  dispatch_waiting(scene, who);
  take_up_work(scene, who);
  review_rest(scene, who);
}

}  // namespace outpost::engine
