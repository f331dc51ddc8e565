#pragma once

#include "sim/city/grids/connection.hpp"

namespace outpost {

/// Cuts the atoms of one connected set into `count` connected parts numbered from `first`, with about as many
/// households each: by weighted recursive bisection, each time across the longer axis. Where water or a park lies in
/// the way, what a cut leaves on the wrong side goes over to the other, and the border moves until both sides hold what
/// they should, or as nearly as connected sides can.
/// Requires at least as many atoms as parts. Every part gets at least one atom.
void bisect(const AtomGraph& graph, const std::vector<AtomIndex>& atoms, std::uint32_t count, std::uint32_t first,
            Parts& parts);

}  // namespace outpost
