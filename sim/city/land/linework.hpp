#pragma once

#include <cstdint>
#include <vector>

#include "sim/city/plane.hpp"
#include "sim/city/streets.hpp"

namespace outpost {

/// A straight piece of street between two points of the line work.
struct WorkEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  StreetClass street_class = StreetClass::residential;
  bool bridge = false;
  bool gate = false;
  bool outer = false;  // a road between communities or a lane along their
                       // borders, whatever lies inside them
  bool operator==(const WorkEdge&) const = default;
};

/// A place on an edge, before the streets are put together.
struct WorkSpot {
  std::uint32_t edge = 0;
  Length offset{};  // from the edge's `from`
};

/// All straight pieces of street, drawn one by one; at the end bends become
/// shape points and the rest junctions.
class LineWork {
 public:
  std::uint32_t add_point(Point at);
  std::uint32_t add_edge(const WorkEdge& edge);
  Point at(std::uint32_t point) const { return in_metres(points_[point]); }
  Position position(std::uint32_t point) const { return points_[point]; }
  const WorkEdge& edge(std::uint32_t edge) const { return edges_[edge]; }
  std::size_t edge_count() const { return edges_.size(); }
  std::size_t point_count() const { return points_.size(); }
  /// How many edges meet at a point by now.
  std::size_t degree(std::uint32_t point) const { return degrees_[point]; }
  Length length(std::uint32_t edge) const {
    return straight_distance(points_[edges_[edge].from], points_[edges_[edge].to]);
  }
  void set_class(std::uint32_t edge, StreetClass street_class) { edges_[edge].street_class = street_class; }

  /// Where each edge has gone: its street, where on it the edge begins, and
  /// whether it lies the other way round.
  struct Place {
    StreetId street{};
    Length begin{};
    bool backward = false;
  };
  struct Streets {
    StreetNetwork network{};
    std::vector<Place> places{};  // by edge
    Spot spot(const LineWork& work, const WorkSpot& on) const;
  };
  /// Junctions are points where other than two edges meet, or where two differ
  /// in kind; numbered in the order in which the points were added.
  Streets join() const;

 private:
  std::vector<Position> points_;
  std::vector<std::uint8_t> degrees_;  // by point
  std::vector<WorkEdge> edges_;
};

}  // namespace outpost
