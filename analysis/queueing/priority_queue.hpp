#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace outpost::analysis {

/// Classes of calls, the most urgent first, on servers that are alike; exponential services of one mean for all
/// classes, without which the formulas for several servers are not exact. Rates in one unit of time.
struct PriorityQueue {
  std::int64_t servers = 1;
  double service_rate = 0.0;  // of one server
  std::vector<double> arrivals{};
};

/// Mean wait of each class where a service once begun is finished [cobham-1954]:
/// W_k = (C / (c m)) / ((1 - s_(k-1)) (1 - s_k)), s the utilisation by the classes down to k. Throws ModelError.
std::vector<double> nonpreemptive_waits(const PriorityQueue& queue);

/// Time in the system less the mean service of each class, where a more urgent call interrupts and the interrupted
/// service goes on later [larson-odoni-1981]: the classes down to k are an M/M/c that does not see the rest. Throws
/// ModelError.
std::vector<double> preemptive_waits(const PriorityQueue& queue);

/// A class of calls for one server with services of any law.
struct GeneralClass {
  double arrivals = 0.0;
  double mean_service = 0.0;
  double mean_square_service = 0.0;  // E[S^2]: twice the mean squared where exponential
};
/// M/G/1, services finished once begun: W_k = R / ((1 - s_(k-1)) (1 - s_k)), R the mean residual work of all classes
/// [cobham-1954]. Throws ModelError.
std::vector<double> nonpreemptive_waits(std::span<const GeneralClass> classes);
/// M/G/1 with interruption: mean time in the system of each class,
/// T_k = E[S_k] / (1 - s_(k-1)) + R_k / ((1 - s_(k-1)) (1 - s_k)), R_k of the classes down to k. Throws ModelError.
std::vector<double> preemptive_times_in_system(std::span<const GeneralClass> classes);

}  // namespace outpost::analysis
