#include "sim/world/rooms.hpp"

#include <map>

namespace outpost {
namespace {

std::optional<DeskId> desk_called(const Rooms& rooms, const std::string& key) {
  for (const DeskId id : rooms.desks.ids()) {
    if (rooms.desks[id].key == key) return id;
  }
  return std::nullopt;
}

}  // namespace

Rooms make_rooms(const RoomSpec& spec, const City& city) {
  Rooms rooms;
  for (const auto& [key, desk] : spec.desks) {
    RosterSpec hours;
    hours.every_day = desk.hours;
    rooms.desks.push_back({key, desk, roster_of(key, hours)});
  }
  // A desk without a hall sits in one of its own; the blank keeps its name apart from those of halls.
  std::map<std::pair<std::string, std::uint64_t>, HallId> halls;
  for (const DeskId id : rooms.desks.ids()) {
    const DeskSpec& desk = rooms.desks[id].spec;
    std::vector<HallId> of_towns;
    for (const Town& town : city.towns) {
      const std::uint64_t code = desk.level == DeskLevel::town ? town.code : town.code / 1000;
      const auto name = std::pair{desk.hall.empty() ? " " + rooms.desks[id].key : desk.hall, code};
      const auto [found, is_new] = halls.try_emplace(name, HallId{rooms.halls.size()});
      if (is_new) rooms.halls.push_back({.desks = {}, .code = code});
      std::vector<DeskId>& desks = rooms.halls[found->second].desks;
      if (desks.empty() || desks.back() != id) desks.push_back(id);
      of_towns.push_back(found->second);
    }
    rooms.hall_of.push_back(std::move(of_towns));
    for (const Role role : desk.roles) rooms.sent_by[static_cast<std::size_t>(role)] = id;
  }
  for (std::size_t channel = 0; channel < channel_count; ++channel) {
    if (!spec.answers[channel].empty()) rooms.answered_by[channel] = desk_called(rooms, spec.answers[channel]);
  }
  return rooms;
}

}  // namespace outpost
