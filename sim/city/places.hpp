#pragma once

#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

using AreaId = Id<struct AreaTag>;
using StationId = Id<struct StationTag>;

/// 警格: one urban community, or a few villages next to each other; one station above it.
struct PoliceArea {
  std::vector<CommunityId> communities{};
  StationId station{};
  Spot post{};
};

struct Station {
  Text name{};
  Spot post{};
};

/// Police areas and the places where people work: like the grid plan a layer over the city, which does not depend on
/// it; nor do these two layers on each other, because areas are made of whole communities.
struct Places {
  Table<AreaId, PoliceArea> areas{};
  Table<CommunityId, AreaId> area_of{};
  Table<StationId, Station> stations{};
  Spot command_room{};
};

Places make_places(const GridSpec& spec, const City& city);

}  // namespace outpost
