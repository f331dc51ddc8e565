#include "sim/city/land/ground.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/require.hpp"

namespace outpost {

std::uint32_t Ground::add_point(Point at) {
  points.push_back({.at = in_metres(rounded(at))});
  return static_cast<std::uint32_t>(points.size() - 1);
}

Polygon Ground::polygon(const Ring& ring) const {
  Polygon polygon;
  polygon.reserve(ring.size());
  for (const RingStep& step : ring) polygon.push_back(at(step));
  return polygon;
}

Ring Ground::close(const Polygon& outline, const GroundLine& line) {
  const auto id = static_cast<std::uint32_t>(lines.size());
  lines.push_back(line);
  Ring ring;
  for (const Point& corner : outline) {
    const std::uint32_t point = add_point(corner);
    points[point].wet = line.kind != LineKind::road;
    points[point].water = id;
    ring.push_back({point, id});
    lines[id].points.push_back(point);
  }
  lines[id].points.push_back(ring.front().point);
  return ring;
}

std::pair<Ring, Ring> Ground::cut(const Ring& ring, std::size_t from, std::size_t to, const Polygon& between,
                                  GroundLine line) {
  require(from < to && to < ring.size(), "a cut leads from one step of a ring to a later one");
  const auto id = static_cast<std::uint32_t>(lines.size());
  const bool water = line.kind != LineKind::road;
  line.points.push_back(ring[from].point);
  for (const Point& at : between) {
    const std::uint32_t point = add_point(at);
    points[point].wet = water;
    points[point].water = id;
    line.points.push_back(point);
  }
  line.points.push_back(ring[to].point);
  for (const std::size_t end : {from, to}) {
    (water ? points[ring[end].point].mouth : points[ring[end].point].road_end) = true;
  }
  Ring right(ring.begin() + static_cast<std::ptrdiff_t>(from), ring.begin() + static_cast<std::ptrdiff_t>(to));
  for (std::size_t i = line.points.size() - 1; i >= 1; --i) right.push_back({line.points[i], id});
  Ring left(ring.begin() + static_cast<std::ptrdiff_t>(to), ring.end());
  left.insert(left.end(), ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(from));
  for (std::size_t i = 0; i + 1 < line.points.size(); ++i) left.push_back({line.points[i], id});
  lines.push_back(std::move(line));
  return {std::move(right), std::move(left)};
}

double bank_offset(const GroundLine& line) {
  if (line.kind == LineKind::road) return 0.0;
  return line.width / 2.0 + (line.width > 25.0 ? 9.0 : 5.0);
}

bool may_end_at(const Ground& ground, const Ring& ring, std::size_t step, LineKind kind) {
  const RingStep& before = ring[(step + ring.size() - 1) % ring.size()];
  const RingStep& here = ring[step];
  const RingStep& after = ring[(step + 1) % ring.size()];
  const GroundPoint& point = ground.points[here.point];
  const bool water_beside =
      ground.lines[before.line].kind != LineKind::road || ground.lines[here.line].kind != LineKind::road;
  if (water_beside && before.line != here.line) return false;
  if (!water_beside && point.wet) return false;
  if (kind != LineKind::road) {
    if (point.road_end) return false;
    // The banks of a mouth must not take a bridge's place.
    constexpr std::size_t reach = 3;
    for (std::size_t k = 0; k <= 2 * reach; ++k) {
      if (ground.points[ring[(step + ring.size() + k - std::min(reach, ring.size())) % ring.size()].point]
              .bridge_site) {
        return false;
      }
    }
  }
  const Point in{point.at.x - ground.at(before).x, point.at.y - ground.at(before).y};
  const Point out{ground.at(after).x - point.at.x, ground.at(after).y - point.at.y};
  const double along = in.x * out.x + in.y * out.y;
  const double scale = std::sqrt((in.x * in.x + in.y * in.y) * (out.x * out.x + out.y * out.y));
  return along > 0.7 * scale;
}

}  // namespace outpost
