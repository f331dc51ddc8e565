#pragma once

#include <vector>

#include "sim/city/land/blocks.hpp"

namespace outpost {

/// Room for one building beside a street.
struct BuildingSite {
  WorkSpot entrance{};
  Position at{};
  Point on_street{};  // metres
  std::size_t block = 0;
  std::size_t row = 0;  // sites of one row stand along one way, one after the other
  StreetClass street_class = StreetClass::residential;
  bool inner = false;  // on a way inside the block
};

/// How buildings stand along streets, in metres.
struct FrontageWish {
  double spacing = 30.0;
  double depth = 15.0;     // of the building's middle, from the middle of the street
  bool rows = false;       // a new row begins where a rim turns
  bool both_sides = true;  // of inner ways; else the left side of a way to the
                           // east, the right of one to the west
};

/// Sites along the rim of the block, inside it.
void add_rim_sites(const Block& block, std::size_t number, const FrontageWish& wish, const LineWork& work,
                   std::vector<BuildingSite>& sites);
/// Sites along the ways inside the block.
void add_inner_sites(const Block& block, std::size_t number, const FrontageWish& wish, const LineWork& work,
                     std::vector<BuildingSite>& sites);

}  // namespace outpost
