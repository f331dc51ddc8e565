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

Stream stream_of(RunKey key, Draw purpose, const Incident& incident, const Order& order, std::uint32_t attempt,
                 std::uint8_t rank) {
  return stream_of(key, purpose, incident, draw_of(order, attempt, rank));
}

}  // namespace outpost::rules
