#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/picture/colour.hpp"
#include "analysis/picture/shape.hpp"
#include "sim/base/digest.hpp"

namespace outpost::analysis {

/// An opaque image of eight-bit red, green, blue and alpha, row by row from the top. Whatever is painted is composed
/// with whole numbers, so that equal drawings have equal bytes on every machine. What lies outside is cut off.
class Canvas {
 public:
  /// Requires at least one pixel and at most 16,384 a side.
  Canvas(int width, int height, Colour background);

  int width() const { return width_; }
  int height() const { return height_; }
  /// Four bytes a pixel.
  std::span<const std::uint8_t> bytes() const { return bytes_; }
  /// Requires a pixel of the image.
  Colour at(int x, int y) const;

  /// Edges are softened by the share of each pixel that the shape covers: exact along a line, eight lines a pixel.
  void fill(const Shape& shape, Colour colour);
  /// `coverage` of 255 parts of the colour; a pixel outside is passed over.
  void blend(int x, int y, Colour colour, int coverage);
  /// Another image on top, moved by so many pixels to the right and down.
  void paste(const Canvas& other, int right, int down);

  bool operator==(const Canvas&) const = default;

 private:
  int width_ = 0;
  int height_ = 0;
  std::vector<std::uint8_t> bytes_;
};

/// Of size and pixels.
DigestValue digest_of(const Canvas& canvas);

}  // namespace outpost::analysis
