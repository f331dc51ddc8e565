#include "sim/rules/asks.hpp"

#include "sim/people/duration_law.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/spec/working_time.hpp"

namespace outpost::rules {
namespace {

/// Of an order that asks, and of what it asks for: mixed so that neighbours lie far apart (Fibonacci hashing).
std::uint32_t mixed(const Order& by, const Ask& ask) {
  const std::uint32_t way = std::uint32_t{by.links.branch} << 4u | by.ordinal;
  const std::uint32_t hash = (ask.identity ^ (way * 2'654'435'769u)) * 2'246'822'519u;
  return hash ^ hash >> 15u;
}

Stream stream_of_ask(const World& world, const Order& by, const Ask& ask) {
  return stream_about(world.key, Draw::asking, world.incidents[by.incident], by, mixed(by, ask) & 0xFFFFu);
}

SimTime after_delay(const Setting& setting, const World& world, const Ask& ask, Stream& stream) {
  const SimTime at = world.now + sample(ask.spec.after, stream);
  if (!ask.spec.office_hours) return at;
  // The first moment of office hours from then on: one that ends with a span is not one of them.
  return after_working(setting.calendar, setting.spec.calendar.office_hours, at, Duration{1}) - Duration{1};
}

}  // namespace

std::optional<SimTime> asks_at(const Setting& setting, const World& world, const Order& order, const Ask& ask) {
  const Incident& incident = world.incidents[order.incident];
  if (incident.orders + incident.asks_ahead >= most_orders_to_ask) return std::nullopt;
  Stream stream = stream_of_ask(world, order, ask);
  if (!stream.chance(ask.spec.asked)) return std::nullopt;
  return after_delay(setting, world, ask, stream);
}

SimTime comes_at(const Setting& setting, const World& world, const Order& order, const Ask& ask) {
  Stream stream = stream_of_ask(world, order, ask);
  stream.uniform();  // whether it is asked for
  return after_delay(setting, world, ask, stream);
}

DrawIdentity identity_of(const World& world, const Order& by, const Ask& ask) {
  constexpr std::uint32_t identities = 31u * 16u;
  const Incident& incident = world.incidents[by.incident];
  const auto nth = [](std::uint32_t number) {
    return DrawIdentity{static_cast<std::uint8_t>(1 + number / 16u), static_cast<std::uint8_t>(number % 16u)};
  };
  const auto is_taken = [&](DrawIdentity wanted) {
    for (auto last = incident.last_asked; last; last = world.orders[*last].links.asked_before) {
      const Order& other = world.orders[*last];
      if (wanted == DrawIdentity{other.links.branch, other.ordinal}) return true;
    }
    return false;
  };
  std::uint32_t number = mixed(by, ask) % identities;
  for (std::uint32_t tried = 0; tried < identities && is_taken(nth(number)); ++tried)
    number = (number + 1) % identities;
  require(!is_taken(nth(number)), "an incident has fewer orders than there are streams to draw from");
  return nth(number);
}

}  // namespace outpost::rules
