#pragma once

#include <cstdint>
#include <vector>

namespace outpost::analysis {

/// Calls that need several servers at once: all start together when enough are free, and leave one by one,
/// exponentially. First come, first served: who needs two keeps those behind waiting although one is free. Rates in one
/// unit of time.
struct MultiUnitDispatch {
  std::int64_t servers = 1;
  double arrivals = 0.0;
  double service_rate = 0.0;     // of one server
  std::vector<double> shares{};  // of calls that need 1, 2, ... servers; they make 1
};

struct MultiUnitLine {
  double mean_wait = 0.0;   // of all calls
  double mean_queue = 0.0;  // calls in line
  double utilisation = 0.0;
  std::vector<double> wait_probability{};  // of calls that need 1, 2, ... servers
};

/// The most calls that can be served in the long run while nobody overtakes: 1 / sum of share(k) times the mean time
/// until k servers are free, one after the other. Less than the servers could do alone.
double most_calls(const MultiUnitDispatch& dispatch);

/// In the long run, exactly [green-1984]. While calls wait, the need of the first and the number of free servers are
/// all that counts; the line goes down by one at a time and always to a state with no free server, so that the matrix
/// of the quasi birth and death process is an inverse (Latouche and Ramaswami's rank-one case) and nothing is cut off.
/// Throws ModelError, also where calls come at most_calls or faster.
MultiUnitLine multi_unit_line(const MultiUnitDispatch& dispatch);

}  // namespace outpost::analysis
