#pragma once

#include <cstdint>
#include <vector>

#include "sim/city/city.hpp"
#include "sim/city/plane.hpp"
#include "sim/city/shares.hpp"

namespace outpost {

/// How a generated town lies on the plane: communities as cells of a power diagram, urban ones in the middle.
struct TownLayout {
  Polygon outline{};
  std::vector<Site> sites{};               // by community, in order of code
  std::vector<Polygon> borders{};          // likewise
  std::vector<std::int64_t> population{};  // likewise; sums to the town's
};

TownLayout lay_out_town(const CitySpec& spec, const TownDivision& town);

/// Roads at `rural_block` everywhere, streets at `urban_block` inside urban communities; connected, without dead ends
/// outside the town.
StreetNetwork lay_out_streets(const CitySpec& spec, const TownDivision& town, const TownLayout& layout);

}  // namespace outpost
