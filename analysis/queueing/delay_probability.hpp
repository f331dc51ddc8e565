#pragma once

namespace outpost::analysis {

/// Erlang C continued to any number of servers above 0: by the integral 1/B(c, a) = a * int_0^inf e^(-at) (1+t)^c dt
/// [jagerman-1974] for the part after the point, then by the usual recursion of B, and C = c B / (c - a (1 - B)). At
/// whole numbers it is Erlang C. Requires 0 <= load < servers.
double delay_probability(double servers, double load);

}  // namespace outpost::analysis
