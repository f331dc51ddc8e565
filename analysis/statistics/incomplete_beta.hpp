#pragma once

#include <cstdint>

namespace outpost::analysis {

/// Of x above 0. Stirling's series from 12 upwards, reached by the recurrence. Not std::lgamma: that writes a global
/// sign, which is a race between threads.
double log_gamma(double x);

/// I_x(a, b), the regularised incomplete beta function. The caller gives 1 - x too, because subtracting would lose the
/// digits of an x close to 1.
double incomplete_beta(double a, double b, double x, double one_less_x);

/// P(K <= k) of a binomial K with n trials of chance p.
double binomial_cumulative(std::int64_t k, std::int64_t n, double p);

}  // namespace outpost::analysis
