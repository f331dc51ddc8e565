#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/city/hub_labels.hpp"
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
  /// Made at the first wish by whoever had it; others see none meanwhile, then all of them.
  struct Labels {
    enum class State : std::uint8_t { none, being_made, ready };
    std::atomic<State> state{State::none};
    std::optional<HubLabels> made{};
    const HubLabels* if_ready() const {
      return state.load(std::memory_order_acquire) == State::ready ? &*made : nullptr;
    }
  };
  mutable std::array<Labels, way_count> labels{};

  const StreetTimes& times_of(Way way) const { return times[static_cast<std::size_t>(way)]; }
  /// None: searched plainly.
  const Hierarchy* hierarchy_of(Way way) const {
    const Hierarchy* found = index.ways[static_cast<std::size_t>(way)].get();
    return found != nullptr && found->size() == arcs->node_count() ? found : nullptr;
  }
  /// The first of the ways that share a hierarchy, whose labels are those of all of them.
  Labels& labels_shared_with(Way way) const {
    std::size_t first = 0;
    while (index.ways[first] != index.ways[static_cast<std::size_t>(way)]) ++first;
    return labels[first];
  }
  /// None: searched for.
  const HubLabels* labels_of(Way way) const { return labels_shared_with(way).if_ready(); }
};

}  // namespace outpost
