#pragma once

#include <optional>
#include <vector>

#include "sim/base/units.hpp"

namespace outpost {

/// A point in metres as floating-point numbers, for constructions; results are rounded to millimetres where they are
/// kept.
struct Point {
  double x = 0.0;
  double y = 0.0;
};
using Polygon = std::vector<Point>;  // counter-clockwise, without repeating the first point

Position rounded(Point point);
Point in_metres(Position position);
double area(const Polygon& polygon);
Point centroid(const Polygon& polygon);
bool contains(const Polygon& convex, Point point);
/// The part of a convex polygon where a * x + b * y <= c.
Polygon clipped(const Polygon& convex, double a, double b, double c);

/// A site of a power diagram: its cell holds the points x with |x - site|^2 - weight least.
struct Site {
  Point at{};
  double weight = 0.0;  // square metres
};
/// The cells of the diagram inside a convex outline: convex, without gaps or overlaps; a cell may be empty.
std::vector<Polygon> power_cells(const std::vector<Site>& sites, const Polygon& outline);
/// The site in whose cell the point lies; ties go to the earlier site.
std::size_t cell_of(const std::vector<Site>& sites, Point point);

}  // namespace outpost
