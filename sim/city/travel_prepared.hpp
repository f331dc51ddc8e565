#pragma once

#include <optional>
#include <vector>

#include "sim/city/plane_metric.hpp"
#include "sim/city/speed_profile.hpp"
#include "sim/city/street_times.hpp"
#include "sim/city/travel_times.hpp"

namespace outpost {

/// What a TravelTimes keeps: either a plane metric, or streets with their times and hierarchies.
struct TravelTimes::Prepared {
  const StreetNetwork* network = nullptr;
  std::vector<SpeedProfile> profiles{};
  std::optional<PlaneMetric> plane{};
  std::optional<StreetArcs> arcs{};
  std::vector<StreetTimes> times{};
  TravelIndex index{};

  const StreetTimes& times_of(Way way) const { return times[static_cast<std::size_t>(way)]; }
  /// None: searched plainly.
  const Hierarchy* hierarchy_of(Way way) const {
    const Hierarchy* found = index.ways[static_cast<std::size_t>(way)].get();
    return found != nullptr && found->size() == arcs->node_count() ? found : nullptr;
  }
};

}  // namespace outpost
