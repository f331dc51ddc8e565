#pragma once

#include "sim/city/grid_plan.hpp"

namespace outpost {

/// A grid as it is judged, beside the mean of its own community: whole numbers decide that mean, not the designer.
struct GridMeasure {
  GridId grid{};
  double of_mean = 0.0;  // households / mean of the community's grids
  bool balanced = true;  // within 5% of that mean, or half the community's largest building where that is more
  std::uint32_t pieces = 1;
  double polsby_popper = 0.0;
  double area = 0.0;       // square metres
  double perimeter = 0.0;  // metres
};

/// What a plan is worth: see docs/measures.md.
struct PlanMeasures {
  std::size_t grids = 0;
  std::size_t dedicated = 0;
  double households_per_grid = 0.0;
  double target = 0.0;          // households a grid should have, by the targets and each community's part
  double deviation_mean = 0.0;  // of the households of a grid from its community's target, share, absolute
  double largest = 0.0;         // households / mean of the own community, the largest
  double smallest = 0.0;
  double variation = 0.0;  // coefficient of variation of that
  std::size_t within_5_percent = 0;
  std::size_t within_10_percent = 0;
  std::size_t balanced = 0;
  std::size_t not_contiguous = 0;
  double polsby_popper_mean = 0.0;
  double polsby_popper_p05 = 0.0;
  std::size_t cut_edges = 0;        // next-door neighbours in different grids
  std::size_t streets = 0;          // stretches with buildings of comprehensive grids
  std::size_t split_streets = 0;    // of them, those with buildings of more than one
  std::size_t split_buildings = 0;  // always 0: grids hold whole buildings
  std::vector<GridMeasure> by_grid{};
};
PlanMeasures measure(const GridPlan& plan, const City& city, const GridSpec& spec);

/// The share of households that change grid when the target sizes grow by 10%, each old grid matched with the new one
/// that keeps most of its households. The new plan departs from the old one.
double moved_by_larger_target(const GridPlan& plan, const City& city, const GridSpec& spec);

}  // namespace outpost
