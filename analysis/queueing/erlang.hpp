#pragma once

#include <cstdint>

namespace outpost::analysis {

// Poisson calls, `servers` alike, exponential services. `load` is the arrival rate times the mean service (erlangs):
// how many servers the calls would keep busy if nobody ever waited. Times are in mean services. All throw ModelError
// for numbers that are none, and where a line never ends for load >= servers.

/// The share of calls that find all servers busy and are lost (M/M/c/c) [erlang-1917]. Holds for any law of services
/// with this mean. By the recursion B(0) = 1, B(c) = a B(c-1) / (c + a B(c-1)), which neither overflows nor cancels.
double erlang_b(std::int64_t servers, double load);

/// The share of calls that wait where nobody is turned away (M/M/c) [erlang-1917]: C = c B / (c - a (1 - B)).
double erlang_c(std::int64_t servers, double load);

struct WaitingLine {
  double wait_probability = 0.0;
  double mean_wait = 0.0;    // of all calls, those that do not wait included; in mean services
  double mean_queue = 0.0;   // calls in line
  double utilisation = 0.0;  // of a server
};
/// M/M/c in the long run: W = C / (c - a), Lq = a W.
WaitingLine waiting_line(std::int64_t servers, double load);

/// P(W > t) = C exp(-(c - a) t), first come first served, t in mean services.
double wait_longer_than(double services, std::int64_t servers, double load);

}  // namespace outpost::analysis
