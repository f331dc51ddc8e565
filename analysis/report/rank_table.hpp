#pragma once

#include <optional>
#include <vector>

#include "analysis/experiment/break_even.hpp"
#include "analysis/picture/view.hpp"
#include "analysis/report/table.hpp"

namespace outpost::analysis {

/// A plan for one type of place, of which there are several: what it changes in the main measure there, counted in
/// 10,000 residents and a year, and what it costs there.
struct SiteOption {
  Text place{};
  Text plan{};
  std::int64_t number = 0;  // places of the type
  double residents = 0.0;   // of the one that stands for them
  bool is_shown = false;    // the measure is shown to be lower, corrected for the number of comparisons
  std::optional<BreakEven> found{};
};

/// Where to begin with `first` places, the cheapest way to one less of the measure first. Each place is taken once, at
/// the level that comes first. Which ranks are not told apart stands beside; what is not shown to lower anything comes
/// last and takes no place.
TextTable rank_table(std::vector<SiteOption> options, std::int64_t first, Language language);

}  // namespace outpost::analysis
