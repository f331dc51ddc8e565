#pragma once

#include <vector>

#include "sim/city/grids/atom_graph.hpp"

namespace outpost {

/// Which part each atom is in.
using Parts = std::vector<std::uint32_t>;

/// Answers whether a part stays connected when one of its atoms leaves, by looking around that atom: from one of its
/// neighbours to the others without stepping on it. Gives up after `reach` atoms and says no: an atom that holds
/// together two sides of a long way round stays where it is, which costs a little freedom and never contiguity.
class Connection {
 public:
  explicit Connection(const AtomGraph& graph) : graph_(graph), seen_(graph.size(), 0) {}

  /// False also for the last atom of a part.
  bool survives_without(AtomIndex atom, const Parts& parts);
  /// Whether a walk of one step leads from the atom into the part.
  bool reaches(AtomIndex atom, std::uint32_t part, const Parts& parts) const {
    for (std::uint32_t row = graph_.first[atom]; row < graph_.first[atom + 1]; ++row) {
      if (graph_.walkable[row] != 0 && parts[graph_.neighbour[row]] == part) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t reach = 256;

  const AtomGraph& graph_;
  std::vector<std::uint32_t> seen_;  // two values a question: wanted, and visited
  std::vector<AtomIndex> open_;
  std::uint32_t stamp_ = 0;
};

}  // namespace outpost
