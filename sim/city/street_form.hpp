#pragma once

#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// What a street network looks like, in the measures by which towns are compared (after Boeing 2017, OSMnx). Of streets
/// that cars may enter; which way is forbidden counts for nothing.
struct StreetForm {
  std::size_t junctions = 0;    // where one, three or more streets meet; two are one street that bends
  double dead_ends = 0.0;       // share of the junctions: one street
  double three_way = 0.0;       // three streets
  double four_way = 0.0;        // four or more
  std::size_t trips = 0;        // pairs of junctions 500 m to 3 km apart that circuity is measured on
  double circuity = 0.0;        // their distance along streets / straight distance, sums over the pairs
  std::size_t blocks = 0;       // pieces of ground that streets go around
  double block_hectares = 0.0;  // their median area
  double length_km = 0.0;
  double density = 0.0;  // km of street in a square kilometre of squares of 250 m that a street enters
};

/// Of the streets for which `part` is true; `part` has a value by street. A junction, a trip or a block counts where
/// all its streets are in the part. Trips begin at up to 100 junctions, evenly over the network.
StreetForm street_form(const StreetNetwork& network, const std::vector<bool>& part);

/// By street: whether its middle lies in a community of this kind. Requires borders.
std::vector<bool> streets_in(const City& city, CommunityKind kind);

}  // namespace outpost
