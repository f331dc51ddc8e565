#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace outpost::analysis {

/// M_t/M/c: calls come at base + amplitude sin(2 pi t / period), services are exponential, nobody is turned away or
/// gives up, and nobody is there at time 0. Rates and times in one unit of time.
struct VaryingQueue {
  std::int64_t servers = 1;
  double service_rate = 0.0;  // of one server
  double base = 0.0;
  double amplitude = 0.0;  // 0 to base
  double period = 24.0;

  double arrivals_at(double t) const;
};

struct VaryingPoint {
  double t = 0.0;
  double in_system = 0.0;
  double all_busy_probability = 0.0;  // what a call at t would have to wait with
  double mean_queue = 0.0;
};

/// The state at the times asked for, which may stand in any order: Kolmogorov's forward equations, by the Runge-Kutta
/// pair of Dormand and Prince with steps held to an error of 1e-11, over the states that have any weight. Throws
/// ModelError for times below 0 or beyond 1e6 mean services, and where the base load alone is too much.
std::vector<VaryingPoint> varying_queue(const VaryingQueue& queue, std::span<const double> times);

// Two short cuts, in the periodic regime, long after time 0.

/// P(all busy) as if the rate of the moment had always held (pointwise stationary); 1 where that load is too much. When
/// services last long against the period it misses that the rush comes after the rush of calls.
double pointwise_stationary(const VaryingQueue& queue, double t);

/// Mean number of busy servers if there were a server for everyone [eick-1993].
double unlimited_servers_load(const VaryingQueue& queue, double t);
/// P(all busy) of M/M/c at that load (modified offered load) [jagerman-1975]; 1 where it is too much.
double modified_offered_load(const VaryingQueue& queue, double t);

}  // namespace outpost::analysis
