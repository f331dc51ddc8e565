#include "analysis/queueing/torus_distance.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/questions.hpp"
#include "analysis/verify/reading.hpp"

namespace outpost::analysis {
namespace {

/// Units at some of the random places of a square without borders, all free. A call from a place where a unit stands
/// has no way to go; the other places are as far from the units as any point is.
Question torus_question(const Setting& setting) {
  const double side = setting.spec.metric.torus_width.in_metres();
  require(setting.spec.metric.torus_height.in_metres() == side, "the torus of the case is a square");
  const auto places = static_cast<double>(setting.city.buildings.size());
  const double elsewhere = 1.0 - static_cast<double>(units(setting)) / places;
  return {{}, {mean_travel(elsewhere * nearest_on_torus(side, units(setting)), 0.01)}};
}

}  // namespace

std::vector<VerificationCase> distance_cases() {
  return {{"torus", torus_question, true}};
}

}  // namespace outpost::analysis
