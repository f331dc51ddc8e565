#pragma once

#include "sim/world/world.hpp"

namespace outpost::rules {

/// The purpose of draws about a risk that has begun anew so often: its identity stays, and each time has draws of its
/// own. A purpose of Draw has the lowest 8 bits, a cause 3 above, the times the highest 16, so that no two are the
/// same.
Draw again(Draw purpose, std::uint16_t times);

/// The purpose of draws about an incident. Candidates, risks and alerts have owners of one form, (community, day,
/// number), so a risk and an incident may share one; what keeps them apart is the cause. Of a candidate it is the plain
/// purpose.
Draw purpose_of(Draw purpose, const Incident& incident);

/// What everything drawn about an incident comes from, whichever order is about it.
Stream stream_of(RunKey key, Draw purpose, const Incident& incident, std::uint32_t block = 0);

/// The block under which one of an order's units draws. The 2^16 blocks of an owner are those of 2^9 attempts of 2^4
/// orders about one incident with 2^3 units each. Orders after the sixteenth draw what that one draws, attempts after
/// the 512th what that one drew: so a collision is one within an order, never of two units or two early orders.
constexpr std::uint32_t draw_of(const Order& order, std::uint32_t attempt, std::uint8_t rank) {
  require(order.ordinal < 16 && rank < 8, "orders about an incident draw as one of 16, their units as one of 8");
  return (attempt < 511u ? attempt : 511u) + (std::uint32_t{order.ordinal} << 9u) + (std::uint32_t{rank} << 13u);
}

/// The same where an order was asked for by another: it draws under a branch of the 31 that a purpose has between the
/// cause and the times, so that no report's order about the incident draws the same.
Stream stream_about(RunKey key, Draw purpose, const Incident& incident, const Order& order, std::uint32_t block);

/// The same stream for one attempt of an order's unit.
Stream stream_of(RunKey key, Draw purpose, const Incident& incident, const Order& order, std::uint32_t attempt,
                 std::uint8_t rank);

}  // namespace outpost::rules
