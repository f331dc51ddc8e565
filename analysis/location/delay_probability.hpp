#pragma once

#include <functional>

namespace outpost::analysis {

/// The share of calls that wait, from servers on hand and load in erlangs; servers need not be a whole number, and are
/// more than the load.
using DelayLaw = std::function<double(double servers, double load)>;

/// Erlang C continued to any number of servers above 0: by the integral 1/B(c, a) = a * int_0^inf e^(-at) (1+t)^c dt
/// (Jagerman 1974) for the part after the point, then by the usual recursion of B, and C = c B / (c - a (1 - B)). At
/// whole numbers it is Erlang C. Requires 0 <= load < servers.
double delay_probability(double servers, double load);

}  // namespace outpost::analysis
