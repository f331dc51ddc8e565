#pragma once

#include <vector>

#include "sim/city/city.hpp"
#include "sim/city/land/ground.hpp"

namespace outpost {

/// A piece of one community's ground, between lines on all sides.
struct Tract {
  Ring ring{};
  std::size_t community = 0;  // in tree order
};

/// The ground of a division tree, cut down to communities and their main roads.
/// Depends on codes, the spec and the total of residents: on the name, the kind
/// and the residents of no single community.
struct DividedGround {
  Ground ground{};
  Ring outline{};
  std::vector<Ring> counties{};
  std::vector<Ring> towns{};
  std::vector<Ring> communities{};
  std::vector<std::uint32_t> town_centres{};  // points where two main roads cross
  std::vector<Tract> tracts{};                // in order of communities
};

DividedGround divide_ground(const CitySpec& spec, const DivisionTree& divisions, double residents);

}  // namespace outpost
