#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/stream.hpp"
#include "sim/people/responders.hpp"
#include "sim/world/event.hpp"

namespace outpost {

/// A row of Setting::desks: a desk with everything that runs need. There is one in every town or county.
using DeskId = Id<struct DeskTag>;
struct Desk {
  std::string key{};
  DeskSpec spec{};
  Roster open{};  // its hours
};

/// Desks of one town or county that share their seats and one line: most often a single one.
struct Hall {
  std::vector<DeskId> desks{};
  std::uint64_t code = 0;  // of the town or county
};

/// A piece of work for a seat. An order that is reported or crosses between desks has exactly one, in a line or at a
/// seat.
struct SeatTask {
  SeatWork work = SeatWork::answer;
  DeskId desk{};
  MaybeId<OrderId> order{};  // of an invalid call: none
  Owner invalid_call{};      // whose identity it is
  MaybeId<HallId> caller{};  // of a call: the hall whose seat is needed too
  SimTime since{};           // when it came into line
  bool operator==(const SeatTask&) const = default;
};

/// What can change about a hall.
struct HallState {
  std::vector<SeatTask> line{};     // in order of coming
  std::vector<SeatTask> at_work{};  // one for each seat that is taken
  std::vector<HallId> calls{};      // halls in whose lines its calls stand, once for each
  bool operator==(const HallState&) const = default;
};

/// Everything about desks that does not change; empty where the scenario has none.
struct Rooms {
  Table<DeskId, Desk> desks{};                 // in the order of their keys
  Table<HallId, Hall> halls{};                 // by name, then by town or county
  std::vector<std::vector<HallId>> hall_of{};  // by desk, by town
  std::array<std::optional<DeskId>, channel_count> answered_by{};
  std::array<std::optional<DeskId>, role_count> sent_by{};
  bool empty() const { return desks.empty(); }
};

/// Requires that names lead somewhere: the reader has refused any other.
Rooms make_rooms(const RoomSpec& spec, const City& city);

}  // namespace outpost
