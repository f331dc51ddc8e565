#pragma once

#include "sim/city/grids/annealing.hpp"

namespace outpost {

/// What is wanted of a partition.
struct PartitionRequest {
  std::uint32_t count = 1;
  double tolerance = 0.05;  // share of the mean by which the households of a part may differ from it
  Annealing annealing{};
  RunKey key{};
  Owner owner{};
};

struct Partition {
  Parts parts{};
  std::uint32_t count = 0;
};

/// Cuts the atoms into connected parts with about as many households each and short borders. Pieces that no walk joins
/// share the parts out by households, at least one each, so that there may be more than were wanted; where a piece's
/// own mean is outside the tolerance, its parts are held to that mean instead. Requires at least one atom.
Partition partition(const AtomGraph& graph, const PartitionRequest& request);

/// A partition into another number of parts that moves few households: single parts are dissolved into their
/// neighbours, or cut in two, evenly over the old plan, and households are passed on until the balance holds; leaving
/// the old part has a price. The old parts must be connected. Requires what `partition` requires.
Partition repartition(const AtomGraph& graph, const Partition& old, const PartitionRequest& request);

/// What whole numbers and large buildings allow: 5% of the mean, or half the largest atom where that is more.
double tolerance_of(const AtomGraph& graph, std::uint32_t count);

/// The atoms named, in that order, and the borders between them; borders to others count as outer.
AtomGraph part_of(const AtomGraph& graph, const std::vector<AtomIndex>& atoms);

}  // namespace outpost
