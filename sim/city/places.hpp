#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

using AreaId = Id<struct AreaTag>;
using StationId = Id<struct StationTag>;
using DepotId = Id<struct DepotTag>;

/// 警格: one urban community, or a few villages next to each other, inside one town; one station above it. Its police
/// room (社区警务室) is the post of its officer, and a workstation (平安前哨工作站) for both sides.
struct PoliceArea {
  std::vector<CommunityId> communities{};  // in order of id; the code of the first is the area's identity
  AreaKind kind = AreaKind::urban;
  StationId station{};
  Spot post{};
  std::int64_t desks = 0;
  std::int64_t residents = 0;
};

/// 派出所
struct Station {
  Text name{};
  TownId town{};
  Spot post{};
  std::int64_t residents = 0;           // of its areas
  std::optional<std::int64_t> crews{};  // 110 crews that a table gives it; none: what the staff says
};

/// Where a department's crew waits; in a county the depot stands in its seat.
struct Depot {
  Department department = Department::urban_management;
  Seat seat = Seat::town;
  std::uint64_t code = 0;  // of the town or county that it serves
  Spot post{};
};

/// Police areas and the places where people work: like the grid plan a layer over the city, which does not depend on
/// it; nor do these two layers on each other, because areas are made of whole communities.
struct Places {
  Table<AreaId, PoliceArea> areas{};  // in order of towns, then of their first community
  Table<CommunityId, AreaId> area_of{};
  Table<StationId, Station> stations{};            // in order of towns
  Table<TownId, Spot> command_rooms{};             // of towns; in one house with a station
  std::vector<std::optional<Spot>> desks_above{};  // of counties, by id; none where the city is only one town of it
  Table<DepotId, Depot> depots{};
  std::vector<std::vector<TownId>> neighbours{};  // of towns, by id
};

/// Throws ImpossibleCity where an override or a table names a place that the city does not have.
Places make_places(const GridSpec& grids, const PlacesSpec& spec, const City& city);

}  // namespace outpost
