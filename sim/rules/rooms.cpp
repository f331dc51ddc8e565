#include "sim/rules/rooms.hpp"

#include <algorithm>

namespace outpost::rules {

double share_by(const KindSpec& kind, Channel channel) {
  const double other = kind.other_channel.value();
  return (kind.channel == channel ? 1.0 - other : 0.0) + (kind.second_channel == channel ? other : 0.0);
}

Channel other_than_counter(const KindSpec& kind) {
  return kind.channel == Channel::counter ? kind.second_channel : kind.channel;
}

TownId town_of(const Setting& setting, const Order& order) {
  return setting.city.communities[setting.city.buildings[order.building].community].town;
}

DeskId attended(const Setting& setting, DeskId desk, SimTime at) {
  const Desk& row = setting.rooms.desks[desk];
  if (row.spec.when_closed.empty() || row.open.is_on_duty(setting.calendar, at)) return desk;
  for (const DeskId other : setting.rooms.desks.ids()) {
    if (setting.rooms.desks[other].key == row.spec.when_closed) return other;
  }
  return desk;
}

std::optional<DeskId> answering_desk(const Setting& setting, Channel channel, SimTime at) {
  const auto desk = setting.rooms.answered_by[static_cast<std::size_t>(channel)];
  if (!desk) return std::nullopt;
  return attended(setting, *desk, at);
}

namespace {

/// By role of the order's kind, in its order: the desk that sends it, where that role is on the staff.
template <class Wanted>
std::optional<DeskId> first_desk(const Setting& setting, const Order& order, const Wanted& wanted) {
  for (const Role role : setting.kinds[order.kind].spec.roles) {
    if (!is_staffed(setting.spec, role)) continue;
    const auto desk = setting.rooms.sent_by[static_cast<std::size_t>(role)];
    if (desk && wanted(*desk)) return desk;
  }
  return std::nullopt;
}

}  // namespace

std::optional<DeskId> sending_desk(const Setting& setting, const Order& order) {
  return first_desk(setting, order, [](DeskId) { return true; });
}

std::optional<DeskId> next_desk(const Setting& setting, const Order& order) {
  return first_desk(setting, order, [&order](DeskId desk) { return std::optional{desk} != order.desk; });
}

std::int64_t seats_open(const Setting& setting, HallId hall, SimTime at) {
  std::int64_t seats = 0;
  for (const DeskId id : setting.rooms.halls[hall].desks) {
    const Desk& desk = setting.rooms.desks[id];
    if (desk.open.is_on_duty(setting.calendar, at)) seats += desk.spec.seats;
  }
  return seats;
}

Sees sight_of(const Setting& setting, const Order& order, Role role) {
  const std::optional<DeskId> desk = order.desk;
  if (!desk || order.course.errand != Errand::handle) return Sees::position;
  const auto sends = setting.rooms.sent_by[static_cast<std::size_t>(role)];
  const DeskSpec& spec = setting.rooms.desks[*desk].spec;
  if (!sends || *sends == *desk) return Sees::position;
  return spec.sees;
}

}  // namespace outpost::rules
