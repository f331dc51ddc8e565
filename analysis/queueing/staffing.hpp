#pragma once

#include <cstdint>

namespace outpost::analysis {

/// The fewest servers of M/M/c with which at most this share of calls waits. Load above 0, probability between 0 and 1;
/// throws ModelError.
std::int64_t fewest_servers(double load, double wait_probability);

/// The square-root rule [halfin-whitt-1981]: load + beta sqrt(load), rounded up. Throws ModelError.
std::int64_t square_root_servers(double load, double beta);
/// What share of calls waits under that rule as the load grows: 1 / (1 + beta Phi(beta) / phi(beta)). Beta above 0.
double square_root_wait_probability(double beta);
/// The beta for which this share waits. Throws ModelError.
double square_root_beta(double wait_probability);

}  // namespace outpost::analysis
