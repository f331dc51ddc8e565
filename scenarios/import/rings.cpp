#include "scenarios/import/rings.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "sim/city/plane.hpp"

namespace outpost::scenarios {
namespace {

struct Edge {
  Position a{};
  Position b{};
};

/// Twice the area of the triangle in square millimetres; exact for points within 600 km. Above zero: c lies to the
/// left of the way from a to b.
std::int64_t turn(Position a, Position b, Position c) {
  return (b.x - a.x).in_millimetres() * (c.y - a.y).in_millimetres() -
         (b.y - a.y).in_millimetres() * (c.x - a.x).in_millimetres();
}

int sign(std::int64_t value) {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

bool boxes_meet(const Edge& e, const Edge& f) {
  return std::max(e.a.x, e.b.x) >= std::min(f.a.x, f.b.x) && std::max(f.a.x, f.b.x) >= std::min(e.a.x, e.b.x) &&
         std::max(e.a.y, e.b.y) >= std::min(f.a.y, f.b.y) && std::max(f.a.y, f.b.y) >= std::min(e.a.y, e.b.y);
}

/// Whether the edges have a point inside both in common, not an end.
bool cross(const Edge& e, const Edge& f) {
  return sign(turn(e.a, e.b, f.a)) * sign(turn(e.a, e.b, f.b)) < 0 &&
         sign(turn(f.a, f.b, e.a)) * sign(turn(f.a, f.b, e.b)) < 0;
}

Position crossing_of(const Edge& e, const Edge& f) {
  const auto one = static_cast<double>(turn(f.a, f.b, e.a));
  const auto other = static_cast<double>(turn(f.a, f.b, e.b));
  const double part = one / (one - other);
  const auto along = [part](Length from, Length to) {
    return from + millimetres(static_cast<std::int64_t>(
                      std::floor(static_cast<double>((to - from).in_millimetres()) * part + 0.5)));
  };
  return {along(e.a.x, e.b.x), along(e.a.y, e.b.y)};
}

/// Whether two edges on one line share more than a point.
bool run_along(const Edge& e, const Edge& f) {
  if (turn(e.a, e.b, f.a) != 0 || turn(e.a, e.b, f.b) != 0) return false;
  const auto share = [](Length a, Length b, Length c, Length d) {
    return std::min(std::max(a, b), std::max(c, d)) - std::max(std::min(a, b), std::min(c, d));
  };
  return share(e.a.x, e.b.x, f.a.x, f.b.x) > Length{} || share(e.a.y, e.b.y, f.a.y, f.b.y) > Length{};
}

void add_edges(const Border& ring, std::vector<Edge>& edges) {
  for (std::size_t i = 0; i < ring.size(); ++i) edges.push_back({ring[i], ring[(i + 1) % ring.size()]});
}

std::vector<Edge> edges_of(const MappedArea& area) {
  std::vector<Edge> edges;
  for (const AreaPart& part : area.parts) {
    add_edges(part.outer, edges);
    for (const Border& hole : part.holes) add_edges(hole, edges);
  }
  return edges;
}

/// By western end, so that a sweep from west to east looks at few pairs.
void sort_west_to_east(std::vector<Edge>& edges) {
  std::sort(edges.begin(), edges.end(), [](const Edge& e, const Edge& f) {
    const auto order = [](const Edge& edge) {
      return std::tuple{std::min(edge.a.x, edge.b.x), edge.a.x, edge.a.y, edge.b.x, edge.b.y};
    };
    return order(e) < order(f);
  });
}

Length distance_to(const Edge& edge, Position point) {
  const Point a = in_metres(edge.a);
  const Point b = in_metres(edge.b);
  const Point p = in_metres(point);
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double part = length > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
  return straight_distance(point, rounded({a.x + part * dx, a.y + part * dy}));
}

/// A point well inside a ring: the middle of the widest stretch of a line from west to east between two of its corners.
Position inner_point(const Border& ring) {
  std::vector<Length> heights;
  for (const Position& corner : ring) heights.push_back(corner.y);
  std::sort(heights.begin(), heights.end());
  heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
  Position best = ring.front();
  double widest = -1.0;
  for (std::size_t i = 1; i < heights.size(); i += std::max<std::size_t>(1, heights.size() / 16)) {
    const double y = (heights[i - 1].in_metres() + heights[i].in_metres()) / 2.0;
    std::vector<double> meets;
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const Point a = in_metres(ring[k]);
      const Point b = in_metres(ring[(k + 1) % ring.size()]);
      if ((a.y > y) != (b.y > y)) meets.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    std::sort(meets.begin(), meets.end());
    for (std::size_t k = 0; k + 1 < meets.size(); k += 2) {
      if (meets[k + 1] - meets[k] <= widest) continue;
      widest = meets[k + 1] - meets[k];
      best = rounded({(meets[k] + meets[k + 1]) / 2.0, y});
    }
  }
  return best;
}

Position middle(const Edge& edge) {
  return {edge.a.x + (edge.b.x - edge.a.x) / 2, edge.a.y + (edge.b.y - edge.a.y) / 2};
}

/// Points of an area that would lie inside another one that it overlaps.
std::vector<Position> witnesses(const MappedArea& area, const std::vector<Edge>& edges) {
  std::vector<Position> points;
  for (const AreaPart& part : area.parts) {
    const Position inside = inner_point(part.outer);
    if (contains(area, inside)) points.push_back(inside);  // else it lies in a hole, which others may fill
  }
  for (const Edge& edge : edges) {
    points.push_back(edge.a);
    points.push_back(middle(edge));
  }
  return points;
}

void deepen(std::optional<Overlap>& found, Position at, Length depth, Length tolerance) {
  if (depth > tolerance && (!found || depth > found->depth)) found = Overlap{at, depth};
}

/// Neighbours share most of their corners: those lie on both borders, and need no search for how deep they are.
std::set<std::pair<Length, Length>> corners_of(const std::vector<Edge>& edges) {
  std::set<std::pair<Length, Length>> corners;
  for (const Edge& edge : edges) corners.emplace(edge.a.x, edge.a.y);
  return corners;
}

void look_for_witnesses(const std::vector<Position>& points, const MappedArea& other, const std::vector<Edge>& edges,
                        Length tolerance, std::optional<Overlap>& found) {
  const auto corners = corners_of(edges);
  for (const Position& point : points) {
    if (corners.contains({point.x, point.y}) || !contains(other, point)) continue;
    Length depth = kilometres(1000);
    for (const Edge& edge : edges) depth = std::min(depth, distance_to(edge, point));
    deepen(found, point, depth, tolerance);
  }
}

void look_for_crossings(std::vector<Edge> e, std::vector<Edge> f, Length tolerance, std::optional<Overlap>& found) {
  sort_west_to_east(e);
  sort_west_to_east(f);
  std::size_t first = 0;
  for (const Edge& edge : e) {
    while (first < f.size() && std::max(f[first].a.x, f[first].b.x) < std::min(edge.a.x, edge.b.x)) ++first;
    for (std::size_t i = first; i < f.size(); ++i) {
      if (std::min(f[i].a.x, f[i].b.x) > std::max(edge.a.x, edge.b.x)) break;
      if (!boxes_meet(edge, f[i]) || !cross(edge, f[i])) continue;
      const Length depth = std::min(
          {distance_to(edge, f[i].a), distance_to(edge, f[i].b), distance_to(f[i], edge.a), distance_to(f[i], edge.b)});
      deepen(found, crossing_of(edge, f[i]), depth, tolerance);
    }
  }
}

}  // namespace

std::optional<Position> self_crossing(const Border& ring) {
  std::vector<Edge> edges;
  add_edges(ring, edges);
  sort_west_to_east(edges);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t k = i + 1; k < edges.size(); ++k) {
      if (std::min(edges[k].a.x, edges[k].b.x) > std::max(edges[i].a.x, edges[i].b.x)) break;
      if (!boxes_meet(edges[i], edges[k])) continue;
      if (cross(edges[i], edges[k])) return crossing_of(edges[i], edges[k]);
      if (run_along(edges[i], edges[k])) return edges[k].a;
    }
  }
  return std::nullopt;
}

std::optional<Overlap> overlap_of(const MappedArea& a, const MappedArea& b, Length tolerance) {
  const std::vector<Edge> edges_a = edges_of(a);
  const std::vector<Edge> edges_b = edges_of(b);
  std::optional<Overlap> found;
  look_for_witnesses(witnesses(a, edges_a), b, edges_b, tolerance, found);
  look_for_witnesses(witnesses(b, edges_b), a, edges_a, tolerance, found);
  look_for_crossings(edges_a, edges_b, tolerance, found);
  return found;
}

}  // namespace outpost::scenarios
