#pragma once

#include <vector>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// The incident candidates of a community and day: a Poisson process with a rate that is constant within each hour of
/// the week, all kinds superposed, every candidate keyed by (community code, day, number). They depend on the city, the
/// [demand] and [residents] sections and the run key alone; no plan, rule or responder enters.
std::vector<Incident> incident_candidates(const Setting& setting, RunKey key, CommunityId community, std::int32_t day);

/// The factor that all rates of a day share: gamma, mean 1, coefficient of variation [demand] day_level_cv.
double day_level(const DemandSpec& demand, RunKey key, std::int32_t day);

}  // namespace outpost::rules
