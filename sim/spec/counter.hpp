#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/spec/quantities.hpp"

namespace outpost {

/// What becomes of people whose matter brings them to a counter that is closed, and of those who stand in line when it
/// closes: they come back when it opens, or turn to the other way by which their kind comes in.
enum class WhenClosed : std::uint8_t { wait, other_channel };
inline constexpr std::array<std::string_view, 2> when_closed_names{"wait", "other_channel"};

/// The line at the counters of workstations: the section [command.counter]. Units and sources stand in
/// sim/spec/counter_parameters.hpp.
struct CounterSpec {
  WhenClosed when_closed = WhenClosed::wait;
  std::optional<Distribution> patience{};  // in line; none: for ever
  bool operator==(const CounterSpec&) const = default;
};

/// What people of a kind ask of a counter, in [demand.kind.NAME].
struct DeskTimeSpec {
  Distribution at_desk = lognormal(12min, 0.6);
  Share settled_at_desk = share(1.0);  // the others become orders that wait for somebody to be sent
  bool operator==(const DeskTimeSpec&) const = default;
};

}  // namespace outpost
