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
  /// What its share of the place above would be: the same whatever a population table says of the community itself.
  /// Those who live elsewhere reckon with it, so that an edit here changes none of their draws.
  std::int64_t usual_residents = 0;
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
  StreetId street{};  // of the entrance ...
  Length offset{};    // ... and where along it
  Position at{};
};

/// The ground of a subtree of the division table, before anybody lives on it. Counties, towns and communities in tree
/// order.
struct Land {
  StreetNetwork streets{};
  std::vector<Border> county_borders{};
  std::vector<Border> town_borders{};
  std::vector<Border> community_borders{};
  std::vector<Position> town_centres{};  // where the main roads of each town meet
  Table<LandAreaId, LandArea> areas{};   // in order of communities
  std::vector<Water> water{};
  std::vector<std::vector<Plot>> plots{};  // by community, in the order in which they are filled
};

/// A pure function of its arguments. `censuses` has one row for each community, in tree order. Which ground a community
/// gets, and every road between communities, depends on codes and kinds alone: to edit its residents or its name
/// redraws no other. Throws ImpossibleCity.
Land lay_out_land(const CitySpec& spec, const DivisionTree& divisions, const std::vector<CommunityCensus>& censuses);

}  // namespace outpost
