#include "analysis/queueing/patrol.hpp"

#include <cmath>

#include "analysis/queueing/checks.hpp"

namespace outpost::analysis {

double passings_per_hour(const Patrol& patrol) {
  need_not_negative(patrol.units, "the number of units");
  need_positive(patrol.speed, "the speed");
  need_positive(patrol.streets, "the length of the streets");
  return patrol.units * patrol.speed / patrol.streets;
}

double passing_probability(const Patrol& patrol, double hours) {
  need_not_negative(hours, "the time that it lasts");
  return -std::expm1(-passings_per_hour(patrol) * hours);
}

}  // namespace outpost::analysis
