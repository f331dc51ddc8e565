#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// A straight piece of border with a site's cell on its left; on its right another's, or nothing.
struct CellEdge {
  static constexpr std::uint32_t outside = std::numeric_limits<std::uint32_t>::max();
  Position from{};
  Position to{};
  std::uint32_t left = 0;
  std::uint32_t right = outside;
};

/// Cuts the ground within `border` among the sites: every point belongs to the nearest one (a Voronoi diagram). Returns
/// every piece of border between two cells once, and the pieces of the outer border: together they tile the ground
/// without gaps or overlaps, for neighbours share their corners to the millimetre. Sites that stand on one spot share
/// the first one's cell. `border` is counter-clockwise and simple, with three corners at least; it need not be convex.
std::vector<CellEdge> cells_within(const Border& border, const std::vector<Position>& sites);

/// Closed rings around all edges that have `inside` on one side only: the outline of a set of cells. Outer rings are
/// counter-clockwise, holes clockwise; the first point is not repeated. In order of their lowest, leftmost corner.
/// `group_of` gives the group of each site.
std::vector<Border> outline_of(const std::vector<CellEdge>& edges, const std::vector<std::uint32_t>& group_of,
                               std::uint32_t inside);

/// Positive for counter-clockwise rings; square millimetres.
std::int64_t doubled_area(const Border& ring);

/// The ground on which a community's buildings stand: its border; where that is unknown, the box around the buildings
/// and a little more.
Border ground_of(const City& city, CommunityId community);

}  // namespace outpost
