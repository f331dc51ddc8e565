#include "sim/city/land/outline.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

using elementary::pi;

// Kilometres, counter-clockwise from the south-eastern tip. Drawn from memory
// of Nantong's place between the Yangtze and the Yellow Sea, not surveyed: an
// invented outline that a reader of maps recognises.
constexpr std::array<Point, 24> between_river_and_sea{
    {{163, 2}, {166, 14}, {160, 27}, {142, 39}, {127, 47}, {122, 58}, {121, 70}, {104, 80},
     {84, 92}, {72, 101}, {57, 110}, {42, 112}, {24, 108}, {6, 106},  {1, 94},   {6, 78},
     {3, 62},  {10, 46},  {26, 40},  {44, 34},  {57, 26},  {72, 16},  {97, 12},  {130, 1}}};

struct CountyPlace {
  std::uint64_t code;
  Point at;
};
// East and north inside that outline, from memory of the map.
constexpr std::array<CountyPlace, 8> county_places{{{320685, {0.17, 0.85}},
                                                    {320682, {0.20, 0.57}},
                                                    {320623, {0.51, 0.68}},
                                                    {320612, {0.50, 0.41}},
                                                    {320613, {0.37, 0.31}},
                                                    {320671, {0.43, 0.18}},
                                                    {320614, {0.62, 0.27}},
                                                    {320681, {0.82, 0.17}}}};

Polygon resampled(const Polygon& corners, double spacing) {
  Polygon line;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point& a = corners[i];
    const Point& b = corners[(i + 1) % corners.size()];
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const auto pieces = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::sqrt(dx * dx + dy * dy) / spacing));
    for (std::int64_t k = 0; k < pieces; ++k) {
      const double part = static_cast<double>(k) / static_cast<double>(pieces);
      line.push_back({a.x + part * dx, a.y + part * dy});
    }
  }
  return line;
}

// Corner cutting (Chaikin 1974) turns the few corners into shores.
Polygon rounded_off(Polygon polygon, int times) {
  for (int i = 0; i < times; ++i) {
    Polygon finer;
    for (std::size_t k = 0; k < polygon.size(); ++k) {
      const Point& a = polygon[k];
      const Point& b = polygon[(k + 1) % polygon.size()];
      finer.push_back({0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y});
      finer.push_back({0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y});
    }
    polygon = std::move(finer);
  }
  return polygon;
}

Polygon round_shape(Stream& stream) {
  std::array<double, 8> size{};
  std::array<double, 8> phase{};
  for (std::size_t k = 0; k < size.size(); ++k) {
    size[k] = 0.16 / static_cast<double>(k + 2) * stream.uniform();
    phase[k] = 2.0 * pi * stream.uniform();
  }
  constexpr int corners = 90;
  Polygon shape;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2.0 * pi * i / corners;
    double radius = 1.0;
    for (std::size_t k = 0; k < size.size(); ++k)
      radius += size[k] * elementary::cos((static_cast<double>(k) + 2.0) * angle + phase[k]);
    shape.push_back({1.15 * radius * elementary::cos(angle), 0.88 * radius * elementary::sin(angle)});
  }
  return shape;
}

}  // namespace

Polygon outline_of(DivisionLevel level, double square_metres, double spacing, Stream& stream) {
  Polygon shape = level == DivisionLevel::prefecture
                      ? rounded_off(Polygon(between_river_and_sea.begin(), between_river_and_sea.end()), 3)
                      : round_shape(stream);
  const double scale = std::sqrt(square_metres / area(shape));
  for (Point& point : shape) point = {point.x * scale, point.y * scale};
  return resampled(shape, spacing);
}

std::optional<Point> place_of_county(std::uint64_t code) {
  for (const CountyPlace& place : county_places) {
    if (place.code == code) return place.at;
  }
  return std::nullopt;
}

Frame::Frame(const Polygon& polygon) : middle_(centroid(polygon)) {
  // Second moments of the ground about its middle, triangle by triangle.
  double twice = 0.0;
  double xx = 0.0;
  double xy = 0.0;
  double yy = 0.0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point a{polygon[i].x - middle_.x, polygon[i].y - middle_.y};
    const Point& next = polygon[(i + 1) % polygon.size()];
    const Point b{next.x - middle_.x, next.y - middle_.y};
    const double piece = a.x * b.y - b.x * a.y;
    twice += piece;
    xx += piece * (a.x * a.x + a.x * b.x + b.x * b.x);
    yy += piece * (a.y * a.y + a.y * b.y + b.y * b.y);
    xy += piece * (2.0 * a.x * a.y + a.x * b.y + b.x * a.y + 2.0 * b.x * b.y) / 2.0;
  }
  // A disc of radius r has r^2 / 4 in each; the frame maps the unit disc to
  // that spread.
  east_ = 2.0 * std::sqrt(xx / (6.0 * twice));
  slant_ = 4.0 * xy / (6.0 * twice) / east_;
  north_ = std::sqrt(std::max(0.0, 4.0 * yy / (6.0 * twice) - slant_ * slant_));
}

Point Frame::place(double radius, double angle) const {
  const double u = radius * elementary::cos(angle);
  const double v = radius * elementary::sin(angle);
  return {middle_.x + east_ * u, middle_.y + slant_ * u + north_ * v};
}

}  // namespace outpost
