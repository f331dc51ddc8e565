#pragma once

#include <cstdint>

#include "analysis/queueing/erlang.hpp"

namespace outpost::analysis {

/// M/D/c in the long run, exactly: every service takes the same time, which is the unit of the wait. Throws ModelError.
///
/// Seen one service apart, the line is a random walk that is kept from falling below 0: Q' = max(0, Q + X - c), X
/// Poisson with mean a. Two ways lead to its law: the sum over the steps of the walk (`by_walk`), which has positive
/// terms alone, and the roots of z^c = exp(a (z - 1)) within the unit circle (`by_roots`). The first is taken where it
/// converges quickly, the second near saturation.
WaitingLine constant_service_line(std::int64_t servers, double load);

/// E[Q] = sum over n >= 1 of E[(S_n)^+] / n, P(wait) = 1 - exp(-sum P(S_n >= 0) / n), S_n Poisson with mean n a, less
/// n c [spitzer-1956]. Every digit is good, also of waits that are next to nothing.
WaitingLine constant_service_by_walk(std::int64_t servers, double load);

/// E[Q] = sum over k of 1 / (1 - z_k) + (a^2 - c (c - 1)) / (2 (c - a)), P(wait) = 1 - (c - a) / prod (1 - z_k)
/// [crommelin-1932]. Subtracts: what is next to nothing has few good digits.
WaitingLine constant_service_by_roots(std::int64_t servers, double load);

}  // namespace outpost::analysis
