#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/location/patrol_area.hpp"

namespace outpost::analysis {

/// The share of calls that wait, from servers on hand and load in erlangs; servers need not be a whole number, and are
/// more than the load. Usually `delay_probability` of the queueing models.
using DelayLaw = std::function<double(double servers, double load)>;

/// What a number of officers in an area means for an hour or a shift. Waits and responses by priority, in hours.
struct PatrolMeasures {
  bool stable = true;  // else the line grows without bound in some hour, and the rest says nothing
  double utilisation = 0.0;
  double delayed = 0.0;
  double patrol = 0.0;
  double travel = 0.0;
  std::vector<double> wait{};
  std::vector<double> response{};
};

/// The formulas of the Patrol Car Allocation Model (Chaiken & Dormont 1978) for an hour with `officers` on duty:
/// - on hand for calls are c = officers (1 - other work) - other work per call x load, of which the load a is busy;
/// - calls wait with probability C = `delay`(c, a); by priority, without interruption of a call, for
///   C / (c mu) / ((1 - s') (1 - s)) on average, s and s' the busy shares of that priority and above, and of those
///   above (Cobham 1954);
/// - the nearest of the c - a free ones, at least one, is k sqrt(area / free) away (Kolesar & Blum 1973), and the time
///   to a call is the wait and the way;
/// - a point of a street is passed (c - a) x patrol speed / street length times an hour.
PatrolMeasures measures_of_hour(const PatrolPlan& plan, const PatrolArea& area, std::uint32_t hour, double officers,
                                const DelayLaw& delay);

/// The mean over a shift: over its calls where calls feel it, else over time. With `every_hour`, the worst hour of
/// each.
PatrolMeasures measures_of_shift(const PatrolPlan& plan, const PatrolArea& area, const PatrolShift& shift,
                                 double officers, const DelayLaw& delay);

/// Targets that are missed, as their keys: "utilisation", "wait of priority 2". "calls" where the line is unbounded.
std::vector<std::string> missed_targets(const PatrolTargets& targets, const PatrolMeasures& measures);

/// Sum over the hours of a shift of calls times weight times measure; infinite where not stable.
double objective_of(const PatrolPlan& plan, const PatrolArea& area, const PatrolShift& shift, double officers,
                    const DelayLaw& delay);
/// The same with a measure of 1: what to divide by for a mean.
double objective_weight(const PatrolPlan& plan, const PatrolArea& area, const PatrolShift& shift);

}  // namespace outpost::analysis
