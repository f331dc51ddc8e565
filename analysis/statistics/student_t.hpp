#pragma once

namespace outpost::analysis {

// Points of the normal and of Student's t law, as intervals need them. Relative accuracy about 1e-12 (tested against
// printed tables to their last digit). Probabilities lie strictly between 0 and 1; degrees of freedom are at least 1
// and need not be whole (Welch's are not). Anything else breaks an invariant.

/// P(Z <= x) of a standard normal Z.
double normal_cumulative(double x);
/// The x with P(Z <= x) = p.
double normal_quantile(double p);

/// P(T <= t) of a T with Student's t law.
double student_t_cumulative(double t, double degrees);
/// The t with P(T <= t) = p.
double student_t_quantile(double p, double degrees);

/// The t with P(|T| <= t) = level: what a standard error is multiplied by. Taken from the tail, so that a level close
/// to 1, as corrections for many intervals need it, loses no digits.
double student_t_factor(double level, double degrees);

}  // namespace outpost::analysis
