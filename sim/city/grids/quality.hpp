#pragma once

#include <vector>

#include "sim/city/grids/annealing.hpp"

namespace outpost {

/// One part of a partition, as it is judged.
struct PartShape {
  std::int64_t households = 0;
  std::uint32_t atoms = 0;
  std::uint32_t pieces = 0;    // connected by walks; 1 where the part is contiguous
  std::int64_t area = 0;       // square millimetres
  std::int64_t perimeter = 0;  // millimetres; holes count
  /// 4 pi area / perimeter^2: 1 for a disc, 0.785 for a square. It depends on how finely borders are drawn: compare it
  /// only between plans of one city. 0 without a perimeter.
  double polsby_popper() const;
};
std::vector<PartShape> shapes_of(const AtomGraph& graph, const Parts& parts, std::uint32_t count);

/// The measures by which plans are compared.
struct PartitionQuality {
  std::size_t parts = 0;
  double mean_households = 0.0;
  double most = 0.0;    // households of the largest part / mean
  double least = 0.0;   // of the smallest / mean
  double spread = 0.0;  // coefficient of variation of the households
  std::size_t within_5_percent = 0;
  std::size_t within_10_percent = 0;
  std::size_t not_contiguous = 0;
  double polsby_popper_mean = 0.0;
  double polsby_popper_p05 = 0.0;
  std::size_t cut_edges = 0;  // pairs of walkable neighbours in different parts
  double cut_border = 0.0;    // metres of border between parts
};
/// Against `mean` households a part, which is the mean of the plan or a target.
PartitionQuality quality_of(const AtomGraph& graph, const Parts& parts, const std::vector<PartShape>& shapes,
                            double mean);

}  // namespace outpost
