#include "sim/engine/handlers.hpp"
#include "sim/rules/settlement.hpp"

// The settlement of disputes (化解): whoever handled one has settled it or not, once for each time that it occurs.

namespace outpost::engine {

void settle_dispute(Scene& scene, OrderId id) {
  World& world = scene.world;
  const Order& order = world.orders.at(id);
  const Incident before = world.incidents.at(order.incident);
  if (before.settlement != Settlement::none || !rules::is_dispute(scene.setting, before, order.kind)) return;
  require(order.responder.has_value(), "a dispute that was handled has somebody who mediated");
  const Role mediator = scene.setting.force.responders[*order.responder].role;
  const Duration delay = order.resolved - order.reported;
  const std::uint32_t kind = order.kind;
  const rules::Attempt attempt =
      rules::attempt_to_settle(scene.setting, world.key, before, order.kind, mediator, delay);
  world.incidents[order.incident].settlement = attempt.result;
  ++world.settlements[static_cast<std::size_t>(attempt.result)];
  const bool came_back = before.cause == Cause::unsettled || before.cause == Cause::unsettled_risk;
  scene.record.settlement({.at = world.now,
                           .incident = order.incident,
                           .order = id,
                           .kind = order.kind,
                           .by = *order.responder,
                           .result = attempt.result,
                           .at_first = !came_back && order.ordinal == 0 && order.course.visits == 0,
                           .delay = delay,
                           .times = came_back ? std::int64_t{before.times} : 0});
  if (attempt.result != Settlement::recurs && attempt.result != Settlement::escalates) return;
  const Incident next = rules::followed_by(scene.setting, before, kind, attempt, world.now);
  const IncidentId follows = world.incidents.push_back(next);
  ++world.candidates_ahead;  // from here it goes the way of every incident
  scene.agenda.at(next.occurred, IncidentOccurred{follows});
}

}  // namespace outpost::engine
