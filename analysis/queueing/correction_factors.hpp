#pragma once

#include <cstdint>
#include <vector>

namespace outpost::analysis {

/// How far units that were busy independently of each other would be from the truth: Q(k) times rho^k (1 - rho) is the
/// chance that k given units are busy and another one free, where all are alike.
struct CorrectionFactors {
  std::vector<double> q{};  // by k, from 0; ends early where a factor would leave the range of numbers
  double all_free = 0.0;
  double all_busy = 0.0;
};

/// Of M/M/N with an infinite line at utilisation r < 1 [larson-1975].
CorrectionFactors line_factors(std::size_t units, double utilisation);
/// Of M/M/N/N at offered load r a unit, rho = r (1 - loss) [jarvis-1985].
CorrectionFactors loss_factors(std::size_t units, double utilisation);

}  // namespace outpost::analysis
