#pragma once

#include "sim/base/stream.hpp"
#include "sim/city/grids/annealing.hpp"

namespace outpost {

/// Brings parts into the balance that moves of single atoms leave outside it. Two parts side by side are taken together
/// and cut anew along an edge of a random spanning tree, so that both are connected by construction (the recombination
/// of DeFord, Duchin and Solomon 2021, there a Markov chain over district plans, here a descent): the part farthest
/// outside the balance passes its surplus, or its want, along the shortest chain of neighbours to one that has room.
/// A chain that does not lessen the households outside the balance is undone. Requires connected parts; leaves
/// connected parts. Returns the households that are still outside.
std::int64_t recombine(const AtomGraph& graph, const Balance& balance, RunKey key, Owner owner, std::uint32_t count,
                       Parts& parts);

}  // namespace outpost
