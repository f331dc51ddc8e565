#pragma once

#include <cstdint>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// Who lives in a community, before anything is drawn on the ground: where the census meets the division table.
struct CommunityCensus {
  std::uint64_t code = 0;
  std::string name{};
  CommunityKind kind = CommunityKind::urban;
  std::int64_t residents = 0;
  std::vector<std::uint8_t> household_sizes{};  // by serial; sums to `residents`
};

/// Ground for one building, beside a street; `homes` households fit. The plots of a community hold exactly its
/// households, in the order in which they are filled.
struct Plot {
  BuildingKind kind = BuildingKind::homes;
  std::uint8_t storeys = 1;
  bool lift = false;
  std::uint16_t homes = 0;
  std::uint32_t floor_space = 0;  // square metres for premises; 0: none
  MaybeId<LandAreaId> area{};
  Spot entrance{};
  Position at{};
};

}  // namespace outpost
