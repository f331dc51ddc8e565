#include <algorithm>

#include "sim/city/travel_query.hpp"

namespace outpost {

// The part of the hierarchy that leads up from the origins' exits, renumbered: the core's places keep their numbers,
// the others follow in order. A question climbs from the door, crosses the core, and goes over these rows once (the
// RPHAST of Delling, Goldberg and Werneck 2011).
FixedOrigins::FixedOrigins(const TravelTimes& times, Way way, std::span<const Spot> spots)
    : way_(way), spots_(spots.begin(), spots.end()) {
  const TravelTimes::Prepared& prepared = *times.prepared_;
  if (prepared.plane) return;
  const Hierarchy* hierarchy = prepared.hierarchy_of(way);
  plain_ = hierarchy == nullptr;
  if (plain_) return;

  const Hierarchy::Side& up = hierarchy->up();
  std::vector<bool> above(hierarchy->size());
  std::vector<std::uint32_t> open;
  const auto reach = [&](std::uint32_t place) {
    if (place < hierarchy->core || above[place]) return;
    above[place] = true;
    open.push_back(place);
    places_.push_back(place);
  };
  std::vector<NodeTime> exits;
  for (const Spot& spot : spots_) {
    prepared.times_of(way).exits(spot, {}, exits);
    for (const NodeTime& exit : exits) {
      plain_ = plain_ || exit.time.count() >= Hierarchy::unreached;
      reach(hierarchy->place_of[exit.node]);
    }
  }
  while (!open.empty()) {
    const std::uint32_t place = open.back();
    open.pop_back();
    for (std::uint32_t arc = up.first[place]; arc < up.first[place + 1]; ++arc) reach(up.arcs[arc].head);
  }
  std::sort(places_.begin(), places_.end());
  const auto row_of = [&](std::uint32_t place) {
    if (place < hierarchy->core) return place;
    const auto found = std::lower_bound(places_.begin(), places_.end(), place);
    return hierarchy->core + static_cast<std::uint32_t>(found - places_.begin());
  };
  for (const std::uint32_t place : places_) {
    arc_first_.push_back(static_cast<std::uint32_t>(arcs_.size()));
    for (std::uint32_t arc = up.first[place]; arc < up.first[place + 1]; ++arc) {
      arcs_.push_back({row_of(up.arcs[arc].head), up.arcs[arc].time});
    }
  }
  arc_first_.push_back(static_cast<std::uint32_t>(arcs_.size()));
  for (const Spot& spot : spots_) {
    exit_first_.push_back(static_cast<std::uint32_t>(exits_.size()));
    prepared.times_of(way).exits(spot, {}, exits);
    for (const NodeTime& exit : exits) {
      exits_.push_back({row_of(hierarchy->place_of[exit.node]), static_cast<std::uint32_t>(exit.time.count())});
    }
  }
  exit_first_.push_back(static_cast<std::uint32_t>(exits_.size()));
  if (plain_) exits_.clear();
}

std::vector<std::optional<Duration>> TravelQuery::static_times_to(const FixedOrigins& origins, const Spot& to,
                                                                  const StreetClosures& closures) {
  const TravelTimes::Prepared& prepared = *times_->prepared_;
  std::vector<std::optional<Duration>> times(origins.spots_.size());
  if (!prepared.plane && !origins.plain_ && closures.empty()) {
    scratch_->look_to(origins.way_, to, closures);
    const std::span<const std::uint32_t> rows =
        scratch_->sweep_rows(*prepared.hierarchy_of(origins.way_), origins.places_, origins.arc_first_, origins.arcs_);
    if (!rows.empty() && !scratch_->one_sided.saturated()) {
      const StreetTimes& streets = prepared.times_of(origins.way_);
      for (std::size_t i = 0; i < times.size(); ++i) {
        std::uint32_t best = Hierarchy::unreached;
        for (std::uint32_t e = origins.exit_first_[i]; e < origins.exit_first_[i + 1]; ++e) {
          best = std::min(best, rows[origins.exits_[e].row] + origins.exits_[e].time);
        }
        if (best < Hierarchy::unreached) times[i] = Duration{best};
        if (origins.spots_[i].street != to.street) continue;
        const auto along = streets.along(*to.street, origins.spots_[i].offset, to.offset);
        if (along && (!times[i] || *along < *times[i])) times[i] = along;
      }
      return times;
    }
  }
  std::vector<Origin> one_by_one;
  for (const Spot& spot : origins.spots_) one_by_one.push_back({origins.way_, spot});
  return static_times_to(one_by_one, to, closures);
}

std::span<const std::uint32_t> TravelQuery::Scratch::sweep_rows(const Hierarchy& hierarchy,
                                                                std::span<const std::uint32_t> places,
                                                                std::span<const std::uint32_t> first,
                                                                std::span<const Hierarchy::Up> arcs) {
  if (swept_plainly_) return {};
  return one_sided.sweep_rows(hierarchy, places, first, arcs);
}

}  // namespace outpost
