#pragma once

#include <optional>
#include <vector>

#include "analysis/experiment/study_results.hpp"
#include "analysis/statistics/knee.hpp"

namespace outpost::analysis {

/// What a study found about a knee that it asked for.
struct KneeCurve {
  StudyKnee asked{};
  std::vector<double> means{};             // by place, over the replications below
  std::int64_t replications = 0;           // that have a value in every plan of the curve
  std::optional<PairedDifference> ends{};  // last plan less first
  std::optional<KneeEstimate> knee{};      // none: too few replications, a straight line, or ends not shown to differ
  std::optional<PairedDifference> to_knee{};    // the plan at the knee less the first
  std::optional<PairedDifference> from_knee{};  // the last less the plan at the knee
};

/// Whether the two ends differ by a t test, so that there is something to bend.
bool has_slope(const KneeCurve& curve);

/// The knees that are asked for, in that order. Values of quantiles are those of each replication. The seed is the
/// study's, so that equal results give equal bits.
std::vector<KneeCurve> knee_curves(StudyResults& results, const std::vector<StudyKnee>& asked, std::int64_t seed,
                                   double level = 0.95);

}  // namespace outpost::analysis
