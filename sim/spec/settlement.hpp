#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/spec/quantities.hpp"
#include "sim/spec/roles.hpp"

namespace outpost {

/// Whether a dispute is settled (化解) by whoever handled it, and what becomes of one that is not: it comes back, grows
/// into something else, or rests. Nothing here knows who the people of a dispute are: the chance hangs on its kind, on
/// the role of who mediates and on how long they waited, and on nothing else (docs/model.md, "Settlement").
struct SettlementSpec {
  std::optional<Share> base{};                             // none: orders of the kind are no disputes
  std::array<std::optional<Share>, role_count> by_role{};  // in place of base, by who mediates
  Share per_day_of_delay{};  // of the chance, lost for every day from the report until the work has ended
  Share recurs{};            // of unsettled ones
  Distribution recurs_after = exponential(Duration{24h} * 14);
  Share escalates{};           // of unsettled ones
  std::string escalates_to{};  // kind of incident
  Distribution escalates_after = exponential(Duration{24h} * 7);
  bool operator==(const SettlementSpec&) const = default;
};

/// What an attempt to settle a dispute comes to.
enum class Settlement : std::uint8_t { none, settled, recurs, escalates, rests };
inline constexpr std::size_t settlement_count = 5;
inline constexpr std::array<std::string_view, settlement_count> settlement_names{"none", "settled", "recurs",
                                                                                 "escalates", "rests"};

}  // namespace outpost
