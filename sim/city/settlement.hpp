#pragma once

#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// A community to fill: its streets are where its buildings stand.
struct CommunityPlan {
  std::uint64_t code = 0;
  std::string name{};
  CommunityKind kind = CommunityKind::urban;
  std::int64_t population = 0;
  std::vector<Position> border{};
  std::vector<StreetId> streets{};  // at least one
};

/// Adds the community with its buildings, households and residents to the city, at the end of every table. Draws are
/// keyed by the community's code and serials within it: no other community matters.
void settle(City& city, const CitySpec& spec, const CommunityPlan& plan);

/// Gives every resident an occupation and, in the city, a workplace or school; to be called once, when all communities
/// are settled.
void employ(City& city, const CitySpec& spec);

/// Fills in the bounds and the places where people go out.
void finish(City& city);

}  // namespace outpost
