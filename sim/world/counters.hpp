#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/people/responders.hpp"
#include "sim/world/event.hpp"

namespace outpost {

/// The counter of a workstation (平安前哨工作站): so many desks in the police room of an area, at which whoever has
/// counter hours there serves one line, first come first served.
struct Counter {
  AreaId area{};
  std::int64_t desks = 0;
};

/// Everything about counters that does not change; empty where nobody reports by channel counter.
struct Counters {
  Table<CounterId, Counter> counters{};  // in order of areas: those in whose police room somebody has counter hours
  /// Where people of a community go, by community: to their own area's, or where it has none to the nearest of their
  /// town as the crow flies; none: their town has none.
  std::vector<std::optional<CounterId>> of_community{};
  std::vector<std::optional<CounterId>> of_responder{};  // at which somebody has its post, by responder
  bool empty() const { return counters.empty(); }
};

/// Somebody with a matter, which is an order that is reported.
struct WalkIn {
  OrderId order{};
  SimTime since{};         // in line, or outside until it opens
  std::uint8_t lines = 0;  // in which it has stood: each has a patience of its own
  std::optional<SimTime> gives_up{};
  std::optional<Duration> left{};  // of a service that was broken off
  bool operator==(const WalkIn&) const = default;
};

/// Somebody whose counter hours have come. Who is busy with an order then, or is called away, takes its place when it
/// is free again and finds a desk.
struct Clerk {
  ResponderId responder{};
  std::uint16_t work = 0;  // row of Setting::works
  SimTime hour{};          // at which its hours began
  SimTime until{};         // at which they end; who is being served then is served to the end
  bool has_sat = false;
  bool has_desk = false;  // sits at one, or is on its way to it
  std::optional<WalkIn> serves{};
  SimTime served_since{};
  SimTime served_until{};
  bool operator==(const Clerk&) const = default;
};

/// What can change about a counter. Who came was served, has left, has turned to another channel, waits or is served.
struct CounterState {
  bool is_open = false;
  std::vector<WalkIn> line{};     // in order of coming
  std::vector<WalkIn> outside{};  // who come back when it opens, in order of coming
  std::vector<Clerk> clerks{};    // in order of coming
  std::int64_t came = 0;
  std::int64_t served = 0;
  std::int64_t left = 0;
  std::int64_t turned = 0;
  bool operator==(const CounterState&) const = default;
};

/// Desks that are taken.
std::int64_t desks_taken(const CounterState& counter);

}  // namespace outpost
