#include "sim/world/world.hpp"

namespace outpost {
namespace {

void require_clerks(const Setting& setting, const World& world, CounterId id) {
  const CounterState& counter = world.counters[id];
  require(desks_taken(counter) <= setting.counters.counters[id].desks, "no more clerks sit than there are desks");
  require(counter.is_open || counter.line.empty(), "nobody stands in line at a counter that is closed");
  require(!counter.is_open || counter.outside.empty(), "nobody waits for a counter to open that is open");
  for (std::size_t row = 0; row < counter.clerks.size(); ++row) {
    const Clerk& clerk = counter.clerks[row];
    const ResponderState& state = world.responders[clerk.responder];
    for (std::size_t other = 0; other < row; ++other) {
      require(counter.clerks[other].responder != clerk.responder, "somebody is one clerk");
    }
    const bool is_at_work = state.work && !state.work->is_break && !state.work->visit &&
                            setting.works[state.work->work].spec.kind == WorkKind::counter;
    require(clerk.has_desk == is_at_work, "a clerk has a desk exactly while at the counter or on the way there");
    require(!clerk.serves || state.status == Status::at_counter, "who serves sits at the counter");
  }
}

}  // namespace

void require_counters_conserved(const Setting& setting, const World& world) {
  require(world.counters.size() == setting.counters.counters.size(), "every counter has its line");
  if (world.counters.empty()) return;
  std::vector<std::uint8_t> places(world.orders.size(), 0);
  for (const CounterId id : world.counters.ids()) {
    const CounterState& counter = world.counters[id];
    require_clerks(setting, world, id);
    std::int64_t there = 0;
    const auto count = [&](const WalkIn& who) {
      ++places[who.order.row()];
      ++there;
      require(world.orders[who.order].counter == MaybeId<CounterId>{id}, "an order knows at which counter it is");
    };
    for (const WalkIn& who : counter.line) count(who);
    for (const WalkIn& who : counter.outside) count(who);
    for (const Clerk& clerk : counter.clerks) {
      if (clerk.serves) count(*clerk.serves);
    }
    require(counter.came == counter.served + counter.left + counter.turned + there,
            "who came to a counter was served, has left, has turned to another channel, or is there");
  }
  for (const OrderId id : world.orders.ids()) {
    const Order& order = world.orders[id];
    require(places[id.row()] == (order.counter ? 1 : 0),
            "an order has one place at a counter exactly while it is there");
    require(!order.counter || (order.stage == Stage::reported && !order.desk),
            "an order at a counter is only reported");
  }
}

}  // namespace outpost
