#include "sim/rules/incident_draws.hpp"

namespace outpost::rules {

Draw again(Draw purpose, std::uint16_t times) {
  return static_cast<Draw>(static_cast<std::uint32_t>(purpose) | std::uint32_t{times} << 16u);
}

Draw purpose_of(Draw purpose, const Incident& incident) {
  require(static_cast<std::uint32_t>(purpose) < 256, "a purpose has 8 bits");
  const auto cause = static_cast<std::uint32_t>(incident.cause);
  return again(static_cast<Draw>(static_cast<std::uint32_t>(purpose) | cause << 8u), incident.times);
}

Stream stream_of(RunKey key, Draw purpose, const Incident& incident, std::uint32_t block) {
  return {key, purpose_of(purpose, incident), incident.identity, block};
}

Stream stream_about(RunKey key, Draw purpose, const Incident& incident, const Order& order, std::uint32_t block) {
  require(order.links.branch < 32, "a branch has 5 bits");
  const auto plain = static_cast<std::uint32_t>(purpose_of(purpose, incident));
  return {key, static_cast<Draw>(plain | std::uint32_t{order.links.branch} << 11u), incident.identity, block};
}

Stream stream_of(RunKey key, Draw purpose, const Incident& incident, const Order& order, std::uint32_t attempt,
                 std::uint8_t rank) {
  return stream_about(key, purpose, incident, order, draw_of(order, attempt, rank));
}

}  // namespace outpost::rules
