#include "sim/engine/handlers.hpp"

namespace outpost::engine {

void enter(Scene& scene, OrderId id, Stage stage) {
  Order& order = scene.world.orders[id];
  --scene.world.orders_in[static_cast<std::size_t>(order.stage)];
  order.stage = stage;
  ++scene.world.orders_in[static_cast<std::size_t>(stage)];
  scene.record.stage({.order = id, .stage = stage, .at = scene.world.now, .responder = order.responder});
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

}  // namespace outpost::engine
