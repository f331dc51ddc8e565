#pragma once

#include <optional>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// Residents per square kilometre of all the ground inside its border; none where the border is not known.
std::optional<double> density_of(const Community& community);

/// Urban or rural, by community: what `[[places.community]]` says, else by density against `urban_density`, else, where
/// no density is known, the hint of its name. Throws ImpossibleCity for an override of a community that is not there.
std::vector<AreaKind> area_kinds(const PlacesSpec& spec, const City& city);
/// The other reading: by the suffix of the name alone (居委会 or 村委会).
std::vector<AreaKind> area_kinds_by_name(const City& city);

/// The communities of the police areas (警格): an urban community is an area of its own; villages form areas of two to
/// `villages_per_area`, contiguous, inside one town, as even in residents as a local search makes them. A village with
/// no rural neighbour in its town stays alone. In order of the towns, inside a town of the first community. What one
/// town looks like changes no other town's areas.
std::vector<std::vector<CommunityId>> police_areas_of(const City& city, const std::vector<AreaKind>& kinds,
                                                      const std::vector<std::vector<CommunityId>>& neighbours,
                                                      std::int64_t villages_per_area);

}  // namespace outpost
