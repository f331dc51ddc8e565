#include "sim/city/grids/quality.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/elementary.hpp"
#include "sim/base/require.hpp"

namespace outpost {
namespace {

/// Counts the connected pieces of every part.
void count_pieces(const AtomGraph& graph, const Parts& parts, std::vector<PartShape>& shapes) {
  std::vector<bool> seen(graph.size(), false);
  std::vector<AtomIndex> open;
  for (AtomIndex start = 0; start < graph.size(); ++start) {
    if (seen[start]) continue;
    ++shapes[parts[start]].pieces;
    seen[start] = true;
    open.push_back(start);
    while (!open.empty()) {
      const AtomIndex atom = open.back();
      open.pop_back();
      for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
        const AtomIndex other = graph.neighbour[row];
        if (graph.walkable[row] == 0 || seen[other] || parts[other] != parts[atom]) continue;
        seen[other] = true;
        open.push_back(other);
      }
    }
  }
}

}  // namespace

double PartShape::polsby_popper() const {
  if (perimeter <= 0) return 0.0;
  const auto around = static_cast<double>(perimeter);
  return 4.0 * elementary::pi * static_cast<double>(area) / (around * around);
}

std::vector<PartShape> shapes_of(const AtomGraph& graph, const Parts& parts, std::uint32_t count) {
  std::vector<PartShape> shapes(count);
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    PartShape& shape = shapes[parts[atom]];
    shape.households += graph.households[atom];
    ++shape.atoms;
    shape.area += graph.area[atom];
    shape.perimeter += graph.outer_border[atom];
    for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
      if (parts[graph.neighbour[row]] != parts[atom]) shape.perimeter += graph.border[row];
    }
  }
  count_pieces(graph, parts, shapes);
  return shapes;
}

PartitionQuality quality_of(const AtomGraph& graph, const Parts& parts, const std::vector<PartShape>& shapes,
                            double mean) {
  require(!shapes.empty() && mean > 0.0, "a quality is of parts with households");
  PartitionQuality quality;
  quality.parts = shapes.size();
  quality.mean_households = mean;
  const auto share = 1.0 / static_cast<double>(shapes.size());
  std::vector<double> compactness;
  double squares = 0.0;
  quality.least = static_cast<double>(shapes.front().households) / mean;
  for (const PartShape& shape : shapes) {
    const double ratio = static_cast<double>(shape.households) / mean;
    const double off = std::abs(ratio - 1.0);
    quality.most = std::max(quality.most, ratio);
    quality.least = std::min(quality.least, ratio);
    squares += off * off;
    // A hair's breadth above, since 0.05 is no binary fraction.
    if (off <= 0.05 + 1e-12) ++quality.within_5_percent;
    if (off <= 0.10 + 1e-12) ++quality.within_10_percent;
    if (shape.pieces != 1) ++quality.not_contiguous;
    compactness.push_back(shape.polsby_popper());
    quality.polsby_popper_mean += compactness.back() * share;
  }
  quality.spread = std::sqrt(squares * share);
  std::sort(compactness.begin(), compactness.end());
  quality.polsby_popper_p05 = compactness[compactness.size() / 20];
  std::int64_t border = 0;
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    for (std::uint32_t row = graph.first[atom]; row < graph.first[atom + 1]; ++row) {
      const AtomIndex other = graph.neighbour[row];
      if (other < atom || parts[other] == parts[atom]) continue;
      border += graph.border[row];
      if (graph.walkable[row] != 0) ++quality.cut_edges;
    }
  }
  quality.cut_border = static_cast<double>(border) / 1000.0;
  return quality;
}

}  // namespace outpost
