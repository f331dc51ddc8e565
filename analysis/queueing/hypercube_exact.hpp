#pragma once

#include "analysis/queueing/hypercube.hpp"

namespace outpost::analysis {

/// More states than 2^20 would take more than 200 MB.
inline constexpr std::size_t most_exact_units = 20;

/// The bytes that the exact model needs: 8 (n + 3) for each of the 2^n states of n units.
std::size_t exact_hypercube_bytes(std::size_t units);

/// The model solved exactly [larson-1974], for any service rates: the balance equations of the 2^n states, each of them
/// a set of busy units. A line that waits behind the state in which all are busy does not change the shares of the
/// states among each other, so that one solution serves both lines.
///
/// Gauss-Seidel sweeps, up and down the states in turn; after each pair the states with k busy units are scaled, for
/// every k, so that as many calls lead from k to k + 1 as services lead back (aggregation and disaggregation), which is
/// what sweeps alone are slow to find. Ends when no share changes by more than 1e-13 of itself.
/// Throws ModelError (see check), also for more than most_exact_units.
HypercubeAnswer exact_hypercube(const Hypercube& city);

/// The share of time in each of the 2^n states, bit n set where unit n is busy; with an infinite line the last state
/// includes the line.
std::vector<double> hypercube_states(const Hypercube& city);

}  // namespace outpost::analysis
