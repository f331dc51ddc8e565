#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/spec/people.hpp"
#include "sim/spec/quantities.hpp"
#include "sim/spec/roles.hpp"

// Command rooms as desks: the sections [command.desk.NAME], [command.answers] and what goes with them in [command].
// Unit, range and source of every number stand in sim/spec/room_parameters.hpp.

namespace outpost {

/// Whether there is one such desk in every town, or one in every county for all of its towns.
enum class DeskLevel : std::uint8_t { town, county };
inline constexpr std::array<std::string_view, 2> desk_level_names{"town", "county"};

/// How an order goes from one desk to another: by a call, which takes a seat at both ends at once; through a queue from
/// which a seat of the other desk takes it; or on a board at which both look, without anybody's doing.
enum class Crossing : std::uint8_t { call, queue, board };
inline constexpr std::array<std::string_view, 3> crossing_names{"call", "queue", "board"};

/// What a desk knows of units that another desk sends: nothing, so that it cannot send them; whether they are free, so
/// that it counts them at their posts; or where they are.
enum class Sees : std::uint8_t { nothing, status, position };
inline constexpr std::array<std::string_view, 3> sees_names{"nothing", "status", "position"};

struct DeskSpec {
  Text name{};
  DeskLevel level = DeskLevel::town;
  std::vector<Role> roles{};  // that it sends
  std::int64_t seats = 1;
  std::vector<ClockSpan> hours{{0h, 24h}};
  std::string hall{};         // desks in one hall share their seats, and hear each other
  std::string when_closed{};  // the desk that does its work then; none: it waits
  Crossing crosses = Crossing::call;
  Sees sees = Sees::nothing;
  Distribution rekey = constant(0ms);  // of a seat, for an order that came from another desk
  Share misread{};                     // of them, taken down wrongly: they go back and cross again
  bool operator==(const DeskSpec&) const = default;
};

struct RoomSpec {
  std::map<std::string, DeskSpec> desks{};
  std::array<std::string, channel_count> answers{};  // name of a desk, by channel; none: nobody's seat is taken
  Distribution call = lognormal(90s, 0.5);
  Distribution take_over = lognormal(20s, 0.5);
  Distribution invalid_call = lognormal(40s, 0.5);
  std::optional<Distribution> hang_up{};
  std::optional<Duration> pass_on{};
  bool operator==(const RoomSpec&) const = default;
};

}  // namespace outpost
