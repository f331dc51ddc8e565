#include <algorithm>

#include "sim/engine/handlers.hpp"
#include "sim/rules/asks.hpp"
#include "sim/rules/rooms.hpp"

// Orders that ask for others, and wait for them. An ask opens one order; whoever waits for it goes on once: when it has
// come so far, is over, or has taken too long.

namespace outpost::engine {
namespace {

constexpr std::uint8_t bit(std::size_t ask) {
  return static_cast<std::uint8_t>(1u << ask);
}

const std::vector<Ask>& asks_of(const Scene& scene, OrderId order) {
  return scene.setting.kinds[scene.world.orders.at(order).kind].asks;
}

void record(Scene& scene, OrderId order, std::size_t ask, AskChange change, std::optional<OrderId> opened = {}) {
  scene.record.ask({.order = order,
                    .kind = scene.world.orders.at(order).kind,
                    .ask = ask,
                    .change = change,
                    .at = scene.world.now,
                    .opened = opened});
}

bool settles(const Order& by, const Ask& ask) {
  return !by.links.follows_up && ask.spec.when != AskWhen::closed;
}

/// Those who stayed on scene go on: their work has ended.
void let_go(Scene& scene, OrderId id) {
  const Order& order = scene.world.orders.at(id);
  const auto let = [&](ResponderId who) {
    ResponderState& state = scene.world.responders[who];
    if (state.order != id || !state.stays) return;
    state.stays = false;
    scene.agenda.after(Duration{}, OrderResolved{who, state.task});
  };
  if (order.engaged == 1 && order.responder && scene.world.responders[*order.responder].order == id) {
    return let(*order.responder);
  }
  if (order.engaged == 0) return;
  for (const ResponderId who : scene.world.responders.ids()) let(who);
}

/// An order waits no longer for one that it has asked for.
void stop_waiting(Scene& scene, OrderId by, std::size_t row, AskChange change) {
  Order& order = scene.world.orders[by];
  const AskMeanwhile meanwhile = asks_of(scene, by)[row].spec.meanwhile;
  require((order.links.awaited & bit(row)) != 0, "an order stops waiting for what it waits for");
  order.links.awaited &= static_cast<std::uint8_t>(~bit(row));
  record(scene, by, row, change);
  if (is_over(order.stage) || awaits(scene, by, meanwhile)) return;
  if (meanwhile == AskMeanwhile::stays) let_go(scene, by);
  if (meanwhile == AskMeanwhile::suspended && order.stage == Stage::suspended) {
    scene.agenda.after(Duration{}, OrderWaitsAgain{by});
  }
  if (meanwhile == AskMeanwhile::waits && order.stage == Stage::awaiting) wait_is_over(scene, by);
}

/// The desk that has answered what another order was opened about.
std::optional<DeskId> answered_by(const Scene& scene, const Order& by) {
  if (by.desk_before) return *by.desk_before;
  if (by.desk) return *by.desk;
  return rules::answering_desk(scene.setting, scene.world.incidents.at(by.incident).channel, scene.world.now);
}

}  // namespace

bool awaits(const Scene& scene, OrderId id, AskMeanwhile meanwhile) {
  const std::uint8_t awaited = scene.world.orders.at(id).links.awaited;
  if (awaited == 0) return false;
  const std::vector<Ask>& asks = asks_of(scene, id);
  for (std::size_t row = 0; row < asks.size(); ++row) {
    if ((awaited & bit(row)) != 0 && asks[row].spec.meanwhile == meanwhile) return true;
  }
  return false;
}

void ask_for(Scene& scene, OrderId id, AskWhen when) {
  const std::vector<Ask>& asks = asks_of(scene, id);
  if (asks.empty()) return;
  Order& order = scene.world.orders[id];
  Incident& incident = scene.world.incidents[order.incident];
  // Whoever is there sees that there is nothing; intake does not know.
  if (when != AskWhen::accepted && finds_nothing(incident, order)) return;
  bool handed_over = false;
  for (std::size_t row = 0; row < asks.size(); ++row) {
    const Ask& ask = asks[row];
    if (ask.spec.when != when || ask.spec.asked == Share{} || (order.links.drawn & bit(row)) != 0) continue;
    order.links.drawn |= bit(row);
    const bool hands_over = ask.spec.meanwhile == AskMeanwhile::hands_over;
    if (hands_over && handed_over) continue;
    const auto at = rules::asks_at(scene.setting, scene.world, order, ask);
    if (!at) continue;
    handed_over = handed_over || hands_over;
    order.links.asked |= bit(row);
    ++incident.asks_ahead;
    if (settles(order, ask)) ++incident.to_settle;
    record(scene, id, row, AskChange::asked);
    scene.agenda.at(*at, OrderAskedFor{id, static_cast<std::uint32_t>(row)});
    if (!is_awaited(ask.spec.meanwhile)) continue;
    order.links.awaited |= bit(row);
    if (ask.spec.at_most) scene.agenda.after(*ask.spec.at_most, AskGivenUp{id, static_cast<std::uint32_t>(row)});
  }
  if (!handed_over) return;
  enter(scene, id, Stage::handed_over);
  settle_risk(scene, id);
}

void on(const OrderAskedFor& event, Scene& scene) {
  World& world = scene.world;
  Order& by = world.orders[event.order];
  const Ask& ask = asks_of(scene, event.order).at(event.ask);
  Incident& incident = world.incidents[by.incident];
  require((by.links.asked & ~by.links.opened & bit(event.ask)) != 0, "what an order asks for is opened once");
  const rules::DrawIdentity draws = rules::identity_of(world, by, ask);
  // What is found out at the end of intake has gone through it.
  const bool is_taken_in = ask.spec.when == AskWhen::accepted && by.accepted == world.now;
  Order order;
  order.incident = by.incident;
  order.kind = ask.kind;
  order.priority = scene.setting.kinds[ask.kind].spec.priority;
  order.building = by.building;
  order.storey = by.storey;
  order.reported = is_taken_in ? by.reported : world.now;
  order.ordinal = draws.ordinal;
  order.links.asked_by = event.order;
  order.links.asked_before = incident.last_asked;
  order.links.ask = static_cast<std::uint8_t>(event.ask);
  order.links.branch = draws.branch;
  order.links.follows_up = !settles(by, ask);
  const std::optional<DeskId> from = answered_by(scene, by);
  by.links.opened |= bit(event.ask);
  --incident.asks_ahead;
  ++incident.orders;
  ++world.asked_orders;
  const OrderId id = put_on_file(scene, order);
  incident.last_asked = id;
  record(scene, event.order, event.ask, AskChange::opened, id);
  begin_course(scene, id);
  if (!is_taken_in) return take_in(scene, id, Channel::worker);
  if (from) return accept(scene, id, *from);
  on(OrderAccepted{id}, scene);
}

void on(const AskGivenUp& event, Scene& scene) {
  const OrderLinks& links = scene.world.orders.at(event.order).links;
  if ((links.awaited & bit(event.ask)) != 0) stop_waiting(scene, event.order, event.ask, AskChange::given_up);
}

void come_so_far(Scene& scene, OrderId id, AskUntil how) {
  Order& order = scene.world.orders[id];
  const std::optional<OrderId> asked_by = order.links.asked_by;
  if (!asked_by) return;
  if (how != AskUntil::on_scene) order.links.is_handled = true;
  const Order& by = scene.world.orders.at(*asked_by);
  const AskSpec& ask = asks_of(scene, *asked_by)[order.links.ask].spec;
  if (ask.meanwhile == AskMeanwhile::hands_over) return come_so_far(scene, *asked_by, how);  // it stands for that one
  if ((by.links.awaited & bit(order.links.ask)) != 0 && how >= ask.until) {
    stop_waiting(scene, *asked_by, order.links.ask, AskChange::came);
  }
}

void wait_no_more(Scene& scene, OrderId id) {
  for (std::size_t row = 0; row < asks_of(scene, id).size(); ++row) {
    if ((scene.world.orders.at(id).links.awaited & bit(row)) != 0) stop_waiting(scene, id, row, AskChange::given_up);
  }
}

}  // namespace outpost::engine
