#pragma once

#include <cstdint>

namespace outpost::analysis {

/// M/M/c/K: whoever finds K calls there, those in service included, is turned away. Rates in one unit of time.
struct LimitedQueue {
  std::int64_t servers = 1;
  double arrivals = 0.0;
  double service_rate = 0.0;  // of one server
  std::int64_t places = 1;    // at least as many as servers
};

struct LimitedLine {
  double blocking = 0.0;        // share of calls that are turned away
  double mean_queue = 0.0;      // calls in line
  double mean_in_system = 0.0;  // calls in line and in service
  double mean_wait = 0.0;       // of those let in
  double throughput = 0.0;      // calls served in a unit of time
};

/// The long run of a birth and death chain with K + 1 states. Throws ModelError.
LimitedLine limited_line(const LimitedQueue& queue);

}  // namespace outpost::analysis
