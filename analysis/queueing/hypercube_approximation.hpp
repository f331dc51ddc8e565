#pragma once

#include <span>

#include "analysis/queueing/hypercube.hpp"

namespace outpost::analysis {

// The hypercube model for any number of units, approximately: units are taken as busy independently of each other, and
// the chance that the first k of a list are busy is corrected by the factor for k of units that are all alike. Iterated
// until no workload would change by more than 1e-12. A list is left where the chance to be asked falls below 1e-16:
// sooner, and what is cut off would swing from sweep to sweep. Among equals the mean over their orders is taken. On
// random geometric cities the busiest error of a unit is about 2% in the middle and 9% in the worst tenth
// (docs/queueing.md). Both throw ModelError (see check), also where they do not settle.

/// Infinite line, one service rate for all units [larson-1975]: rho <- (V + r C) / (1 + V), then scaled to the mean r.
HypercubeAnswer larson_approximation(const Hypercube& city);

/// Zero line [jarvis-1985]: rho <- V / (1 + V). With many units under a heavy load these sweeps can run away from the
/// truth, to units that are always busy: where the mean workload departs by 5% from that of units that are all alike,
/// it is scaled to it in every sweep, as Larson's is. Service rates may differ. `mean_services`, if given, holds the
/// mean service for each unit and atom (units x atoms, row by row) instead of the inverse of the unit's rate.
HypercubeAnswer jarvis_approximation(const Hypercube& city, std::span<const double> mean_services = {});

}  // namespace outpost::analysis
