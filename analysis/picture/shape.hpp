#pragma once

#include <cstdint>
#include <vector>

namespace outpost::analysis {

/// A place on a canvas in 256ths of a pixel: x grows to the right, y downwards; (0, 0) is the upper left corner of the
/// first pixel. Whole numbers, so that pictures have equal bytes on every machine.
struct PixelPoint {
  std::int64_t x = 0;
  std::int64_t y = 0;
  constexpr bool operator==(const PixelPoint&) const = default;
};
inline constexpr std::int64_t one_pixel = 256;
using PixelLine = std::vector<PixelPoint>;

/// An area bounded by directed edges: inside is what the edges wind around at least once (non-zero rule), so
/// overlapping parts of one shape are painted once.
class Shape {
 public:
  struct Edge {
    PixelPoint from{};
    PixelPoint to{};
  };

  /// Closes itself. Turned to one direction first, so that several polygons unite whatever way they were given.
  void add_polygon(PixelLine points);
  /// A part of an outline whose other parts are added too; keeps its direction.
  void add_edges(const PixelLine& points);
  void add_circle(PixelPoint centre, std::int64_t radius);
  /// With round joins and ends; `width` in 256ths of a pixel.
  void add_line(const PixelLine& points, std::int64_t width);
  /// Pieces of `dash` with gaps of the same length.
  void add_dashes(const PixelLine& points, std::int64_t width, std::int64_t dash);

  const std::vector<Edge>& edges() const { return edges_; }
  bool empty() const { return edges_.empty(); }

 private:
  std::vector<Edge> edges_;
};

Shape polygon(PixelLine points);
Shape circle(PixelPoint centre, std::int64_t radius);
/// The ring between `radius` and `radius - width`.
Shape ring(PixelPoint centre, std::int64_t radius, std::int64_t width);
/// Corners at `radius` above, below, left and right.
PixelLine diamond(PixelPoint centre, std::int64_t radius);
/// Half a side is `radius`.
PixelLine square(PixelPoint centre, std::int64_t radius);
/// Point upwards; fits a circle of `radius`.
PixelLine triangle(PixelPoint centre, std::int64_t radius);
PixelLine rectangle(std::int64_t left, std::int64_t top, std::int64_t right, std::int64_t bottom);
/// A five-pointed star that fits a circle of `radius`.
PixelLine star(PixelPoint centre, std::int64_t radius);
/// A closed line, for outlines of the polygons above.
PixelLine closed(PixelLine polygon);

}  // namespace outpost::analysis
