#include "sim/city/travel_times.hpp"

#include <algorithm>

#include "sim/city/plane_metric.hpp"
#include "sim/city/speed_profile.hpp"
#include "sim/city/street_graph.hpp"

namespace outpost {
namespace {

constexpr std::size_t row_of(Way way) {
  return static_cast<std::size_t>(way);
}

/// A stretch of one street on the way, and when (in static time) it begins and ends.
struct Stretch {
  StreetId street{};
  Length begin{};
  Length end{};
  Duration from{};
  Duration until{};
};

}  // namespace

/// Either a plane metric or a street graph for every way.
struct TravelTimes::Index {
  const StreetNetwork* network = nullptr;
  std::optional<PlaneMetric> plane{};
  std::vector<StreetGraph> graphs{};
  std::vector<SpeedProfile> profiles{};
};

TravelTimes::TravelTimes(const MetricSpec& metric, const TravelSpec& travel, const StreetNetwork& network) {
  auto index = std::make_unique<Index>();
  index->network = &network;
  for (const Street& street : network.streets) require(street.length > Length{}, "a street is longer than zero");
  for (std::size_t way = 0; way < way_count; ++way) {
    index->profiles.emplace_back(travel.profile[way]);
    if (metric.kind == MetricKind::streets) index->graphs.emplace_back(network, travel, static_cast<Way>(way));
  }
  if (metric.kind != MetricKind::streets) index->plane.emplace(metric, travel);
  index_ = std::move(index);
}

TravelTimes::~TravelTimes() = default;
TravelTimes::TravelTimes(TravelTimes&&) noexcept = default;
TravelTimes& TravelTimes::operator=(TravelTimes&&) noexcept = default;

SimTime TravelTimes::arrival(Way way, SimTime departure, Duration static_time) const {
  return index_->profiles[row_of(way)].arrival(departure, static_time);
}

Duration TravelTimes::covered(Way way, SimTime departure, SimTime at) const {
  return index_->profiles[row_of(way)].covered(departure, at);
}

struct TravelQuery::Scratch {
  SearchMemory memory{};

  /// How soon, and the junctions' times in `memory` unless the direct stretch along one street is soonest.
  struct Soonest {
    std::optional<Duration> time{};
    bool direct = false;
  };
  Soonest soonest(const StreetGraph& graph, const Spot& from, const Spot& to);
  /// From `from` to the door of the last sweep.
  std::optional<Duration> swept(const StreetGraph& graph, const Spot& from, const Spot& to) const;
  std::vector<Stretch> stretches(const StreetGraph& graph, const StreetNetwork& network, const Spot& from,
                                 const Spot& to);
};

TravelQuery::Scratch::Soonest TravelQuery::Scratch::soonest(const StreetGraph& graph, const Spot& from,
                                                            const Spot& to) {
  const std::vector<NodeTime> starts = graph.exits(from);
  const std::vector<NodeTime> ends = graph.entries(to);
  std::optional<Duration> direct;
  if (from.street == to.street) direct = graph.along(*from.street, from.offset, to.offset);
  const std::optional<Duration> around = graph.soonest(starts, ends, direct, memory);
  return around ? Soonest{around, false} : Soonest{direct, true};
}

std::optional<Duration> TravelQuery::Scratch::swept(const StreetGraph& graph, const Spot& from, const Spot& to) const {
  std::optional<Duration> best;
  if (from.street == to.street) best = graph.along(*from.street, from.offset, to.offset);
  for (const NodeTime& exit : graph.exits(from)) {
    const std::optional<Duration> rest = memory.time_of(exit.node);
    if (rest && (!best || exit.time + *rest < *best)) best = exit.time + *rest;
  }
  return best;
}

/// Reads the soonest path back from its end, arc by arc, over the lowest street where several are equally soon; the
/// direct stretch along one street goes before a way around, the last stretch from the street's `from` end before the
/// one from its `to` end.
std::vector<Stretch> TravelQuery::Scratch::stretches(const StreetGraph& graph, const StreetNetwork& network,
                                                     const Spot& from, const Spot& to) {
  const auto [time, direct] = soonest(graph, from, to);
  if (!time) return {};
  if (direct) return {{*from.street, from.offset, to.offset, Duration{}, *time}};

  std::vector<Stretch> found;
  NodeId node{};
  for (const NodeTime& end : graph.entries(to)) {
    const std::optional<Duration> before = memory.time_of(end.node);
    if (!before || *before + end.time != *time) continue;
    const Street& street = network.streets[*to.street];
    // A street that is a loop has one junction at both ends: the first of two equal ends is as good.
    const bool forward = end.node == street.from && graph.along(*to.street, Length{}, to.offset) == end.time;
    found.push_back({*to.street, forward ? Length{} : street.length, to.offset, *before, *time});
    node = end.node;
    break;
  }
  require(!found.empty(), "a path ends where its search ended");

  const std::vector<NodeTime> starts = graph.exits(from);
  for (;;) {
    const Duration reached = *memory.time_of(node);
    const std::optional<LastArc> arc = graph.last_arc(node, memory);
    const auto start = std::find_if(starts.begin(), starts.end(), [&](const NodeTime& candidate) {
      return candidate.node == node && candidate.time == reached;
    });
    require(arc || start != starts.end(), "a path leads back to its start");
    if (start != starts.end() && (!arc || *from.street <= arc->street)) {
      const Length length = network.streets[*from.street].length;
      const bool forward =
          graph.along(*from.street, from.offset, length) == reached && network.streets[*from.street].to == node;
      found.push_back({*from.street, from.offset, forward ? length : Length{}, Duration{}, reached});
      break;
    }
    const Length length = network.streets[arc->street].length;
    found.push_back({arc->street, arc->forward ? Length{} : length, arc->forward ? length : Length{},
                     *memory.time_of(arc->from), reached});
    node = arc->from;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

TravelQuery::TravelQuery(const TravelTimes& times) : times_(&times), scratch_(std::make_unique<Scratch>()) {}
TravelQuery::~TravelQuery() = default;
TravelQuery::TravelQuery(TravelQuery&&) noexcept = default;
TravelQuery& TravelQuery::operator=(TravelQuery&&) noexcept = default;

const TravelTimes& TravelQuery::times() const {
  return *times_;
}

std::optional<Duration> TravelQuery::static_time(Way way, const Spot& from, const Spot& to) {
  const TravelTimes::Index& index = *times_->index_;
  if (index.plane) return index.plane->static_time(way, from, to);
  return scratch_->soonest(index.graphs[row_of(way)], from, to).time;
}

std::vector<std::optional<Duration>> TravelQuery::static_times_to(std::span<const Origin> origins, const Spot& to) {
  const TravelTimes::Index& index = *times_->index_;
  std::vector<std::optional<Duration>> times(origins.size());
  if (index.plane) {
    for (std::size_t i = 0; i < origins.size(); ++i) {
      times[i] = index.plane->static_time(origins[i].way, origins[i].spot, to);
    }
    return times;
  }
  for (std::size_t way = 0; way < way_count; ++way) {
    const auto goes_so = [way](const Origin& origin) { return row_of(origin.way) == way; };
    if (std::none_of(origins.begin(), origins.end(), goes_so)) continue;
    const StreetGraph& graph = index.graphs[way];
    std::vector<NodeId> wanted;
    for (const Origin& origin : origins) {
      if (!goes_so(origin)) continue;
      for (const NodeTime& exit : graph.exits(origin.spot)) wanted.push_back(exit.node);
    }
    graph.sweep_back(graph.entries(to), wanted, scratch_->memory);
    for (std::size_t i = 0; i < origins.size(); ++i) {
      if (goes_so(origins[i])) times[i] = scratch_->swept(graph, origins[i].spot, to);
    }
  }
  return times;
}

std::vector<WayPoint> TravelQuery::path(Way way, const Spot& from, const Spot& to) {
  const TravelTimes::Index& index = *times_->index_;
  if (index.plane) {
    const std::optional<Duration> time = index.plane->static_time(way, from, to);
    if (!time) return {};
    return {{from, Duration{}}, {to, *time}};
  }
  const std::vector<Stretch> stretches = scratch_->stretches(index.graphs[row_of(way)], *index.network, from, to);
  if (stretches.empty()) return {};
  std::vector<WayPoint> points{{from, Duration{}}};
  for (std::size_t i = 0; i + 1 < stretches.size(); ++i) {
    points.push_back({spot_on(*index.network, stretches[i].street, stretches[i].end), stretches[i].until});
  }
  points.push_back({to, stretches.back().until});
  return points;
}

Spot TravelQuery::on_the_way(Way way, const Spot& from, const Spot& to, Duration elapsed) {
  const TravelTimes::Index& index = *times_->index_;
  if (index.plane) return index.plane->on_the_way(way, from, to, elapsed);
  const std::vector<Stretch> stretches = scratch_->stretches(index.graphs[row_of(way)], *index.network, from, to);
  require(!stretches.empty(), "a spot on the way needs a way");
  if (elapsed >= stretches.back().until) return to;
  if (elapsed <= Duration{}) return from;
  const auto under_way = std::find_if(stretches.begin(), stretches.end(),
                                      [elapsed](const Stretch& stretch) { return elapsed <= stretch.until; });
  const double part = static_cast<double>((elapsed - under_way->from).count()) /
                      static_cast<double>((under_way->until - under_way->from).count());
  const Length whole = under_way->end - under_way->begin;
  const Length done = metres(whole.in_metres() * part);
  return spot_on(*index.network, under_way->street, under_way->begin + done);
}

}  // namespace outpost
