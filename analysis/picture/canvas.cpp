#include "analysis/picture/canvas.hpp"

#include <algorithm>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

constexpr std::int64_t lines_per_pixel = 8;
constexpr std::int64_t line_step = one_pixel / lines_per_pixel;
constexpr std::int64_t full_coverage = lines_per_pixel * one_pixel;

struct EdgeCrossing {
  std::int32_t x = 0;  // cut to the canvas
  std::int32_t winding = 0;
};

std::int64_t floor_quotient(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t quotient = numerator / denominator;
  return numerator % denominator != 0 && (numerator < 0) != (denominator < 0) ? quotient - 1 : quotient;
}

/// The lines, `line_step` apart, whose middle an edge crosses, [first, last), cut to the canvas.
struct LineRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

LineRange lines_of(const Shape::Edge& edge, std::int64_t line_count) {
  const std::int64_t top = std::min(edge.from.y, edge.to.y);
  const std::int64_t bottom = std::max(edge.from.y, edge.to.y);
  const auto first_at_or_below = [](std::int64_t y) { return floor_quotient(y - line_step / 2 - 1, line_step) + 1; };
  return {std::clamp<std::int64_t>(first_at_or_below(top), 0, line_count),
          std::clamp<std::int64_t>(first_at_or_below(bottom), 0, line_count)};
}

/// Where the edges cross the lines, sorted along each line: `begin[i]` to `begin[i + 1]` belong to line `first + i`.
struct CrossingTable {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::vector<std::size_t> begin;
  std::vector<EdgeCrossing> crossings;
};

CrossingTable crossings_of(const Shape& shape, int width, int height) {
  const std::int64_t line_count = height * lines_per_pixel;
  CrossingTable table{.first = line_count, .last = 0, .begin = {}, .crossings = {}};
  for (const Shape::Edge& edge : shape.edges()) {
    const LineRange lines = lines_of(edge, line_count);
    if (lines.first >= lines.last) continue;
    table.first = std::min(table.first, lines.first);
    table.last = std::max(table.last, lines.last);
  }
  if (table.first >= table.last) return table;
  table.begin.assign(static_cast<std::size_t>(table.last - table.first + 1), 0);
  for (const Shape::Edge& edge : shape.edges()) {
    const LineRange lines = lines_of(edge, line_count);
    for (std::int64_t line = lines.first; line < lines.last; ++line) {
      ++table.begin[static_cast<std::size_t>(line - table.first) + 1];
    }
  }
  for (std::size_t i = 1; i < table.begin.size(); ++i) table.begin[i] += table.begin[i - 1];
  table.crossings.resize(table.begin.back());
  std::vector<std::size_t> next(table.begin.begin(), table.begin.end() - 1);
  for (const Shape::Edge& edge : shape.edges()) {
    const LineRange lines = lines_of(edge, line_count);
    const std::int64_t run = edge.to.x - edge.from.x;
    const std::int64_t rise = edge.to.y - edge.from.y;
    for (std::int64_t line = lines.first; line < lines.last; ++line) {
      const std::int64_t y = line * line_step + line_step / 2;
      const std::int64_t x = edge.from.x + floor_quotient((y - edge.from.y) * run, rise);
      table.crossings[next[static_cast<std::size_t>(line - table.first)]++] = {
          static_cast<std::int32_t>(std::clamp<std::int64_t>(x, 0, width * one_pixel)), rise > 0 ? 1 : -1};
    }
  }
  for (std::size_t i = 0; i + 1 < table.begin.size(); ++i) {
    std::sort(
        table.crossings.begin() + static_cast<std::ptrdiff_t>(table.begin[i]),
        table.crossings.begin() + static_cast<std::ptrdiff_t>(table.begin[i + 1]),
        [](const EdgeCrossing& a, const EdgeCrossing& b) { return a.x != b.x ? a.x < b.x : a.winding < b.winding; });
  }
  return table;
}

/// How much of each pixel of one row is covered, as parts of `full_coverage`.
class CoverageRow {
 public:
  explicit CoverageRow(int width)
      : part_(static_cast<std::size_t>(width) + 2), change_(static_cast<std::size_t>(width) + 2) {}

  void add(std::int32_t begin, std::int32_t end) {
    if (begin >= end) return;
    const auto first = static_cast<std::size_t>(begin / one_pixel);
    const auto last = static_cast<std::size_t>(end / one_pixel);
    low_ = std::min(low_, first);
    high_ = std::max(high_, last);
    if (first == last) {
      part_[first] += end - begin;
      return;
    }
    part_[first] += static_cast<std::int32_t>(one_pixel) - begin % static_cast<std::int32_t>(one_pixel);
    part_[last] += end % static_cast<std::int32_t>(one_pixel);
    change_[first + 1] += static_cast<std::int32_t>(one_pixel);
    change_[last] -= static_cast<std::int32_t>(one_pixel);
  }

  void paint(Canvas& canvas, int y, Colour colour) {
    std::int32_t full = 0;
    for (std::size_t x = low_; x <= high_ && x < part_.size(); ++x) {
      full += change_[x];
      const std::int64_t covered = full + part_[x];
      part_[x] = 0;
      change_[x] = 0;
      if (covered > 0) canvas.blend(static_cast<int>(x), y, colour, static_cast<int>(covered * 255 / full_coverage));
    }
    low_ = part_.size();
    high_ = 0;
  }

 private:
  std::vector<std::int32_t> part_;
  std::vector<std::int32_t> change_;
  std::size_t low_ = part_.size();
  std::size_t high_ = 0;
};

}  // namespace

Canvas::Canvas(int width, int height, Colour background) : width_(width), height_(height) {
  require(width > 0 && height > 0 && width <= 16384 && height <= 16384,
          "an image has from 1 to 16,384 pixels along each side");
  bytes_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  for (std::size_t i = 0; i < bytes_.size(); i += 4) {
    bytes_[i] = background.red;
    bytes_[i + 1] = background.green;
    bytes_[i + 2] = background.blue;
    bytes_[i + 3] = 255;
  }
}

Colour Canvas::at(int x, int y) const {
  require(x >= 0 && y >= 0 && x < width_ && y < height_, "a pixel lies inside its image");
  const std::size_t i =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 4;
  return {bytes_[i], bytes_[i + 1], bytes_[i + 2], bytes_[i + 3]};
}

void Canvas::blend(int x, int y, Colour colour, int coverage) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
  const int alpha = (colour.alpha * coverage + 127) / 255;
  std::uint8_t* pixel =
      &bytes_[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 4];
  const auto channel = [alpha](std::uint8_t below, std::uint8_t above) {
    return static_cast<std::uint8_t>((below * (255 - alpha) + above * alpha + 127) / 255);
  };
  pixel[0] = channel(pixel[0], colour.red);
  pixel[1] = channel(pixel[1], colour.green);
  pixel[2] = channel(pixel[2], colour.blue);
}

void Canvas::fill(const Shape& shape, Colour colour) {
  const CrossingTable table = crossings_of(shape, width_, height_);
  if (table.first >= table.last) return;
  CoverageRow row{width_};
  std::int64_t y = table.first / lines_per_pixel;
  for (std::int64_t line = table.first; line < table.last; ++line) {
    if (line / lines_per_pixel != y) {
      row.paint(*this, static_cast<int>(y), colour);
      y = line / lines_per_pixel;
    }
    std::int32_t winding = 0;
    const auto index = static_cast<std::size_t>(line - table.first);
    for (std::size_t i = table.begin[index]; i + 1 < table.begin[index + 1]; ++i) {
      winding += table.crossings[i].winding;
      if (winding != 0) row.add(table.crossings[i].x, table.crossings[i + 1].x);
    }
  }
  row.paint(*this, static_cast<int>(y), colour);
}

void Canvas::paste(const Canvas& other, int right, int down) {
  const int left = std::max(right, 0);
  const int end = std::min(other.width_ + right, width_);
  if (left >= end) return;
  const auto index = [](int x, int y, int width) { return (static_cast<std::ptrdiff_t>(y) * width + x) * 4; };
  for (int y = std::max(down, 0); y < std::min(other.height_ + down, height_); ++y) {
    std::copy(other.bytes_.begin() + index(left - right, y - down, other.width_),
              other.bytes_.begin() + index(end - right, y - down, other.width_),
              bytes_.begin() + index(left, y, width_));
  }
}

DigestValue digest_of(const Canvas& canvas) {
  Digest digest;
  digest.add(canvas.width()).add(canvas.height());
  const auto bytes = canvas.bytes();
  for (std::size_t i = 0; i + 7 < bytes.size(); i += 8) {
    std::uint64_t word = 0;
    for (std::size_t k = 0; k < 8; ++k) word = word << 8u | bytes[i + k];
    digest.add(word);
  }
  for (std::size_t i = bytes.size() / 8 * 8; i < bytes.size(); ++i) digest.add(static_cast<std::uint64_t>(bytes[i]));
  return digest.value();
}

}  // namespace outpost::analysis
