#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/stream.hpp"
#include "sim/people/responders.hpp"
#include "sim/world/event.hpp"

namespace outpost {

/// A kind of risk with everything that runs need; its row names it.
struct RiskKind {
  std::string key{};
  RiskSpec spec{};
  std::optional<std::uint32_t> becomes{};  // rows of Setting::kinds
  std::optional<std::uint32_t> handled_as{};
};

/// Every risk is in one of these: ahead (its onset has not come), open, found (somebody knows it), ended (settled by an
/// order or by who found it, or its people moved out), escalated.
enum class RiskStage : std::uint8_t { ahead, open, found, ended, escalated };
inline constexpr std::size_t risk_stage_count = 5;
inline constexpr std::array<std::string_view, risk_stage_count> risk_stage_names{"ahead", "open", "found", "ended",
                                                                                 "escalated"};

/// Something latent. Its time, place, kind and what would become of it are the same in every plan. One that begins anew
/// is a row of its own with the same identity and one more of `times`.
struct Risk {
  Owner identity{};
  std::uint16_t kind = 0;  // row of Setting::risk_kinds
  RiskStage stage = RiskStage::ahead;
  std::uint8_t storey = 1;
  std::uint16_t times = 0;  // how often it has begun anew; part of the identity of its draws
  CommunityId community{};
  BuildingId building{};
  MaybeId<HouseholdId> household{};
  SimTime onset{};
  SimTime shows{};
  SimTime escalates{};
  SimTime found{};
  std::optional<Finder> finder{};
  std::optional<ResponderId> by{};  // of one found on a round, visit or inspection
  bool displaced = false;           // began because one was ended elsewhere
  bool operator==(const Risk&) const = default;
};

/// A risk in the list of its community, with its place beside it: most are asked about in vain, by where they are.
struct LiveRisk {
  RiskId risk{};
  BuildingId building{};
  bool operator==(const LiveRisk&) const = default;
};

/// Counters of what alerts pointed at.
struct AlertCounts {
  std::int64_t hits = 0;
  std::int64_t false_alarms = 0;
  bool operator==(const AlertCounts&) const = default;
};

}  // namespace outpost
