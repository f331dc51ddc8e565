#pragma once

#include <vector>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// Where somebody is free or would be: from there it answers, after so long to get on the road.
struct Stand {
  Way way = Way::foot;
  Spot spot{};
  Duration gets_ready{};
};

/// Who covers whom: a community is covered by a stand that is expected at its middle (Setting::middles) within [rules]
/// cover_within, were it urgent.
struct CoverTable {
  std::vector<CommunityId> communities{};
  std::vector<std::vector<std::uint8_t>> covers{};  // by community, by stand
  std::vector<std::int64_t> covered_by{};           // by community: how many stands cover it
};

/// One question to the streets for each community.
CoverTable cover_table(const Setting& setting, const World& world, std::vector<CommunityId> communities,
                       const std::vector<Stand>& stands, TravelQuery& travel);

/// Whether any of the stands covers the community. The nearest as the crow flies are asked first: most communities are
/// covered by one of them, and the streets need not be asked about the others.
bool is_covered(const Setting& setting, const World& world, CommunityId community, const std::vector<Stand>& stands,
                TravelQuery& travel);

/// How many live there; an abstract place, where nobody lives, counts as 1,000 residents for each unit of its weight.
double residents_to_cover(const Setting& setting, CommunityId community);

/// The communities of a town, and with `neighbours` those of the towns next to it, in order of id.
std::vector<CommunityId> communities_around(const Setting& setting, TownId town, bool neighbours);

/// Somebody who is free for urgent orders, as it stands now.
Stand stand_of(const Setting& setting, const World& world, ResponderId responder, TravelQuery& travel);

}  // namespace outpost::rules
