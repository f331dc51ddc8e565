#include "analysis/picture/shape.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/elementary.hpp"

namespace outpost::analysis {
namespace {

constexpr int circle_corners = 64;
constexpr std::int64_t circle_unit = 65536;

// Corners of the unit circle, from our own sine, so that circles have equal bytes on every machine.
const std::array<PixelPoint, circle_corners>& unit_circle() {
  static const auto corners = [] {
    std::array<PixelPoint, circle_corners> made{};
    for (int i = 0; i < circle_corners; ++i) {
      const double angle = 2.0 * elementary::pi * i / circle_corners;
      const auto scaled = [](double value) {
        return static_cast<std::int64_t>(std::floor(value * static_cast<double>(circle_unit) + 0.5));
      };
      made[static_cast<std::size_t>(i)] = {scaled(elementary::cos(angle)), scaled(elementary::sin(angle))};
    }
    return made;
  }();
  return corners;
}

std::int64_t rounded_quotient(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t shifted = numerator * 2 + denominator;
  const std::int64_t doubled = denominator * 2;
  return shifted >= 0 ? shifted / doubled : -((-shifted + doubled - 1) / doubled);
}

PixelPoint on_circle(PixelPoint centre, std::int64_t radius, int corner) {
  const PixelPoint& unit = unit_circle()[static_cast<std::size_t>(corner % circle_corners)];
  return {centre.x + rounded_quotient(unit.x * radius, circle_unit),
          centre.y + rounded_quotient(unit.y * radius, circle_unit)};
}

PixelLine round_outline(PixelPoint centre, std::int64_t radius) {
  const int step = radius <= one_pixel ? 8 : radius <= 4 * one_pixel ? 4 : radius <= 16 * one_pixel ? 2 : 1;
  PixelLine points;
  for (int i = 0; i < circle_corners; i += step) points.push_back(on_circle(centre, radius, i));
  return points;
}

double doubled_area(const PixelLine& points) {
  double sum = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const PixelPoint& a = points[i];
    const PixelPoint& b = points[(i + 1) % points.size()];
    sum += static_cast<double>(a.x - points[0].x) * static_cast<double>(b.y - points[0].y) -
           static_cast<double>(b.x - points[0].x) * static_cast<double>(a.y - points[0].y);
  }
  return sum;
}

double length_of(PixelPoint a, PixelPoint b) {
  const auto dx = static_cast<double>(b.x - a.x);
  const auto dy = static_cast<double>(b.y - a.y);
  return std::sqrt(dx * dx + dy * dy);
}

PixelPoint between(PixelPoint a, PixelPoint b, double share) {
  const auto part = [share](std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(std::floor(static_cast<double>(to - from) * share + 0.5));
  };
  return {part(a.x, b.x), part(a.y, b.y)};
}

}  // namespace

void Shape::add_polygon(PixelLine points) {
  if (points.size() < 3) return;
  if (doubled_area(points) < 0.0) std::reverse(points.begin(), points.end());
  points.push_back(points.front());
  add_edges(points);
}

void Shape::add_edges(const PixelLine& points) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i - 1].y != points[i].y) edges_.push_back({points[i - 1], points[i]});
  }
}

void Shape::add_circle(PixelPoint centre, std::int64_t radius) {
  add_polygon(round_outline(centre, radius));
}

void Shape::add_line(const PixelLine& points, std::int64_t width) {
  const std::int64_t half = std::max<std::int64_t>(width / 2, 1);
  for (std::size_t i = 0; i < points.size(); ++i) {
    add_circle(points[i], half);
    if (i == 0) continue;
    const PixelPoint a = points[i - 1];
    const PixelPoint b = points[i];
    const double length = length_of(a, b);
    if (length == 0.0) continue;
    const auto across = [&](std::int64_t component) {
      return static_cast<std::int64_t>(
          std::floor(static_cast<double>(component) * static_cast<double>(half) / length + 0.5));
    };
    const std::int64_t x = across(a.y - b.y);
    const std::int64_t y = across(b.x - a.x);
    add_polygon({{a.x + x, a.y + y}, {b.x + x, b.y + y}, {b.x - x, b.y - y}, {a.x - x, a.y - y}});
  }
}

void Shape::add_dashes(const PixelLine& points, std::int64_t width, std::int64_t dash) {
  double left = static_cast<double>(dash);
  bool drawn = true;
  PixelLine piece;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double length = length_of(points[i - 1], points[i]);
    if (length == 0.0) continue;
    if (drawn && piece.empty()) piece.push_back(points[i - 1]);
    double reached = 0.0;
    while (length - reached > left) {
      reached += left;
      left = static_cast<double>(dash);
      const PixelPoint at = between(points[i - 1], points[i], reached / length);
      piece.push_back(at);
      if (drawn) add_line(piece, width);
      drawn = !drawn;
      piece.clear();
      if (drawn) piece.push_back(at);
    }
    left -= length - reached;
    if (drawn) piece.push_back(points[i]);
  }
  if (drawn && piece.size() > 1) add_line(piece, width);
}

Shape polygon(PixelLine points) {
  Shape shape;
  shape.add_polygon(std::move(points));
  return shape;
}

Shape circle(PixelPoint centre, std::int64_t radius) {
  Shape shape;
  shape.add_circle(centre, radius);
  return shape;
}

Shape ring(PixelPoint centre, std::int64_t radius, std::int64_t width) {
  Shape shape = circle(centre, radius);
  PixelLine inner = round_outline(centre, std::max<std::int64_t>(radius - width, 1));
  std::reverse(inner.begin(), inner.end());
  inner.push_back(inner.front());
  shape.add_edges(inner);
  return shape;
}

PixelLine diamond(PixelPoint c, std::int64_t radius) {
  return {{c.x, c.y - radius}, {c.x + radius, c.y}, {c.x, c.y + radius}, {c.x - radius, c.y}};
}

PixelLine square(PixelPoint c, std::int64_t radius) {
  return rectangle(c.x - radius, c.y - radius, c.x + radius, c.y + radius);
}

PixelLine triangle(PixelPoint c, std::int64_t radius) {
  // 0.866 = cos 30 degrees, in 256ths 222.
  const std::int64_t half = radius * 222 / 256;
  return {{c.x, c.y - radius}, {c.x + half, c.y + radius / 2}, {c.x - half, c.y + radius / 2}};
}

PixelLine rectangle(std::int64_t left, std::int64_t top, std::int64_t right, std::int64_t bottom) {
  return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

PixelLine star(PixelPoint centre, std::int64_t radius) {
  // Tips and notches alternate every 36 degrees; the notches of a pentagram lie at 0.382 of its radius.
  PixelLine points;
  for (int i = 0; i < 10; ++i) {
    const double angle = elementary::pi * (i / 5.0 - 0.5);
    const double reach = static_cast<double>(radius) * (i % 2 == 0 ? 1.0 : 0.40);
    points.push_back({centre.x + static_cast<std::int64_t>(std::floor(elementary::cos(angle) * reach + 0.5)),
                      centre.y + static_cast<std::int64_t>(std::floor(elementary::sin(angle) * reach + 0.5))});
  }
  return points;
}

PixelLine closed(PixelLine polygon) {
  if (!polygon.empty()) polygon.push_back(polygon.front());
  return polygon;
}

}  // namespace outpost::analysis
