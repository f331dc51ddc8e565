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
  Point at;           // east and north inside that outline
  double kilometres;  // square, of land
};
// Places and areas from memory of maps and yearbooks, rounded: assumptions that
// only say which county lies where.
constexpr std::array<CountyPlace, 8> county_places{{{320685, {0.17, 0.85}, 1'150},
                                                    {320682, {0.20, 0.57}, 1'500},
                                                    {320623, {0.51, 0.68}, 1'850},
                                                    {320612, {0.50, 0.41}, 1'500},
                                                    {320613, {0.37, 0.31}, 320},
                                                    {320671, {0.47, 0.08}, 150},
                                                    {320614, {0.62, 0.27}, 1'050},
                                                    {320681, {0.82, 0.17}, 1'200}}};

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

std::optional<double> area_of_county(std::uint64_t code) {
  for (const CountyPlace& place : county_places) {
    if (place.code == code) return place.kilometres * 1e6;
  }
  return std::nullopt;
}

std::vector<Polygon> waters_beside(DivisionLevel level, const Polygon& outline) {
  if (level != DivisionLevel::prefecture) return {};
  // From the westernmost point of the outline, which is counter-clockwise: the
  // river's bank to the south-eastern tip, and from there the coast to the
  // northernmost point.
  const std::size_t n = outline.size();
  std::size_t west = 0;
  std::size_t tip = 0;
  std::size_t north = 0;
  double width = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    if (outline[i].x < outline[west].x) west = i;
    if (outline[i].x - outline[i].y > outline[tip].x - outline[tip].y) tip = i;
    if (outline[i].y > outline[north].y) north = i;
    width = std::max(width, outline[i].x - outline[west].x);
  }
  const auto beside = [&](std::size_t from, std::size_t to, double reach) {
    const std::size_t count = (to + n - from) % n;
    Polygon bank;
    Polygon far;
    const std::size_t stride = std::max<std::size_t>(1, count / 160);
    for (std::size_t k = 0; k <= count; ++k) {
      const Point& at = outline[(from + k) % n];
      const Point& before = outline[(from + k + n - 8) % n];
      const Point& after = outline[(from + k + 8) % n];
      const double dx = after.x - before.x;
      const double dy = after.y - before.y;
      const double run = std::max(std::sqrt(dx * dx + dy * dy), 1e-6);
      bank.push_back(at);
      if (k % stride == 0) far.push_back({at.x + reach * dy / run, at.y - reach * dx / run});
    }
    Polygon ring(bank.rbegin(), bank.rend());
    ring.insert(ring.end(), far.begin(), far.end());
    return ring;
  };
  return {beside((west + n / 12) % n, tip, 0.035 * width), beside(tip, north, 0.06 * width)};
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
