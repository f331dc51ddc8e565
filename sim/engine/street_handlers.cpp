#include "sim/engine/handlers.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::engine {
namespace {

/// On the way along streets: who is on the last stairs has done with them.
bool moves(const ResponderState& state, SimTime now) {
  return is_moving(state.status) && now < state.arrives - state.climb;
}

/// Sets out again from where a change of the streets has found the responder; where no way is left, an order waits for
/// somebody else, a visit for another day, and who was on the way home is at the post, rather than nowhere.
void set_out_again(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  if (!moves(state, scene.world.now)) return;  // taken back meanwhile, with another unit of its order
  ++state.task;                                // the arrival planned before is void
  if (const auto expected = time_to(scene, who, state.bound_for)) {
    depart(scene, who, state.bound_for, *expected, state.pace, state.climb);
    if (state.order) {
      scene.agenda.at(state.arrives, ResponderArrived{who, state.task});
    } else if (state.work) {
      scene.agenda.at(state.arrives, WorkReached{who, state.task});
    } else {
      scene.agenda.at(state.arrives, ResponderReturned{who, state.task});
      review_rest(scene, who);
    }
    return;
  }
  state.departed = scene.world.now;
  state.arrives = scene.world.now;
  if (state.order) {
    state.bound_for = state.from;
    take_back(scene, who);
  } else if (state.work) {
    leave_work(scene, who);
  }
  wait_or_go_home(scene, who);
}

/// Everybody under way sees the change at once: where they are is told by the streets as they were, where they go from
/// there by the streets as they are.
template <class Change>
void change_streets(Scene& scene, const Change& change) {
  World& world = scene.world;
  std::vector<ResponderId> under_way;
  for (const ResponderId id : world.responders.ids()) {
    ResponderState& state = world.responders[id];
    if (!moves(state, world.now)) continue;
    const Spot here = rules::spot_of(scene.setting, world, state, scene.travel);
    state.way_down = rules::way_down_of(state, world.now);
    record_leg(scene, id, world.now, here);
    state.from = here;
    state.departed = world.now;
    under_way.push_back(id);
  }
  change(world.closures);
  for (const ResponderId id : under_way) set_out_again(scene, id);
  dispatch_waiting(scene);
}

}  // namespace

void on(const StreetsClosed& event, Scene& scene) {
  change_streets(scene, [&](StreetClosures& closures) {
    const Closure& closure = scene.setting.closures[event.closure];
    for (const StreetId street : closure.streets) closures.touch(street, closure.per_mille, event.closure);
  });
}

void on(const StreetsReopened& event, Scene& scene) {
  change_streets(scene, [&](StreetClosures& closures) {
    for (const StreetId street : scene.setting.closures[event.closure].streets) closures.lift(street, event.closure);
  });
}

void touch_street(Scene& scene, StreetId street, std::uint32_t per_mille) {
  change_streets(scene, [&](StreetClosures& closures) {
    if (per_mille < 1000) {
      closures.touch(street, per_mille, closed_by_command);
    } else {
      closures.lift(street, closed_by_command);
    }
  });
}

}  // namespace outpost::engine
