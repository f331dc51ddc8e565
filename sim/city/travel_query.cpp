#include "sim/city/travel_query.hpp"

#include <algorithm>

namespace outpost {
namespace {

std::uint32_t bounded(std::optional<Duration> time) {
  return time && time->count() < Hierarchy::unreached ? static_cast<std::uint32_t>(time->count())
                                                      : Hierarchy::unreached;
}

std::optional<Duration> as_duration(std::uint32_t time) {
  if (time >= Hierarchy::unreached) return std::nullopt;
  return Duration{time};
}

}  // namespace

/// False where a time is too long for the hierarchy.
bool TravelQuery::Scratch::to_places(const Hierarchy& hierarchy, const std::vector<NodeTime>& nodes,
                                     std::vector<PlaceTime>& places) const {
  places.clear();
  for (const NodeTime& node : nodes) {
    if (node.time.count() >= Hierarchy::unreached) return false;
    places.push_back({hierarchy.place_of[node.node], static_cast<std::uint32_t>(node.time.count())});
  }
  return true;
}

std::optional<Duration> TravelQuery::Scratch::direct(Way way, const Spot& from, const Spot& to,
                                                     const StreetClosures& closures) const {
  if (from.street != to.street) return std::nullopt;
  return prepared->times_of(way).along(*from.street, from.offset, to.offset, closures);
}

std::optional<Duration> TravelQuery::Scratch::usual_time(Way way, const Spot& from, const Spot& to) {
  const StreetTimes& times = prepared->times_of(way);
  const Hierarchy* hierarchy = prepared->hierarchy_of(way);
  const StreetClosures none;
  times.fetch_ends(*from.street);
  times.fetch_ends(*to.street);
  times.exits(from, none, starts_);
  times.entries(to, none, ends_);
  const std::optional<Duration> along = direct(way, from, to, none);
  if (const HubLabels* labels = prepared->labels_of(way)) {
    // What is too long for labels is searched for, as where there are none.
    const std::uint32_t bound = bounded(along);
    const std::uint32_t around = soonest_by(*labels, times, bound);
    if (around < Hierarchy::unreached) return Duration{around};
    if (bound < Hierarchy::unreached) return along;
  }
  if (hierarchy != nullptr && to_places(*hierarchy, starts_, start_places_) &&
      to_places(*hierarchy, ends_, end_places_)) {
    const std::uint32_t around = between.soonest(*hierarchy, start_places_, end_places_, bounded(along));
    if (!between.saturated()) return around < Hierarchy::unreached ? Duration{around} : along;
  }
  const auto around = plain.soonest(*prepared->arcs, times, none, starts_, ends_, along, nullptr);
  return around ? around : along;
}

/// The soonest from one of `starts_` to one of `ends_`. Which ends a way leads over is most often plain from where they
/// lie: the ends between which it may be soonest are looked up first, and no others that cannot be sooner.
std::uint32_t TravelQuery::Scratch::soonest_by(const HubLabels& labels, const StreetTimes& times, std::uint32_t bound) {
  pairs_.clear();
  for (const NodeTime& start : starts_) {
    for (const NodeTime& end : ends_) {
      const Duration least = start.time + times.at_least(straight_distance(start.at, end.at)) + end.time;
      if (least.count() < bound) pairs_.push_back({least.count(), &start, &end});
    }
  }
  std::sort(pairs_.begin(), pairs_.end(), [](const Pair& a, const Pair& b) { return a.least < b.least; });
  std::uint32_t best = bound;
  for (const Pair& pair : pairs_) {
    if (pair.least >= best) break;
    best = std::min(best, labels.soonest(*pair.start, *pair.end, best));
  }
  return best < bound ? best : Hierarchy::unreached;
}

void TravelQuery::Scratch::look_to(Way way, const Spot& to, const StreetClosures& closures) {
  way_ = way;
  looking_ = Looking::to;
  spot_ = to;
  closures_ = closures;
  const Hierarchy* hierarchy = prepared->hierarchy_of(way);
  prepared->times_of(way).entries(to, {}, ends_);
  swept_plainly_ = hierarchy == nullptr || !to_places(*hierarchy, ends_, end_places_);
  if (swept_plainly_) return sweep_plainly();
  one_sided.begin(*hierarchy, Looking::to, end_places_);
}

void TravelQuery::Scratch::look_from(Way way, const Spot& from, const StreetClosures& closures) {
  way_ = way;
  looking_ = Looking::from;
  spot_ = from;
  closures_ = closures;
  const Hierarchy* hierarchy = prepared->hierarchy_of(way);
  prepared->times_of(way).exits(from, closures, starts_);
  // With changed streets one search over all of them answers for many destinations.
  swept_plainly_ = hierarchy == nullptr || !closures.empty() || !to_places(*hierarchy, starts_, start_places_);
  if (swept_plainly_) return sweep_plainly();
  one_sided.begin(*hierarchy, Looking::from, start_places_);
}

void TravelQuery::Scratch::sweep_plainly() {
  swept_plainly_ = true;
  const StreetTimes& times = prepared->times_of(way_);
  const bool to = looking_ == Looking::to;
  if (to) {
    times.entries(spot_, closures_, ends_);
  } else {
    times.exits(spot_, closures_, starts_);
  }
  plain.all(*prepared->arcs, times, closures_, to ? ends_ : starts_, to);
}

/// Between the node and the spot of the question.
std::optional<Duration> TravelQuery::Scratch::time_of(std::uint32_t node) {
  if (swept_plainly_) return plain.time_of(node);
  return as_duration(one_sided.of(prepared->hierarchy_of(way_)->place_of[node]));
}

std::optional<Duration> TravelQuery::Scratch::best_over(const std::vector<NodeTime>& nodes,
                                                        std::optional<Duration> best) {
  for (const NodeTime& node : nodes) {
    const std::optional<Duration> rest = time_of(node.node);
    if (rest && (!best || node.time + *rest < *best)) best = node.time + *rest;
  }
  return best;
}

std::optional<Duration> TravelQuery::Scratch::time_from_start(const Spot& to) {
  const StreetTimes& times = prepared->times_of(way_);
  const auto answer = [&] {
    times.entries(to, closures_, ends_);
    return best_over(ends_, direct(way_, spot_, to, closures_));
  };
  std::optional<Duration> best = answer();
  if (swept_plainly_ || !one_sided.saturated()) return best;
  sweep_plainly();
  return answer();
}

std::optional<Duration> TravelQuery::Scratch::time_to_door(const Spot& from) {
  const StreetTimes& times = prepared->times_of(way_);
  if (!swept_plainly_) {
    times.exits(from, {}, starts_);
    std::optional<Duration> best = best_over(starts_, direct(way_, from, spot_, {}));
    found_by = By::hierarchy;
    if (best && !closures_.empty() && !is_clear(from, *best)) {
      found_by = By::search_on_changed_streets;
      best = search_changed(from);
    }
    if (!one_sided.saturated()) return best;
    sweep_plainly();
  }
  found_by = By::plain_sweep;
  times.exits(from, closures_, starts_);
  return best_over(starts_, direct(way_, from, spot_, closures_));
}

/// Whether no soonest trip from the spot leads over a closed or slow street, so that its usual time stands.
bool TravelQuery::Scratch::is_clear(const Spot& from, Duration time) {
  const StreetTimes& times = prepared->times_of(way_);
  for (const TouchedStreet& touched : closures_.touched()) {
    if (touched.street == *from.street || touched.street == *spot_.street) return false;
    const Street& street = prepared->network->streets[touched.street];
    for (const bool forward : {true, false}) {
      if (!times.whole(touched.street, forward)) continue;
      const NodeId begin = forward ? street.from : street.to;
      const auto tail = static_cast<std::uint32_t>(begin.row());
      const StreetEnd arc{prepared->arcs->node_after(*prepared->network, touched.street, forward), touched.street,
                          forward, WaySet{}};
      if (may_pass(from, arc, tail, time)) return false;
      for (const std::uint32_t split : prepared->arcs->splits(begin)) {
        if (may_pass(from, arc, split, time)) return false;
      }
    }
  }
  return true;
}

/// Whether a trip of that time from the spot to the door can lead over the arc: first by what is as the crow flies,
/// then by the time from the arc's end to the door, last by the time from the spot to its beginning.
bool TravelQuery::Scratch::may_pass(const Spot& from, const StreetEnd& arc, std::uint32_t tail, Duration time) {
  const StreetTimes& times = prepared->times_of(way_);
  const StreetNetwork& network = *prepared->network;
  const Duration over = *times.whole(arc.street, arc.forward);
  // The spot is as far as its nearer end at least; two milliseconds less, against the rounding of the product.
  const auto least = [&](const Spot& spot, NodeId junction) {
    const Street& street = network.streets[*spot.street];
    const Length apart = std::min(straight_distance(network.nodes[street.from], network.nodes[junction]),
                                  straight_distance(network.nodes[street.to], network.nodes[junction]));
    const double ms = static_cast<double>(apart.in_millimetres()) * times.least_ms_per_mm();
    return Duration{std::max<std::int64_t>(0, static_cast<std::int64_t>(ms * 0.999999) - 2)};
  };
  const Duration before_at_least = least(from, prepared->arcs->junction(tail));
  if (before_at_least + over + least(spot_, prepared->arcs->junction(arc.node)) > time) return false;
  const std::optional<Duration> after = time_of(arc.node);
  if (!after || before_at_least + over + *after > time) return false;
  const Hierarchy& hierarchy = *prepared->hierarchy_of(way_);
  const PlaceTime end{hierarchy.place_of[tail], 0};
  times.exits(from, {}, starts_);
  if (!to_places(hierarchy, starts_, start_places_)) return true;
  const std::uint32_t before = between.soonest(hierarchy, start_places_, {&end, 1}, Hierarchy::unreached);
  if (between.saturated()) return true;
  return before < Hierarchy::unreached && Duration{before} + over + *after <= time;
}

/// A* on the changed streets, led by the usual times, below which nothing falls.
std::optional<Duration> TravelQuery::Scratch::search_changed(const Spot& from) {
  const StreetTimes& times = prepared->times_of(way_);
  times.exits(from, closures_, starts_);
  times.entries(spot_, closures_, ends_);
  const std::optional<Duration> along = direct(way_, from, spot_, closures_);
  const LeastRest rest = [this](std::uint32_t node) { return time_of(node); };
  const auto around = plain.soonest(*prepared->arcs, times, closures_, starts_, ends_, along, &rest);
  return around ? around : along;
}

/// False where some time is too long for the hierarchy.
bool TravelQuery::Scratch::sweep_junctions(std::vector<std::int64_t>& found) {
  if (swept_plainly_) return false;
  const Hierarchy& hierarchy = *prepared->hierarchy_of(way_);
  const std::span<const std::uint32_t> swept = one_sided.sweep();
  if (one_sided.saturated()) return false;
  for (std::size_t row = 0; row < found.size(); ++row) {
    std::uint32_t time = swept[hierarchy.place_of[row]];
    // Whoever has arrived over a street with a banned turn is at the junction, too.
    if (looking_ == Looking::from && prepared->arcs->node_count() > found.size()) {
      for (const std::uint32_t split : prepared->arcs->splits(NodeId{row})) {
        time = std::min(time, swept[hierarchy.place_of[split]]);
      }
    }
    found[row] = time < Hierarchy::unreached ? static_cast<std::int64_t>(time) : -1;
  }
  return true;
}

void TravelQuery::Scratch::sweep_junctions_plainly(std::vector<std::int64_t>& found) {
  if (!swept_plainly_) sweep_plainly();
  for (std::size_t row = 0; row < found.size(); ++row) {
    std::optional<Duration> time = plain.time_of(static_cast<std::uint32_t>(row));
    if (looking_ == Looking::from) {
      for (const std::uint32_t split : prepared->arcs->splits(NodeId{row})) {
        const std::optional<Duration> other = plain.time_of(split);
        if (other && (!time || *other < *time)) time = other;
      }
    }
    found[row] = time ? time->count() : -1;
  }
}

bool TravelQuery::Scratch::are_asked_alone(Way way, std::size_t count, const StreetClosures& closures) const {
  constexpr std::size_t few = 2;
  return prepared->plane || (closures.empty() && (count <= few || prepared->labels_of(way) != nullptr));
}

TravelQuery::TravelQuery(const TravelTimes& times)
    : times_(&times), scratch_(std::make_unique<Scratch>(*times.prepared_)) {}
TravelQuery::~TravelQuery() = default;
TravelQuery::TravelQuery(TravelQuery&&) noexcept = default;
TravelQuery& TravelQuery::operator=(TravelQuery&&) noexcept = default;

const TravelTimes& TravelQuery::times() const {
  return *times_;
}

std::optional<Duration> TravelQuery::static_time(Way way, const Spot& from, const Spot& to,
                                                 const StreetClosures& closures) {
  const TravelTimes::Prepared& prepared = *times_->prepared_;
  if (prepared.plane) return prepared.plane->static_time(way, from, to);
  require(from.street && to.street, "on streets, a spot lies on a street");
  if (closures.empty()) return scratch_->usual_time(way, from, to);
  scratch_->look_to(way, to, closures);
  return scratch_->time_to_door(from);
}

std::vector<std::optional<Duration>> TravelQuery::static_times_to(std::span<const Origin> origins, const Spot& to,
                                                                  const StreetClosures& closures) {
  std::vector<std::optional<Duration>> times(origins.size());
  for (std::size_t way = 0; way < way_count; ++way) {
    const bool alone = scratch_->are_asked_alone(static_cast<Way>(way), origins.size(), closures);
    bool begun = false;
    for (std::size_t i = 0; i < origins.size(); ++i) {
      if (origins[i].way != static_cast<Way>(way)) continue;
      if (!alone && !begun) scratch_->look_to(origins[i].way, to, closures);
      begun = true;
      times[i] =
          alone ? static_time(origins[i].way, origins[i].spot, to, closures) : scratch_->time_to_door(origins[i].spot);
    }
  }
  return times;
}

std::vector<std::optional<Duration>> TravelQuery::static_times_from(Way way, const Spot& from, std::span<const Spot> to,
                                                                    const StreetClosures& closures) {
  std::vector<std::optional<Duration>> times(to.size());
  const bool alone = scratch_->are_asked_alone(way, to.size(), closures);
  if (!alone) scratch_->look_from(way, from, closures);
  for (std::size_t i = 0; i < to.size(); ++i) {
    times[i] = alone ? static_time(way, from, to[i], closures) : scratch_->time_from_start(to[i]);
  }
  return times;
}

std::vector<Soon> TravelQuery::soonest_to(std::span<const Origin> origins, const Spot& to, std::size_t most,
                                          const StreetClosures& closures) {
  const std::vector<std::optional<Duration>> times = static_times_to(origins, to, closures);
  std::vector<Soon> found;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i]) found.push_back({i, *times[i]});
  }
  const auto before = [](const Soon& a, const Soon& b) {
    return a.time != b.time ? a.time < b.time : a.origin < b.origin;
  };
  const std::size_t kept = std::min(most, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), before);
  found.resize(kept);
  return found;
}

void TravelQuery::junction_times(Way way, const Spot& spot, Looking looking, JunctionTimes& found,
                                 const StreetClosures& closures) {
  const TravelTimes::Prepared& prepared = *times_->prepared_;
  require(!prepared.plane.has_value(), "times of junctions are asked of streets");
  const std::size_t junctions = prepared.network->nodes.size();
  found.times_.resize(junctions);
  looking == Looking::from ? scratch_->look_from(way, spot, closures) : scratch_->look_to(way, spot, closures);
  if (closures.empty() && scratch_->sweep_junctions(found.times_)) return;
  scratch_->sweep_junctions_plainly(found.times_);
}

}  // namespace outpost
