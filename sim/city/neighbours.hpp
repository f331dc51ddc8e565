#pragma once

#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// Which communities lie next to each other on the ground, by community, in order of id, both ways round.
///
/// Two communities are neighbours where a street leads from one into the other without passing a third: streets cross
/// water on bridges alone, so that nobody is a neighbour across a river without one. Where there is no water, a common
/// stretch of border is enough.
std::vector<std::vector<CommunityId>> neighbours_of_communities(const City& city);

/// The same for towns: those of neighbouring communities.
std::vector<std::vector<TownId>> neighbours_of_towns(const City& city,
                                                     const std::vector<std::vector<CommunityId>>& neighbours);

}  // namespace outpost
