#include "analysis/location/granule.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>

namespace outpost::analysis {

double granule_of(const std::vector<double>& values) {
  constexpr double most = 0x1p53;
  std::int64_t granule = 0;
  for (const double value : values) {
    if (value != std::floor(value) || std::abs(value) > most) return 0.0;
    granule = std::gcd(granule, static_cast<std::int64_t>(value));
  }
  return static_cast<double>(granule);
}

}  // namespace outpost::analysis
