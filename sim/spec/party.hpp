#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>

#include "sim/spec/quantities.hpp"
#include "sim/spec/roles.hpp"

namespace outpost {

/// When a party works: all begin when the last is there; or each on its own arrival, and the work is over when all have
/// done theirs.
enum class PartyStart : std::uint8_t { together, staggered };
inline constexpr std::array<std::string_view, 2> party_start_names{"together", "staggered"};

/// Several roles that an order needs at one time; with no needs the kind's `units` are of any of its roles.
struct PartySpec {
  std::array<std::int64_t, role_count> needs{};  // units, by role
  PartyStart start = PartyStart::together;
  std::array<std::optional<Distribution>, role_count> on_scene{};  // by role, in place of the kind's
  bool operator==(const PartySpec&) const = default;
  std::int64_t size() const { return std::accumulate(needs.begin(), needs.end(), std::int64_t{0}); }
};

/// So many units may work on one order.
inline constexpr std::int64_t most_units = 8;

}  // namespace outpost
