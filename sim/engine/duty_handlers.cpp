#include "sim/engine/handlers.hpp"

namespace outpost::engine {
void on(const DutyChanged& event, Scene& scene) {
  World& world = scene.world;
  const Roster& roster = scene.setting.force.rosters[event.roster];
  const bool on_duty = roster.is_on_duty(scene.setting.calendar, world.now);
  for (const ResponderId id : world.responders.ids()) {
    const Responder& responder = scene.setting.force.responders[id];
    ResponderState& state = world.responders[id];
    if (responder.roster != event.roster || state.on_duty == on_duty) continue;
    state.on_duty = on_duty;
    if (on_duty && state.status == Status::off_duty) {
      enter(scene, id, Status::free);
    } else if (!on_duty && is_planned_work(state.status)) {
      leave_work(scene, id);
      stand_at_post(scene, id);
      enter(scene, id, Status::off_duty);
    } else if (!on_duty && (state.status == Status::free || state.status == Status::returning)) {
      stand_still(scene, id);
      stand_at_post(scene, id);
      enter(scene, id, Status::off_duty);
    }
    // Whoever is working on an order finishes it first.
  }
  const auto next = roster.next_change(scene.setting.calendar, world.now);
  if (next) scene.agenda.at(*next, DutyChanged{event.roster});
  if (!on_duty) return;
  dispatch_waiting(scene);
  for (const ResponderId id : world.responders.ids()) {
    if (scene.setting.force.responders[id].roster == event.roster) take_up_work(scene, id);
  }
}

}  // namespace outpost::engine
