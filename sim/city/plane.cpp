#include "sim/city/plane.hpp"

namespace outpost {

Position rounded(Point point) {
  return {metres(point.x), metres(point.y)};
}

Point in_metres(Position position) {
  return {position.x.in_metres(), position.y.in_metres()};
}

double area(const Polygon& polygon) {
  double twice = 0.0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& a = polygon[i];
    const Point& b = polygon[(i + 1) % polygon.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2.0;
}

Point centroid(const Polygon& polygon) {
  double twice = 0.0;
  Point sum{};
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& a = polygon[i];
    const Point& b = polygon[(i + 1) % polygon.size()];
    const double cross = a.x * b.y - b.x * a.y;
    twice += cross;
    sum.x += (a.x + b.x) * cross;
    sum.y += (a.y + b.y) * cross;
  }
  require(twice > 0.0, "a centroid needs a polygon with an area");
  return {sum.x / (3.0 * twice), sum.y / (3.0 * twice)};
}

bool contains(const Polygon& convex, Point point) {
  for (std::size_t i = 0; i < convex.size(); ++i) {
    const Point& a = convex[i];
    const Point& b = convex[(i + 1) % convex.size()];
    if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) < 0.0) return false;
  }
  return convex.size() >= 3;
}

Polygon clipped(const Polygon& convex, double a, double b, double c) {
  Polygon kept;
  for (std::size_t i = 0; i < convex.size(); ++i) {
    const Point& here = convex[i];
    const Point& next = convex[(i + 1) % convex.size()];
    const double outside_here = a * here.x + b * here.y - c;
    const double outside_next = a * next.x + b * next.y - c;
    if (outside_here <= 0.0) kept.push_back(here);
    if ((outside_here < 0.0 && outside_next > 0.0) || (outside_here > 0.0 && outside_next < 0.0)) {
      const double part = outside_here / (outside_here - outside_next);
      kept.push_back({here.x + part * (next.x - here.x), here.y + part * (next.y - here.y)});
    }
  }
  if (kept.size() < 3) kept.clear();
  return kept;
}

std::vector<Polygon> power_cells(const std::vector<Site>& sites, const Polygon& outline) {
  std::vector<Polygon> cells;
  cells.reserve(sites.size());
  for (const Site& site : sites) {
    Polygon cell = outline;
    for (const Site& other : sites) {
      if (&other == &site || cell.empty()) continue;
      // |x - s|^2 - w <= |x - o|^2 - v  is  2 (o - s) . x <= |o|^2 - v - |s|^2 + w
      const double a = 2.0 * (other.at.x - site.at.x);
      const double b = 2.0 * (other.at.y - site.at.y);
      const double c = other.at.x * other.at.x + other.at.y * other.at.y - other.weight - site.at.x * site.at.x -
                       site.at.y * site.at.y + site.weight;
      cell = clipped(cell, a, b, c);
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

std::size_t cell_of(const std::vector<Site>& sites, Point point) {
  require(!sites.empty(), "a diagram has at least one site");
  std::size_t best = 0;
  double least = 0.0;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double dx = point.x - sites[i].at.x;
    const double dy = point.y - sites[i].at.y;
    const double power = dx * dx + dy * dy - sites[i].weight;
    if (i == 0 || power < least) {
      best = i;
      least = power;
    }
  }
  return best;
}

}  // namespace outpost
