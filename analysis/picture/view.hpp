#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "analysis/picture/palette.hpp"
#include "analysis/picture/shape.hpp"
#include "sim/city/city.hpp"

namespace outpost::analysis {

enum class Language : std::uint8_t { en, zh, both };
inline constexpr std::array<std::string_view, 3> language_names{"en", "zh", "both"};

/// What of a city is shown, how large, and in which dress.
struct MapView {
  double metres_per_pixel = 6.0;  // 0.01 to 10,000
  Position centre{};
  int width = 1600;
  int height = 1200;
  double scale = 1.0;  // of text, symbols and lines: 0.5 to 4
  Theme theme = Theme::light;
  Language language = Language::both;
  bool title = true;
  bool legend = true;
  bool shows_moment = false;  // the legend explains responders and orders too
  bool operator==(const MapView&) const = default;
};

/// The whole city between title, legend and scale bar.
MapView fit(const City& city, int width, int height);
/// The same in a given dress: only camera and centre change.
MapView fitted(const City& city, MapView view);

/// From the plane of the city to pixels and back; whole numbers from the first step on.
class Projection {
 public:
  explicit Projection(const MapView& view);
  PixelPoint pixel(Position at) const;
  Position position(int x, int y) const;
  /// A length on the ground in 256ths of a pixel.
  std::int64_t on_screen(Length length) const;
  /// 256ths of a pixel for so many pixels at 100%.
  std::int64_t symbol(double pixels) const;
  /// Whole pixels for so many at 100%, at least 1.
  int text(int pixels) const;
  bool may_show(PixelPoint at, std::int64_t margin) const;
  /// The lower right corner.
  PixelPoint extent() const { return {width_ * one_pixel, height_ * one_pixel}; }
  double metres_per_pixel() const { return metres_per_pixel_; }

 private:
  std::int64_t micrometres_per_pixel_ = 1;
  std::int64_t scale_ = 256;  // 256ths
  double metres_per_pixel_ = 1.0;
  Position centre_{};
  std::int64_t width_ = 0;
  std::int64_t height_ = 0;
};

}  // namespace outpost::analysis
