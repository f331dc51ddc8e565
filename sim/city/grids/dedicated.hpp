#pragma once

#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// A school, mall, market, park, hospital or firm that is large enough to be a grid of its own.
struct DedicatedSite {
  CommunityId community{};
  BuildingKind kind = BuildingKind::office;
  std::vector<BuildingId> buildings{};  // in order of id; all of one industrial or market park, or one building
  std::int64_t people = 0;              // who are there in opening hours: staff, pupils and visitors
};

/// The sites that get dedicated grids: with `spec.dedicated` the largest so many in the city, else all with
/// `spec.dedicated_from` people or more. Only buildings without homes; never all buildings of a community. In order of
/// their first building.
std::vector<DedicatedSite> dedicated_sites(const GridSpec& spec, const City& city);

}  // namespace outpost
