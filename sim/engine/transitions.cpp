#include "sim/engine/handlers.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::engine {

void enter(Scene& scene, OrderId id, Stage stage) {
  Order& order = scene.world.orders[id];
  --scene.world.orders_in[static_cast<std::size_t>(order.stage)];
  order.stage = stage;
  ++scene.world.orders_in[static_cast<std::size_t>(stage)];
  scene.record.stage({.order = id,
                      .stage = stage,
                      .at = scene.world.now,
                      .responder = order.responder,
                      .reason = stage == Stage::returned ? order.course.to_return : ReturnReason::none});
}

void enter(Scene& scene, ResponderId id, Status status) {
  ResponderState& state = scene.world.responders[id];
  const SimTime now = scene.world.now;
  state.time_in[static_cast<std::size_t>(state.status)] += now - state.since;
  if (now > state.since) {
    scene.record.status({.responder = id, .status = state.status, .begin = state.since, .end = now});
  }
  state.status = status;
  state.since = now;
}

void record_leg(Scene& scene, ResponderId id, SimTime end, const Spot& to) {
  const ResponderState& state = scene.world.responders[id];
  if (end <= state.departed) return;  // nothing was covered
  scene.record.leg({.responder = id,
                    .order = state.order,
                    .way = state.way,
                    .begin = state.departed,
                    .end = end,
                    .from = state.from,
                    .to = to});
}

void stand_at_post(Scene& scene, ResponderId id) {
  ResponderState& state = scene.world.responders[id];
  const Spot& post = scene.setting.force.responders[id].post;
  state.from = post;
  state.bound_for = post;
  state.climb = Duration{};
  state.way_down = Duration{};
}

void stand_still(Scene& scene, ResponderId id) {
  ResponderState& state = scene.world.responders[id];
  const SimTime now = scene.world.now;
  const Spot here = rules::spot_of(scene.setting, scene.world, state, scene.travel);
  const Duration way_down = rules::way_down_of(state, now);
  if (is_moving(state.status)) record_leg(scene, id, now, here);
  ++state.task;
  state.from = here;
  state.bound_for = here;
  state.departed = now;
  state.arrives = now;
  state.climb = Duration{};
  state.way_down = way_down;
  state.stays = false;
}

bool is_void(const Scene& scene, ResponderId id, std::uint32_t task) {
  return scene.world.responders[id].task != task;
}

}  // namespace outpost::engine
