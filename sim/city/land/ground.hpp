#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/city/plane.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// What a line on the ground is: a road; a river or canal; the bank of the sea
/// or of a river too wide to bridge.
enum class LineKind : std::uint8_t { road, water, shore };

/// A cut through the ground: from one point of an older line to another, bent
/// in between.
struct GroundLine {
  LineKind kind = LineKind::road;
  StreetClass street_class = StreetClass::residential;
  double width = 0.0;  // metres, of water
  std::vector<std::uint32_t> points{};
};

/// A step of a ring: the point, and the line that leads from it to the next
/// step's point.
struct RingStep {
  std::uint32_t point = 0;
  std::uint32_t line = 0;
};
/// Counter-clockwise.
using Ring = std::vector<RingStep>;

/// What happened at a point of water, which decides what may still end there.
struct GroundPoint {
  Point at{};
  std::uint32_t water = 0;   // the line of water that passes through or along it
  bool wet = false;          // lies in the middle of water
  bool bridge_site = false;  // a bridge leads across the water here
  bool mouth = false;        // another water ends here
  bool road_end = false;     // a road ends here from one side
};

/// Ground that is cut into ever smaller pieces, each cut from one point that is
/// there already to another: so a ring, once made, keeps its points whatever is
/// cut beside it, and neighbours share theirs exactly. Points are whole
/// millimetres.
struct Ground {
  std::vector<GroundPoint> points{};
  std::vector<GroundLine> lines{};

  std::uint32_t add_point(Point at);
  const Point& at(const RingStep& step) const { return points[step.point].at; }
  Polygon polygon(const Ring& ring) const;
  /// The ring of one line that begins and ends at its first point.
  Ring close(const Polygon& outline, const GroundLine& line);
  /// Draws the line between steps `from` and `to` of the ring through `between`
  /// and cuts: the first part lies to the right of the line, the second to its
  /// left.
  std::pair<Ring, Ring> cut(const Ring& ring, std::size_t from, std::size_t to, const Polygon& between,
                            GroundLine line);
};

/// How far from the middle of a line of water its banks' lanes run, in metres.
double bank_offset(const GroundLine& line);

/// Whether a cut may end at a step: not at a corner, where it would leave no
/// room for what comes along both sides.
bool may_end_at(const Ground& ground, const Ring& ring, std::size_t step, LineKind kind);

}  // namespace outpost
