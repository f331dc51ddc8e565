#pragma once

#include <vector>

#include "sim/city/land.hpp"
#include "sim/city/land/frontage.hpp"

namespace outpost {

/// The plots of one community, before its streets are put together: entrances
/// lie on edges of the line work.
struct CommunityPlots {
  std::vector<Plot> plots{};
  std::vector<WorkSpot> entrances{};  // by plot
  std::vector<LandArea> areas{};      // plots name them by row in this list
};

/// Builds on a community's blocks: estates or rows of houses for exactly its
/// households, and its premises.
CommunityPlots build_on(const CitySpec& spec, const CommunityCensus& census, CommunityId id,
                        const std::vector<Block>& blocks, const LineWork& work);

}  // namespace outpost
