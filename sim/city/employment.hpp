#pragma once

#include <cstdint>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// Gives every resident an occupation and, in the city, a workplace or school; to be called once, when all communities
/// are settled. Premises then count the people who really work and learn there, no longer the places that they have.
///
/// A workplace is found by trials. Each proposes a community, by alias table: in proportion to its usual residents and
/// to exp(-d / commute), d being the distance between the centres of the two towns; it is taken with a chance in
/// proportion to the community's places of work for each usual resident, and within it premises in proportion to their
/// places. So nearer and bigger is more likely, and what stands in a community enters the draws of those alone who are
/// proposed to work there.
///
/// `usual_residents` has a row for each community: CommunityCensus::usual_residents.
void employ(City& city, const CitySpec& spec, const std::vector<std::int64_t>& usual_residents);

}  // namespace outpost
