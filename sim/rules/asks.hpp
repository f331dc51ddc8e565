#pragma once

#include <optional>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// When an order that has come so far asks for another: after its moment, and where the ask keeps office hours not
/// before they begin. None: it does not ask, by a draw that is the same in every plan.
std::optional<SimTime> asks_at(const Setting& setting, const World& world, const Order& order, const Ask& ask);

/// The time part of it, for what is known to have been asked for: as if it had been asked for now.
SimTime comes_at(const Setting& setting, const World& world, const Order& order, const Ask& ask);

/// So many orders may be about one incident, asked for or not yet opened, for another to be asked for. Further reports
/// have room beyond.
inline constexpr int most_orders_to_ask = 100;

/// Under what an order that is asked for draws: a branch of 31 and an ordinal of 16, told by the way from the report to
/// it, so that it is the same in every plan; where two ways about one incident lead to the same, the later takes the
/// next that is free.
struct DrawIdentity {
  std::uint8_t branch = 0;
  std::uint8_t ordinal = 0;
  bool operator==(const DrawIdentity&) const = default;
};
DrawIdentity identity_of(const World& world, const Order& by, const Ask& ask);

}  // namespace outpost::rules
