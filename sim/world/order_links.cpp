#include <bit>

#include "sim/world/world.hpp"

namespace outpost {
namespace {

constexpr std::uint8_t bit(std::size_t ask) {
  return static_cast<std::uint8_t>(1u << ask);
}

/// An order knows the one that asked for it, which has opened it once.
void require_link(const Setting& setting, const World& world, OrderId id, std::vector<std::uint8_t>& opened) {
  const Order& order = world.orders[id];
  const OrderLinks& links = order.links;
  require(links.asked_by.has_value() == (links.branch > 0), "what was asked for draws under a branch of its own");
  if (!links.asked_by) return;
  const OrderId asker = *links.asked_by;
  const Order& by = world.orders[asker];
  require(asker < id && by.incident == order.incident, "an order asks for later ones, about its own incident");
  const std::vector<Ask>& asks = setting.kinds[by.kind].asks;
  require(links.ask < asks.size() && asks[links.ask].kind == order.kind, "what was asked for is of the kind asked for");
  require((opened[asker.row()] & bit(links.ask)) == 0, "every ask opens one order");
  opened[asker.row()] |= bit(links.ask);
  const bool awaited = (by.links.awaited & bit(links.ask)) != 0;
  require(!awaited || order.stage == Stage::handed_over || !has_come(order, asks[links.ask].spec.until),
          "nobody waits for what has come");
}

void require_links(const Setting& setting, const Order& order, std::uint8_t opened) {
  const OrderLinks& links = order.links;
  require(links.opened == opened, "an order knows what it has opened");
  require(
      (links.asked & ~links.drawn) == 0 && (links.opened & ~links.asked) == 0 && (links.awaited & ~links.asked) == 0,
      "what is opened or awaited was asked for, and what was asked for was drawn");
  const std::vector<Ask>& asks = setting.kinds[order.kind].asks;
  std::uint8_t waits = 0;
  std::uint8_t handed = 0;
  for (std::size_t ask = 0; ask < asks.size(); ++ask) {
    if ((links.awaited & bit(ask)) != 0) {
      require(is_awaited(asks[ask].spec.meanwhile), "an order waits where it is said to");
      if (asks[ask].spec.meanwhile == AskMeanwhile::waits) waits |= bit(ask);
    }
    const bool asked = (links.asked & bit(ask)) != 0;
    if (asked && asks[ask].spec.meanwhile == AskMeanwhile::hands_over) handed |= bit(ask);
  }
  require((order.stage == Stage::handed_over) == (handed != 0) && std::popcount(handed) <= 1,
          "an order is handed over once, to one other");
  require(order.stage != Stage::awaiting || waits != 0, "an order waits for what it has asked for");
  require(!links.suspends || order.course.to_suspend, "work is suspended for what was asked for once it has ended");
  require(!is_over(order.stage) || links.awaited == 0, "an order that is over waits for nothing");
}

}  // namespace

bool has_come(const Order& order, AskUntil until) {
  if (is_over(order.stage)) return order.stage != Stage::handed_over;
  switch (until) {
    case AskUntil::on_scene:
      return order.on_scene != SimTime{} || order.course.visits > 0;
    case AskUntil::handled:
      return order.links.is_handled;
    case AskUntil::closed:
      return false;
  }
  return false;
}

bool finds_nothing(const Incident& incident, const Order& order) {
  return is_nothing(incident.cause) || (incident.answered && !order.links.asked_by);
}

bool answers_report(const Setting& setting, const World& world, OrderId order) {
  for (const Order* one = &world.orders[order];; one = &world.orders[*one->links.asked_by]) {
    if (!one->links.asked_by) return true;
    const Order& by = world.orders[*one->links.asked_by];
    if (setting.kinds[by.kind].asks[one->links.ask].spec.meanwhile != AskMeanwhile::hands_over) return false;
  }
}

void require_links_conserved(const Setting& setting, const World& world) {
  if (std::none_of(setting.kinds.begin(), setting.kinds.end(), [](const Kind& kind) { return !kind.asks.empty(); })) {
    require(world.asked_orders == 0, "nothing is asked for where no kind asks");
    return;
  }
  std::vector<std::uint8_t> opened(world.orders.size(), 0);
  std::vector<std::uint8_t> ahead(world.incidents.size(), 0);
  std::vector<std::uint8_t> to_settle(world.incidents.size(), 0);
  std::int64_t asked_for = 0;
  for (const OrderId id : world.orders.ids()) {
    require_link(setting, world, id, opened);
    const OrderLinks& links = world.orders[id].links;
    const std::size_t incident = world.orders[id].incident.row();
    asked_for += links.asked_by ? 1 : 0;
    const std::vector<Ask>& asks = setting.kinds[world.orders[id].kind].asks;
    for (std::size_t ask = 0; ask < asks.size(); ++ask) {
      if ((links.asked & ~links.opened & bit(ask)) == 0) continue;
      ++ahead[incident];
      if (!links.follows_up && asks[ask].spec.when != AskWhen::closed) ++to_settle[incident];
    }
    if (links.asked_by && !links.follows_up && !links.is_settled) ++to_settle[incident];
  }
  require(asked_for == world.asked_orders, "as many orders were opened as were asked for");
  for (const OrderId id : world.orders.ids()) require_links(setting, world.orders[id], opened[id.row()]);
  for (const IncidentId id : world.incidents.ids()) {
    const Incident& incident = world.incidents[id];
    require(incident.asks_ahead == ahead[id.row()] && incident.to_settle == to_settle[id.row()],
            "an incident knows what has been asked for, and what is still to be handled");
  }
}

}  // namespace outpost
