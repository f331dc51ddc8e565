#include "sim/city/land/inner_ways.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

Point along(Point from, Point way, double distance) {
  return {from.x + way.x * distance, from.y + way.y * distance};
}

/// A way inside a block that grows from a corner of its rim.
class Ways {
 public:
  Ways(Block& block, LineWork& work) : block_(block), work_(work), rim_(polygon_of(block.land)) {}

  std::size_t corners() const { return rim_.size(); }
  Point corner(std::size_t i) const { return rim_[i]; }

  /// Into the block, at a right angle to its rim; none at a corner where the
  /// rim turns.
  std::optional<Point> inward(std::size_t i) const {
    const std::size_t n = rim_.size();
    const Point& before = rim_[(i + n - 1) % n];
    const Point& after = rim_[(i + 1) % n];
    const Point in{rim_[i].x - before.x, rim_[i].y - before.y};
    const Point out{after.x - rim_[i].x, after.y - rim_[i].y};
    const double scale = std::sqrt((in.x * in.x + in.y * in.y) * (out.x * out.x + out.y * out.y));
    if (in.x * out.x + in.y * out.y < 0.85 * scale) return std::nullopt;
    const double dx = after.x - before.x;
    const double dy = after.y - before.y;
    const double run = std::sqrt(dx * dx + dy * dy);
    return Point{-dy / run, dx / run};
  }

  /// How far from the point to the rim that way.
  double free(Point from, Point way) const {
    double least = 1e9;
    for (std::size_t i = 0; i < rim_.size(); ++i) {
      const Point& a = rim_[i];
      const Point& b = rim_[(i + 1) % rim_.size()];
      const double ex = b.x - a.x;
      const double ey = b.y - a.y;
      const double turn = way.x * ey - way.y * ex;
      if (std::fabs(turn) < 1e-9) continue;
      const double t = ((a.x - from.x) * ey - (a.y - from.y) * ex) / turn;
      const double s = ((a.x - from.x) * way.y - (a.y - from.y) * way.x) / turn;
      if (t > 0.5 && s >= -1e-9 && s <= 1.0 + 1e-9) least = std::min(least, t);
    }
    return least;
  }

  /// The corner nearest to a point, where the rim does not turn sharply.
  std::optional<std::size_t> nearest(Point to, double within) const {
    std::optional<std::size_t> best;
    double least = within * within;
    for (std::size_t i = 0; i < rim_.size(); ++i) {
      const double dx = rim_[i].x - to.x;
      const double dy = rim_[i].y - to.y;
      if (dx * dx + dy * dy < least && inward(i)) {
        least = dx * dx + dy * dy;
        best = i;
      }
    }
    return best;
  }

  /// Whether a way from this corner would cross the street rather than end at it. Not asked on the border to others:
  /// what they draw must change nothing here.
  bool would_cross(std::size_t i) const {
    const std::size_t before = (i + block_.land.size() - 1) % block_.land.size();
    if (work_.edge(block_.land[i].edge).outer || work_.edge(block_.land[before].edge).outer) return false;
    return work_.degree(block_.land[i].point) > 2;
  }

  std::uint32_t rim_point(std::size_t i) const { return block_.land[i].point; }

  std::uint32_t extend(std::uint32_t from, Point to, StreetClass street_class, bool gate = false) {
    const std::uint32_t point = work_.add_point(to);
    join(from, point, street_class, gate);
    return point;
  }
  void join(std::uint32_t from, std::uint32_t to, StreetClass street_class, bool gate = false) {
    block_.inner.push_back(work_.add_edge({from, to, street_class, false, gate}));
  }

 private:
  Block& block_;
  LineWork& work_;
  Polygon rim_;
};

// The best gate of a few: the one with the longest way in, at most across; gates
// of neighbouring estates like to face each other.
std::optional<std::size_t> gate_of(const Ways& ways, Stream& stream) {
  std::optional<std::size_t> gate;
  double best = 0.0;
  for (int tries = 0; tries < 8; ++tries) {
    const std::size_t i = stream.below(ways.corners());
    const auto way = ways.inward(i);
    if (!way) continue;
    const double free = ways.free(ways.corner(i), *way);
    if (free < 60.0 || free > 500.0) continue;
    const double worth = ways.would_cross(i) ? 1.1 * free : free;
    if (worth > best) {
      best = worth;
      gate = i;
    }
  }
  return gate;
}

// Where a way through the block comes out again: near the place on its rim, if
// there is a corner.
std::optional<std::size_t> exit_of(const Ways& ways, std::size_t start, Point place, double within) {
  const std::optional<std::size_t> exit = ways.nearest(place, within);
  return exit && *exit != start ? exit : std::nullopt;
}

}  // namespace

bool lies_in(const Polygon& polygon, Point point) {
  bool inside = false;
  for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
    const Point& a = polygon[i];
    const Point& b = polygon[j];
    if ((a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  }
  return inside;
}

void draw_estate_ways(Block& block, Stream& stream, LineWork& work) {
  Ways ways(block, work);
  const double through = stream.uniform();
  const double sides = stream.uniform();
  const double turned = 0.06 * (stream.uniform() - 0.5);
  const std::optional<std::size_t> found = gate_of(ways, stream);
  if (!found) return;
  const std::size_t gate = *found;
  Point way = *ways.inward(gate);
  way = {way.x - turned * way.y, way.y + turned * way.x};
  const Point start = ways.corner(gate);
  const double depth = ways.free(start, way);
  if (depth < 60.0 || depth > 500.0) return;
  const std::optional<std::size_t> exit =
      exit_of(ways, gate, along(start, way, depth), through < 0.6 ? 0.3 * depth : 0);
  const double reach = exit ? depth : depth * 0.6;
  const auto pieces = std::max<std::size_t>(2, static_cast<std::size_t>(reach / 55.0 + 0.5));
  // Side ways in one or two places of the way, never at the end of a blind one,
  // where they would be a mere bend. What leads to the first of them from
  // outside is the gate's street.
  const std::size_t inner = exit ? pieces - 1 : pieces;
  const std::size_t first = exit ? (inner - 1) / 2 : 0;
  const std::size_t last = std::min(first + (sides < 0.85 ? 0 : 1), exit ? inner : inner - 1);
  std::uint32_t reached = ways.rim_point(gate);
  for (std::size_t k = 0; k < inner; ++k) {
    const bool outside = last == first || k <= first || k >= last;
    const Point at = along(start, way, reach * static_cast<double>(k + 1) / static_cast<double>(pieces));
    reached = ways.extend(reached, at, StreetClass::lane, outside && (k <= first || exit || last == first));
    if (k < first || k >= last) continue;
    const double side = stream.uniform() < 0.5 ? 1.0 : -1.0;
    const Point across{-way.y * side, way.x * side};
    const double free = ways.free(at, across);
    if (free > 35.0 && free < 400.0) ways.extend(reached, along(at, across, 0.65 * free), StreetClass::lane);
  }
  if (exit) ways.join(reached, ways.rim_point(*exit), StreetClass::lane, true);
}

void draw_row_lanes(Block& block, double slant, double distance, Stream& stream, LineWork& work) {
  Ways ways(block, work);
  const Point east{elementary::cos(slant), elementary::sin(slant)};
  const auto height = [&](Point at) { return at.y * east.x - at.x * east.y; };
  double low = height(ways.corner(0));
  double high = low;
  for (std::size_t i = 0; i < ways.corners(); ++i) {
    low = std::min(low, height(ways.corner(i)));
    high = std::max(high, height(ways.corner(i)));
  }
  const auto rows = static_cast<std::int64_t>((high - low) / distance + 0.3) - 1;
  for (std::int64_t row = 1; row <= rows; ++row) {
    const double wanted = low + (high - low) * static_cast<double>(row) / static_cast<double>(rows + 1);
    const double side = stream.uniform() < 0.5 ? 1.0 : -1.0;
    const double through = stream.uniform();
    const double reach = 0.55 + 0.35 * stream.uniform();
    const double slope = 0.05 * (stream.uniform() - 0.5);
    const Point way{side * east.x - slope * east.y, side * east.y + slope * east.x};
    std::optional<std::size_t> start;
    double least = 0.35 * distance;
    for (std::size_t i = 0; i < ways.corners(); ++i) {
      const auto inward = ways.inward(i);
      if (!inward || inward->x * way.x + inward->y * way.y < 0.6) continue;
      // Village lanes seldom face each other: most junctions have three streets.
      const double off = std::fabs(height(ways.corner(i)) - wanted) + (ways.would_cross(i) ? 0.22 * distance : 0.0);
      if (off < least) {
        least = off;
        start = i;
      }
    }
    if (!start) continue;
    const Point from = ways.corner(*start);
    const double depth = ways.free(from, way);
    if (depth < 80.0 || depth > 3'000.0) continue;
    const std::optional<std::size_t> exit =
        exit_of(ways, *start, along(from, way, depth), through < 0.5 ? 0.2 * distance : 0);
    const double run = exit ? depth : depth * reach;
    const auto pieces = std::max<std::int64_t>(2, static_cast<std::int64_t>(run / 90.0 + 0.5));
    std::uint32_t last = ways.rim_point(*start);
    for (std::int64_t k = 1; k < pieces + (exit ? 0 : 1); ++k) {
      const double wobble = 5.0 * (stream.uniform() - 0.5);
      const Point at = along(from, way, run * static_cast<double>(k) / static_cast<double>(pieces));
      last = ways.extend(last, {at.x - wobble * way.y, at.y + wobble * way.x}, StreetClass::lane);
    }
    if (exit) ways.join(last, ways.rim_point(*exit), StreetClass::lane);
  }
}

}  // namespace outpost
