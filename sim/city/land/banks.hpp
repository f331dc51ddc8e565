#pragma once

#include <map>
#include <utility>
#include <vector>

#include "sim/city/city.hpp"
#include "sim/city/land/ground.hpp"
#include "sim/city/land/linework.hpp"

namespace outpost {

/// A corner of a piece of land as its streets see it: beside water the lane
/// along the bank takes the border's place.
struct LandCorner {
  std::uint32_t point = 0;  // of the line work
  std::uint32_t edge = 0;   // of the line work, to the next corner
  Point at{};
  bool bridge = false;  // a bridge begins here
};
/// Counter-clockwise; every side is a street.
using LandRing = std::vector<LandCorner>;

Polygon polygon_of(const LandRing& ring);

/// Draws the streets of cut ground: its roads, the lanes along its water, and
/// the bridges. Streets meet water at bridges alone: a road that ends at water
/// ends at the lane along the bank, and water that ends at a road stays clear
/// of it.
class Banks {
 public:
  /// `work_points` gives points of the ground that are in the line work
  /// already; lines before `first_line` are drawn.
  /// `outer`: the ground of all communities, not of one.
  Banks(const Ground& ground, LineWork& work, std::vector<std::optional<std::uint32_t>> work_points,
        std::size_t first_line, std::vector<std::vector<std::uint32_t>> line_edges, bool outer);
  /// The land inside a ring, its lanes drawn. Once for each piece of land.
  LandRing land(const Ring& ring, StreetClass bank_lane);
  /// To be called last.
  void draw_bridges();
  /// The point of the line work for a point of the ground.
  std::uint32_t work_point(std::uint32_t point);

 private:
  std::uint32_t road_edge(std::uint32_t line, std::uint32_t from, std::uint32_t to) const;
  Point beside_water(const Ring& ring, std::size_t step) const;
  std::vector<bool> drowned_steps(const Ring& ring) const;
  void note_bank(std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>>& banks,
                 std::uint32_t line, std::uint32_t point, std::uint32_t work_point);

  const Ground& ground_;
  LineWork& work_;
  bool outer_;
  std::vector<std::optional<std::uint32_t>> work_points_;
  std::vector<std::vector<std::uint32_t>> line_edges_;  // by line, from point to point; of roads
  // Banks on the two sides of a bridge's place, and of a mouth, by (line,
  // point).
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> crossings_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> mouths_;
};

/// Rivers and canals as they are drawn: clear of the roads at which they end.
std::vector<Water> water_of(const Ground& ground, std::size_t first_line);

}  // namespace outpost
