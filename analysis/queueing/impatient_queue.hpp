#pragma once

#include <cstdint>

namespace outpost::analysis {

/// M/M/c + M: callers who wait hang up at `patience_rate` each. Rates in one unit of time, results in that unit.
struct ImpatientQueue {
  std::int64_t servers = 1;
  double arrivals = 0.0;
  double service_rate = 0.0;   // of one server
  double patience_rate = 0.0;  // of one who waits: 1 / mean patience
};

struct ImpatientLine {
  double wait_probability = 0.0;     // finds all servers busy
  double abandon_probability = 0.0;  // of all calls
  double mean_wait = 0.0;            // of all calls, until served or gone
  double mean_queue = 0.0;
  double utilisation = 0.0;
};

/// Erlang A in the long run [garnett-2002]; steady at any load. The states above c are weighed against state c, whose
/// share of the states up to c is Erlang B; weights are scaled down as they grow, so that nothing overflows. Throws
/// ModelError.
ImpatientLine erlang_a(const ImpatientQueue& queue);

}  // namespace outpost::analysis
