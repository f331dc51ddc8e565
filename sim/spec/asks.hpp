#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/spec/quantities.hpp"

namespace outpost {

/// When an order asks for another: at the end of its intake; when somebody begins to handle it on scene; when the time
/// on site is over; when it is closed.
enum class AskWhen : std::uint8_t { accepted, on_scene, handled, closed };
inline constexpr std::array<std::string_view, 4> ask_when_names{"accepted", "on_scene", "handled", "closed"};

/// What the order that asks does meanwhile: it goes on as if it had not asked; its units stay on scene; it is suspended
/// and somebody comes back to it; it waits, is written up and done but for its check; or it is handed over, and over.
enum class AskMeanwhile : std::uint8_t { goes_on, stays, suspended, waits, hands_over };
inline constexpr std::array<std::string_view, 5> ask_meanwhile_names{"goes_on", "stays", "suspended", "waits",
                                                                     "hands_over"};

/// How far the order that was asked for has to come before the one that asked goes on: somebody is there; its work is
/// done; it is closed.
enum class AskUntil : std::uint8_t { on_scene, handled, closed };
inline constexpr std::array<std::string_view, 3> ask_until_names{"on_scene", "handled", "closed"};

/// An order that another asks for, about the same incident and at the same place (docs/model.md, "Linked orders"). It
/// is an order of its kind like any other: with its own priority, roles, times, deadline and course.
struct AskSpec {
  Text name{};
  std::string kind{};
  AskWhen when = AskWhen::handled;
  Share asked = share(1.0);  // chance, drawn once for an order
  Distribution after = constant(0ms);
  bool office_hours = false;  // what comes of `after` outside office hours waits until they begin
  AskMeanwhile meanwhile = AskMeanwhile::goes_on;
  AskUntil until = AskUntil::handled;
  std::optional<Duration> at_most{};  // how long the order that asked waits; none: until it has come
  bool operator==(const AskSpec&) const = default;
};

/// So many asks a kind may have: what has become of each is a bit.
inline constexpr std::size_t most_asks = 8;

/// Whether an order that asks waits for what it has asked for.
constexpr bool is_awaited(AskMeanwhile meanwhile) {
  return meanwhile == AskMeanwhile::stays || meanwhile == AskMeanwhile::suspended || meanwhile == AskMeanwhile::waits;
}

}  // namespace outpost
