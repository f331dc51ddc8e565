#pragma once

#include "sim/base/stream.hpp"
#include "sim/city/grids/connection.hpp"

namespace outpost {

/// The households that a part should have, and may have.
struct Balance {
  double mean = 0.0;
  std::int64_t least = 0;
  std::int64_t most = 0;
  bool holds(std::int64_t households) const { return households >= least && households <= most; }
  /// Within `tolerance` of the mean of `households` over `parts`.
  static Balance within(double tolerance, std::int64_t households, std::size_t parts);
};

/// How the border between parts is improved: by moving one atom at a time to a part next to it, where both parts stay
/// connected. A move is weighed by the border that it saves, in mean borders between two atoms, against what it does to
/// the balance; one that makes matters worse is taken with the chance exp(-loss / heat). In the beginning parts may
/// leave the balance nearly free, which lets them find their shape; in the end it costs more than any border.
/// The values are measured on the lattice of `outpost bench grids`: between 0.35 and 0.6 of heat, and 0.005 to 0.02 for
/// the first excess, the result is the same within a tenth of its lead over a single greedy descent.
struct Annealing {
  std::uint32_t sweeps = 200;  // over all atoms; twice as many save about 1% of border more
  double hottest = 0.5;        // mean borders
  double coldest = 0.15;       // mean borders
  double first_excess = 0.01;  // mean borders for a household outside the balance, in the first sweep ...
  double last_excess = 0.3;    // ... and in the last
  double unevenness = 2.0;     // mean borders for the square of a part's relative deviation from the mean
  double loyalty = 0.0;        // mean borders for a household that is in another part than in the beginning
};

/// Improves `count` connected parts, each of which stays connected and keeps an atom. The same arguments give the same
/// parts. `key` and `owner` name the random stream; the owner is the community's code.
void anneal(const AtomGraph& graph, const Balance& balance, const Annealing& annealing, RunKey key, Owner owner,
            std::uint32_t count, Parts& parts);

}  // namespace outpost
