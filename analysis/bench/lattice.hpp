#pragma once

#include "sim/city/grids/atom_graph.hpp"

namespace outpost::analysis {

/// A square of `side` x `side` atoms, 10 m apart, four neighbours each, with lognormal households (mean 10, sigma 0.5,
/// at least 1): the instance on which grid designers are compared. Its draws are keyed by the row, so that a smaller
/// lattice begins like a larger one.
struct LatticeSpec {
  std::uint32_t side = 540;
  /// A river from north to south with three bridges, a lake and a park cut out: a fifth of the atoms.
  bool obstacles = false;
};
AtomGraph make_lattice(const LatticeSpec& spec);

}  // namespace outpost::analysis
