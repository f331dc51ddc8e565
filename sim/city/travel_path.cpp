#include <algorithm>
#include <functional>
#include <utility>

#include "sim/city/travel_query.hpp"

namespace outpost {
namespace {

constexpr std::size_t journeys_kept = 256;  // more than a town has on the road at once

std::size_t slot_of(Way way, const Spot& from, const Spot& to) {
  std::uint64_t mixed = static_cast<std::uint64_t>(way) + 1;
  for (const Spot* spot : {&from, &to}) {
    mixed = (mixed ^ (*spot->street).row()) * 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ static_cast<std::uint64_t>(spot->offset.in_millimetres())) * 0x9E3779B97F4A7C15u;
  }
  return static_cast<std::size_t>(mixed >> 56u);
}
static_assert(journeys_kept == 1u << 8u);

/// The arc by which a soonest way reaches a node; of several the one with the lowest street, then from the lowest node.
const StreetEnd* last_arc(const StreetArcs& arcs, const StreetTimes& times, const StreetClosures& closures,
                          std::uint32_t node, Duration reached,
                          const std::function<std::optional<Duration>(std::uint32_t)>& time_of) {
  const StreetEnd* lowest = nullptr;
  for (const StreetEnd& arc : arcs.into(node)) {
    if (lowest != nullptr && std::pair{lowest->street, lowest->node} <= std::pair{arc.street, arc.node}) continue;
    if (arc.closed_to.has(times.way())) continue;
    const std::optional<Duration> takes = times.whole(arc.street, arc.forward, closures);
    const std::optional<Duration> before = takes ? time_of(arc.node) : std::nullopt;
    if (before && *before + *takes == reached) lowest = &arc;
  }
  return lowest;
}

}  // namespace

/// Reads the soonest path back from its end, arc by arc, over the lowest street where several are equally soon; the
/// direct stretch along one street goes before a way around, the last stretch from the street's `from` end before the
/// one from its `to` end.
std::vector<Stretch> TravelQuery::Scratch::read_back(Way way, const Spot& from, const Spot& to, Duration time,
                                                     const StreetClosures& closures) {
  const StreetTimes& times = prepared->times_of(way);
  const StreetNetwork& network = *prepared->network;
  std::vector<NodeTime> starts;
  std::vector<NodeTime> ends;
  times.exits(from, closures, starts);
  times.entries(to, closures, ends);
  const auto time_at = [this](std::uint32_t node) { return time_of(node); };

  std::vector<Stretch> found;
  std::uint32_t node = 0;
  for (const NodeTime& end : ends) {
    const std::optional<Duration> before = time_of(end.node);
    if (!before || *before + end.time != time) continue;
    const Length begin = end.forward ? Length{} : network.streets[*to.street].length;
    found.push_back({*to.street, begin, to.offset, *before, time});
    node = end.node;
    break;
  }
  require(!found.empty(), "a path ends where its search ended");
  for (;;) {
    const Duration reached = *time_of(node);
    const StreetEnd* arc = last_arc(*prepared->arcs, times, closures, node, reached, time_at);
    const NodeTime* start = nullptr;
    for (const NodeTime& candidate : starts) {
      if (candidate.node == node && candidate.time == reached) start = &candidate;
    }
    require(arc != nullptr || start != nullptr, "a path leads back to its start");
    const StreetId street = arc != nullptr ? arc->street : *from.street;
    if (start != nullptr && *from.street <= street) {
      const Length end = start->forward ? network.streets[*from.street].length : Length{};
      found.push_back({*from.street, from.offset, end, Duration{}, reached});
      break;
    }
    const Length length = network.streets[street].length;
    found.push_back(
        {street, arc->forward ? Length{} : length, arc->forward ? length : Length{}, *time_of(arc->node), reached});
    node = arc->node;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

const std::vector<Stretch>& TravelQuery::Scratch::stretches(Way way, const Spot& from, const Spot& to,
                                                            const StreetClosures& closures) {
  require(from.street && to.street, "on streets, a spot lies on a street");
  if (journeys_.empty()) journeys_.resize(journeys_kept);
  Journey& journey = journeys_[slot_of(way, from, to)];
  if (journey.filled && journey.way == way && journey.from == from && journey.to == to &&
      journey.closures == closures) {
    return journey.stretches;
  }
  journey = {true, way, from, to, closures, {}};
  std::optional<Duration> time;
  bool changed = false;
  if (closures.empty()) {
    time = usual_time(way, from, to);
  } else {
    look_to(way, to, closures);
    time = time_to_door(from);
    changed = found_by != By::hierarchy;
  }
  if (!time) return journey.stretches;
  if (direct(way, from, to, closures) == time) {
    journey.stretches = {{*from.street, from.offset, to.offset, Duration{}, *time}};
    return journey.stretches;
  }
  if (changed && found_by == By::search_on_changed_streets) {
    swept_plainly_ = true;  // the times from the start are those of the search
  } else {
    look_from(way, from, changed ? closures : StreetClosures{});
    if (!swept_plainly_ && time->count() >= Hierarchy::unreached) sweep_plainly();
  }
  journey.stretches = read_back(way, from, to, *time, closures);
  return journey.stretches;
}

std::vector<WayPoint> TravelQuery::path(Way way, const Spot& from, const Spot& to, const StreetClosures& closures) {
  const TravelTimes::Prepared& prepared = *times_->prepared_;
  if (prepared.plane) {
    const std::optional<Duration> time = prepared.plane->static_time(way, from, to);
    if (!time) return {};
    return {{from, Duration{}}, {to, *time}};
  }
  const std::vector<Stretch>& stretches = scratch_->stretches(way, from, to, closures);
  if (stretches.empty()) return {};
  std::vector<WayPoint> points{{from, Duration{}}};
  for (std::size_t i = 0; i + 1 < stretches.size(); ++i) {
    points.push_back({spot_on(*prepared.network, stretches[i].street, stretches[i].end), stretches[i].until});
  }
  points.push_back({to, stretches.back().until});
  return points;
}

std::optional<Length> TravelQuery::length(Way way, const Spot& from, const Spot& to, const StreetClosures& closures) {
  require(!times_->prepared_->plane, "the length of a path is along streets");
  const std::vector<Stretch>& stretches = scratch_->stretches(way, from, to, closures);
  if (stretches.empty()) return std::nullopt;
  Length length{};
  for (const Stretch& stretch : stretches) {
    length += stretch.end > stretch.begin ? stretch.end - stretch.begin : stretch.begin - stretch.end;
  }
  return length;
}

Spot TravelQuery::on_the_way(Way way, const Spot& from, const Spot& to, Duration elapsed,
                             const StreetClosures& closures) {
  const TravelTimes::Prepared& prepared = *times_->prepared_;
  if (prepared.plane) return prepared.plane->on_the_way(way, from, to, elapsed);
  const std::vector<Stretch>& stretches = scratch_->stretches(way, from, to, closures);
  require(!stretches.empty(), "a spot on the way needs a way");
  if (elapsed >= stretches.back().until) return to;
  if (elapsed <= Duration{}) return from;
  const auto under_way = std::lower_bound(stretches.begin(), stretches.end(), elapsed,
                                          [](const Stretch& stretch, Duration at) { return stretch.until < at; });
  const double part = static_cast<double>((elapsed - under_way->from).count()) /
                      static_cast<double>((under_way->until - under_way->from).count());
  const Length whole = under_way->end - under_way->begin;
  const Length done = metres(whole.in_metres() * part);
  return spot_on(*prepared.network, under_way->street, under_way->begin + done);
}

}  // namespace outpost
