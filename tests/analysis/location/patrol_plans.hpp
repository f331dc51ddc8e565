#pragma once

#include "analysis/location/patrol_area.hpp"

namespace outpost::analysis {

/// An area where a call takes an hour, so that calls an hour are a load in erlangs, with nothing else to do.
inline PatrolArea plain_area(std::vector<double> calls) {
  PatrolArea area;
  area.name = "area";
  area.square_km = 4.0;
  area.street_km = 40.0;
  area.calls = std::move(calls);
  area.profile.fill(1.0);
  area.service = 1.0;
  area.response_speed = 20.0;
  area.patrol_speed = 10.0;
  return area;
}

inline PatrolPlan plan_of(std::vector<PatrolArea> areas, std::vector<PatrolShift> shifts) {
  PatrolPlan plan;
  plan.areas = std::move(areas);
  plan.shifts = std::move(shifts);
  plan.distance_constant = 0.6266570686577501;
  plan.objective.weights.assign(plan.priorities(), 1.0);
  return plan;
}

inline const PatrolShift noon{"noon", {12}};

}  // namespace outpost::analysis
