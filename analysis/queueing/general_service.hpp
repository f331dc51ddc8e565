#pragma once

#include <cstdint>

namespace outpost::analysis {

// M/G/c: Poisson calls, services of any law. `variation` is the squared coefficient of variation of services: 0 where
// all are alike, 1 where exponential. Mean waits of all calls, in mean services, in the long run. All throw ModelError.

/// (1 + cs^2) / 2 times the wait of M/M/c [lee-longton-1959]. Exact for one server (Pollaczek and Khinchine), and for
/// exponential services.
double lee_longton_wait(std::int64_t servers, double load, double variation);

/// M/D/c [cosmetatos-1976]: half the wait of M/M/c, times 1 + (1-r)(c-1)(sqrt(4+5c)-2) / (16 r c). Made for moderate
/// and heavy loads: for light ones the correction can be far too large.
double cosmetatos_wait(std::int64_t servers, double load);

/// (1 + cs^2) / (2 cs^2 / W_M + (1 - cs^2) / W_D) [kimura-1986], W_M of M/M/c and W_D by Cosmetatos. For cs^2 above 1
/// the second term counts against the first, and from some cs^2 on the formula has no meaning: ModelError.
double kimura_wait(std::int64_t servers, double load, double variation);

}  // namespace outpost::analysis
