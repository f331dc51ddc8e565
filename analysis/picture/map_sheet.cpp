#include "analysis/picture/map_sheet.hpp"

#include <algorithm>

namespace outpost::analysis {

Detail detail_of(double metres_per_pixel) {
  return metres_per_pixel > 20.0  ? Detail::city
         : metres_per_pixel > 8.0 ? Detail::town
         : metres_per_pixel > 2.0 ? Detail::quarter
                                  : Detail::block;
}

MapSheet::MapSheet(Canvas& on, SignSet& seen, const MapView& shown, Lettering& letters)
    : canvas(on),
      signs(seen),
      view(shown),
      lettering(letters),
      projection(shown),
      palette(palette_of(shown.theme)),
      detail(detail_of(shown.metres_per_pixel)) {}

std::int64_t MapSheet::width(Length ground, double least) const {
  return std::max(projection.on_screen(ground), projection.symbol(least));
}

PixelLine MapSheet::projected(const std::vector<Position>& line) const {
  PixelLine points;
  points.reserve(line.size());
  for (const Position& at : line) points.push_back(projection.pixel(at));
  return points;
}

bool MapSheet::may_show(const PixelLine& line, std::int64_t margin) const {
  std::int64_t left = line.front().x;
  std::int64_t right = left;
  std::int64_t top = line.front().y;
  std::int64_t bottom = top;
  for (const PixelPoint& point : line) {
    left = std::min(left, point.x);
    right = std::max(right, point.x);
    top = std::min(top, point.y);
    bottom = std::max(bottom, point.y);
  }
  const PixelPoint extent = projection.extent();
  return right >= -margin && bottom >= -margin && left <= extent.x + margin && top <= extent.y + margin;
}

}  // namespace outpost::analysis
