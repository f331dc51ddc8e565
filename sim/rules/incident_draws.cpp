#include "sim/rules/incident_draws.hpp"

namespace outpost::rules {

Draw again(Draw purpose, std::uint16_t times) {
  return static_cast<Draw>(static_cast<std::uint32_t>(purpose) | std::uint32_t{times} << 16u);
}

std::uint32_t draw_block(Cause cause, std::uint32_t attempt, std::uint8_t rank) {
  require(attempt < (1u << 10u) && rank < 8, "an order has fewer than 1,024 attempts, of at most 8 units");
  return attempt + (static_cast<std::uint32_t>(cause) << 10u) + (std::uint32_t{rank} << 13u);
}

Stream stream_of(const World& world, Draw purpose, const Incident& incident, std::uint32_t attempt, std::uint8_t rank) {
  const std::uint16_t times = incident.risk ? world.risks.at(*incident.risk).times : std::uint16_t{0};
  return {world.key, again(purpose, times), incident.identity, draw_block(incident.cause, attempt, rank)};
}

}  // namespace outpost::rules
