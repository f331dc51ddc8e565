#pragma once

#include <vector>

#include "analysis/picture/canvas.hpp"
#include "analysis/picture/signs.hpp"
#include "analysis/picture/text.hpp"
#include "analysis/picture/view.hpp"

namespace outpost::analysis {

/// What the level of detail shows, by metres in a pixel: above 20, above 8, above 2, and closer.
enum class Detail : std::uint8_t { city, town, quarter, block };
Detail detail_of(double metres_per_pixel);

/// One picture in the making, and what all who draw on it need to know.
struct MapSheet {
  Canvas& canvas;
  SignSet& signs;  // what the picture shows
  const MapView& view;
  Lettering& lettering;
  Projection projection;
  Palette palette;
  Detail detail;

  MapSheet(Canvas& on, SignSet& seen, const MapView& shown, Lettering& letters);
  /// As wide as on the ground, but at least so many pixels at 100%.
  std::int64_t width(Length ground, double least) const;
  PixelLine projected(const std::vector<Position>& line) const;
  /// Whether some of the line may lie on the picture: by its bounds, as it may cross between two points outside.
  bool may_show(const PixelLine& line, std::int64_t margin) const;
};

}  // namespace outpost::analysis
