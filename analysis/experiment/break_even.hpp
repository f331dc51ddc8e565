#pragma once

#include <optional>
#include <vector>

#include "analysis/experiment/study_results.hpp"
#include "analysis/statistics/fieller.hpp"

namespace outpost::analysis {

/// What a plan costs more than the baseline, and what that is for one unit of the main measure: an effect worth more
/// than that pays. What it is worth is for others to say.
struct BreakEven {
  PairedDifference cost{};             // CNY per year, plan less baseline
  PairedDifference effect{};           // of the main measure, in its unit
  std::optional<Quotient> price{};     // of one unit of the measure, in CNY per year; none: no effect is shown
  std::optional<double> adjusted_p{};  // of the cost: Holm, over the plans
};

/// By point; none for the baseline, where costs were not counted, and where the measure is a quantile, is taken by part
/// or is a cost itself.
std::vector<std::optional<BreakEven>> break_even(StudyResults& results, const StudyMeasure& main, std::size_t baseline,
                                                 double level = 0.95);

}  // namespace outpost::analysis
