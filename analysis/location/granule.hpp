#pragma once

#include <vector>

namespace outpost::analysis {

/// The greatest number of which all are multiples, when all are whole and below 2^53; else 0. Sums of them are
/// multiples as well, so a bound that comes within a granule of a sum proves that none is better.
double granule_of(const std::vector<double>& values);

}  // namespace outpost::analysis
