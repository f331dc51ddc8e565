#pragma once

#include <optional>

#include "sim/world/world.hpp"

namespace outpost::rules {

constexpr bool is_by_telephone(Channel channel) {
  return channel == Channel::call_110 || channel == Channel::call_12345;
}
/// Of reports of a kind, how many come by a channel.
double share_by(const KindSpec& kind, Channel channel);
/// Of a kind that comes to counters: the channel by which it comes in where that is closed.
Channel other_than_counter(const KindSpec& kind);

/// The town in which an order is.
TownId town_of(const Setting& setting, const Order& order);

/// The desk itself, or the one that does its work while it is closed.
DeskId attended(const Setting& setting, DeskId desk, SimTime at);
/// The desk that answers a report now; none: nobody's seat is taken.
std::optional<DeskId> answering_desk(const Setting& setting, Channel channel, SimTime at);
/// The desk that sends the first role of the order's kind that a desk sends; none: no desk has a say in it.
std::optional<DeskId> sending_desk(const Setting& setting, const Order& order);
/// The next desk that sends a role of the kind, in the order of its roles, after the one that has the order.
std::optional<DeskId> next_desk(const Setting& setting, const Order& order);

/// Seats of a hall that are there at a moment.
std::int64_t seats_open(const Setting& setting, HallId hall, SimTime at);

/// What the desk that has the order knows of units of a role: everything of those that it sends, or that no desk sends.
/// Whoever verifies or checks an order is nobody's to send.
Sees sight_of(const Setting& setting, const Order& order, Role role);

}  // namespace outpost::rules
