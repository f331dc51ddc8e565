#pragma once

#include <vector>

#include "sim/world/world.hpp"

namespace outpost::rules {

inline constexpr std::size_t most_neighbours = 8;

/// Up to eight people of the building's homes, other than the person of the incident, who are in the building when it
/// occurs: those who live next to a home drawn at random come first. At most 64 are looked for, so a tower whose people
/// are out has fewer. Nobody where the building has no homes.
std::vector<ResidentId> neighbours_of(const Setting& setting, RunKey key, const Incident& incident);

/// From when an incident occurs until somebody notices it. The person it happens to does so after [demand.kind]
/// noticing. So does each of its neighbours, after a delay of its own, with a chance p such that one of eight does with
/// the chance of the kind: 1 - (1 - p)^8 = neighbours. The earliest counts. A pure function of the candidate and of
/// where people are: no plan enters.
Duration noticed_after(const Setting& setting, RunKey key, const Incident& incident);

}  // namespace outpost::rules
