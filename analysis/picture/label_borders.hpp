#pragma once

#include <cstdint>
#include <vector>

namespace outpost::analysis {

/// Square cells with a label each, row by row; 0 is outside, and so is everything beyond the edge.
struct LabelImage {
  std::int64_t columns = 0;
  std::int64_t rows = 0;
  const std::vector<std::uint32_t>& labels;
  std::uint32_t at(std::int64_t column, std::int64_t row) const;
};

/// The corner of cells at the low end of a column and a row.
struct LabelCorner {
  std::int64_t column = 0;
  std::int64_t row = 0;
  bool operator==(const LabelCorner&) const = default;
};

/// A line along the edges between two labels, rows growing upwards: from one corner where lines meet to the next, or
/// closed.
struct LabelBorder {
  std::vector<LabelCorner> line{};
  std::uint32_t left = 0;
  std::uint32_t right = 0;
};

/// Every edge between different labels, once.
std::vector<LabelBorder> trace(const LabelImage& image);

}  // namespace outpost::analysis
