#include "analysis/picture/view.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

// Room around the city in pixels at 100%: for the title, the scale bar and the legend, whose words are twice as long in
// two languages.
struct Margins {
  double above = 24;
  double below = 64;
  double left = 24;
  double right = 24;
};

Margins margins_of(const MapView& view) {
  Margins margins;
  if (view.title) margins.above = 84;
  if (view.legend) margins.right = view.language == Language::both ? 316 : 204;
  margins.above *= view.scale;
  margins.below *= view.scale;
  margins.right *= view.scale;
  // In a small picture the map goes below its furniture.
  if (view.width - margins.left - margins.right < view.width / 2.0) margins.right = margins.left;
  if (view.height - margins.above - margins.below < view.height / 2.0) margins.above = margins.below = 0.0;
  return margins;
}

std::int64_t rounded(double value) {
  return static_cast<std::int64_t>(std::floor(value + 0.5));
}

std::int64_t quotient(std::int64_t numerator, std::int64_t denominator) {  // halves upwards
  const std::int64_t doubled = numerator * 2 + denominator;
  const std::int64_t by = denominator * 2;
  return doubled >= 0 ? doubled / by : -((-doubled + by - 1) / by);
}

}  // namespace

MapView fit(const City& city, int width, int height) {
  MapView view;
  view.width = width;
  view.height = height;
  return fitted(city, view);
}

MapView fitted(const City& city, MapView view) {
  const Margins margins = margins_of(view);
  const double across = (city.north_east.x - city.south_west.x).in_metres();
  const double upwards = (city.north_east.y - city.south_west.y).in_metres();
  const double width = std::max(view.width - margins.left - margins.right, 1.0);
  const double height = std::max(view.height - margins.above - margins.below, 1.0);
  view.metres_per_pixel = std::clamp(std::max(across / width, upwards / height) * 1.02, 0.25, 10000.0);
  const double right = (margins.right - margins.left) / 2.0 * view.metres_per_pixel;
  const double up = (margins.above - margins.below) / 2.0 * view.metres_per_pixel;
  view.centre = {(city.south_west.x + city.north_east.x) / 2 + metres(right),
                 (city.south_west.y + city.north_east.y) / 2 + metres(up)};
  return view;
}

Projection::Projection(const MapView& view)
    : micrometres_per_pixel_(rounded(view.metres_per_pixel * 1e6)),
      scale_(rounded(view.scale * 256.0)),
      metres_per_pixel_(view.metres_per_pixel),
      centre_(view.centre),
      width_(view.width),
      height_(view.height) {
  require(view.metres_per_pixel >= 0.01 && view.metres_per_pixel <= 10000.0,
          "a map shows from 1 cm to 10 km in a pixel");
  require(view.scale >= 0.5 && view.scale <= 4.0, "a map's text and symbols have from 50% to 400% of their size");
}

PixelPoint Projection::pixel(Position at) const {
  return {width_ * one_pixel / 2 + on_screen(at.x - centre_.x), height_ * one_pixel / 2 - on_screen(at.y - centre_.y)};
}

Position Projection::position(int x, int y) const {
  const auto offset = [this](std::int64_t pixels, std::int64_t extent) {
    return millimetres(quotient((pixels * 2 + 1 - extent) * micrometres_per_pixel_, 2000));
  };
  return {centre_.x + offset(x, width_), centre_.y - offset(y, height_)};
}

std::int64_t Projection::on_screen(Length length) const {
  return quotient(length.in_millimetres() * 1000 * one_pixel, micrometres_per_pixel_);
}

std::int64_t Projection::symbol(double pixels) const {
  return std::max<std::int64_t>(rounded(pixels * static_cast<double>(scale_)), 1);
}

int Projection::text(int pixels) const {
  return static_cast<int>(std::max<std::int64_t>((pixels * scale_ + 128) / 256, 1));
}

bool Projection::may_show(PixelPoint at, std::int64_t margin) const {
  return at.x >= -margin && at.y >= -margin && at.x <= width_ * one_pixel + margin &&
         at.y <= height_ * one_pixel + margin;
}

}  // namespace outpost::analysis
