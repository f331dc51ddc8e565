#include "analysis/picture/label_borders.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace outpost::analysis {
namespace {

// Directions: 0 east, 1 north, 2 west, 3 south.
constexpr std::array<std::pair<int, int>, 4> steps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

class Tracer {
 public:
  explicit Tracer(const LabelImage& image)
      : image_(image), walked_(static_cast<std::size_t>((image.columns + 1) * (image.rows + 1))) {}

  /// How many edges between different labels meet in the corner.
  int degree(LabelCorner at) const {
    int count = 0;
    for (int direction = 0; direction < 4; ++direction) count += is_border(at, direction) ? 1 : 0;
    return count;
  }

  bool is_new(LabelCorner at, int direction) const {
    return is_border(at, direction) && (walked_[index(at)] >> static_cast<unsigned>(direction) & 1u) == 0;
  }

  LabelBorder walk(const LabelCorner first, int direction) {
    const auto [left, right] = sides(first, direction);
    LabelBorder border{.line = {first}, .left = left, .right = right};
    LabelCorner at = first;
    while (true) {
      mark(at, direction);
      at.column += steps[static_cast<std::size_t>(direction)].first;
      at.row += steps[static_cast<std::size_t>(direction)].second;
      const int back = (direction + 2) % 4;
      mark(at, back);
      border.line.push_back(at);
      if (degree(at) != 2 || at == first) return border;
      direction = 0;
      while (direction == back || !is_border(at, direction)) ++direction;
    }
  }

 private:
  /// The labels on the left and right of the edge that leaves the corner.
  std::pair<std::uint32_t, std::uint32_t> sides(LabelCorner at, int direction) const {
    const std::int64_t c = at.column;
    const std::int64_t r = at.row;
    switch (direction) {
      case 0:
        return {image_.at(c, r), image_.at(c, r - 1)};
      case 1:
        return {image_.at(c - 1, r), image_.at(c, r)};
      case 2:
        return {image_.at(c - 1, r - 1), image_.at(c - 1, r)};
      default:
        return {image_.at(c, r - 1), image_.at(c - 1, r - 1)};
    }
  }

  bool is_border(LabelCorner at, int direction) const {
    const auto [left, right] = sides(at, direction);
    return left != right;
  }

  std::size_t index(LabelCorner at) const {
    return static_cast<std::size_t>(at.row * (image_.columns + 1) + at.column);
  }

  void mark(LabelCorner at, int direction) {
    walked_[index(at)] = static_cast<std::uint8_t>(walked_[index(at)] | 1u << static_cast<unsigned>(direction));
  }

  const LabelImage& image_;
  std::vector<std::uint8_t> walked_;  // a bit a direction
};

}  // namespace

std::uint32_t LabelImage::at(std::int64_t column, std::int64_t row) const {
  if (column < 0 || row < 0 || column >= columns || row >= rows) return 0;
  return labels[static_cast<std::size_t>(row * columns + column)];
}

std::vector<LabelBorder> trace(const LabelImage& image) {
  std::vector<LabelBorder> borders;
  Tracer tracer{image};
  // From the corners where lines meet first; what is left over is closed.
  for (const bool closed : {false, true}) {
    for (std::int64_t row = 0; row <= image.rows; ++row) {
      for (std::int64_t column = 0; column <= image.columns; ++column) {
        const LabelCorner at{column, row};
        const int lines = tracer.degree(at);
        if (lines == 0 || (lines == 2) != closed) continue;
        for (int direction = 0; direction < 4; ++direction) {
          if (tracer.is_new(at, direction)) borders.push_back(tracer.walk(at, direction));
        }
      }
    }
  }
  return borders;
}

}  // namespace outpost::analysis
