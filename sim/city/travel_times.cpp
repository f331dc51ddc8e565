#include "sim/city/travel_times.hpp"

#include <algorithm>

#include "sim/city/travel_prepared.hpp"

namespace outpost {
namespace {

std::vector<TimedArc> arcs_of(const StreetArcs& arcs, const StreetTimes& times) {
  std::vector<TimedArc> found;
  for (std::uint32_t node = 0; node < arcs.node_count(); ++node) {
    for (const StreetEnd& arc : arcs.out_of(node)) {
      if (arc.closed_to.has(times.way())) continue;
      const std::optional<Duration> time = times.whole(arc.street, arc.forward);
      if (!time) continue;
      const auto ms = std::min<std::int64_t>(time->count(), Hierarchy::unreached);
      found.push_back({node, arc.node, static_cast<std::uint32_t>(ms)});
    }
  }
  return found;
}

/// Whether the order of importance for one way will do for the other: the same arcs, and times in proportion within a
/// fifth. Only the order is shared: because every time is rounded to a millisecond, times themselves are in proportion
/// only where they are equal.
bool alike(const std::vector<TimedArc>& a, const std::vector<TimedArc>& b) {
  if (a.size() != b.size() || a.empty()) return false;
  double least = 0.0;
  double most = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].from != b[i].from || a[i].to != b[i].to) return false;
    const double ratio = static_cast<double>(a[i].time) / static_cast<double>(b[i].time);
    least = i == 0 ? ratio : std::min(least, ratio);
    most = i == 0 ? ratio : std::max(most, ratio);
  }
  return most <= 1.2 * least;
}

bool equal(const std::vector<TimedArc>& a, const std::vector<TimedArc>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const TimedArc& x, const TimedArc& y) {
    return x.from == y.from && x.to == y.to && x.time == y.time;
  });
}

TravelIndex prepare(const StreetArcs& arcs, const std::vector<StreetTimes>& times) {
  TravelIndex index;
  std::array<std::vector<TimedArc>, way_count> timed;
  for (std::size_t way = 0; way < way_count; ++way) {
    timed[way] = arcs_of(arcs, times[way]);
    const Hierarchy* order = nullptr;
    for (std::size_t other = 0; other < way && !index.ways[way]; ++other) {
      if (equal(timed[way], timed[other])) index.ways[way] = index.ways[other];
      if (order == nullptr && alike(timed[way], timed[other])) order = index.ways[other].get();
    }
    if (index.ways[way]) continue;
    index.ways[way] = std::make_shared<const Hierarchy>(contract(arcs.node_count(), timed[way], order));
  }
  return index;
}

}  // namespace

std::size_t TravelIndex::bytes() const {
  std::size_t sum = 0;
  for (std::size_t way = 0; way < way_count; ++way) {
    const bool shared = std::find(ways.begin(), ways.begin() + static_cast<std::ptrdiff_t>(way), ways[way]) !=
                        ways.begin() + static_cast<std::ptrdiff_t>(way);
    if (ways[way] && !shared) sum += ways[way]->bytes();
  }
  return sum;
}

TravelTimes::TravelTimes(const MetricSpec& metric, const TravelSpec& travel, const StreetNetwork& network,
                         TravelIndex prepared) {
  auto made = std::make_unique<Prepared>();
  made->network = &network;
  for (std::size_t way = 0; way < way_count; ++way) made->profiles.emplace_back(travel.profile[way]);
  for (const Street& street : network.streets) require(street.length > Length{}, "a street is longer than zero");
  if (metric.kind == MetricKind::streets) {
    made->arcs.emplace(network);
    for (std::size_t way = 0; way < way_count; ++way) {
      made->times.emplace_back(network, *made->arcs, travel, static_cast<Way>(way));
    }
    const bool given = std::all_of(prepared.ways.begin(), prepared.ways.end(), [](const auto& way) { return way; });
    made->index = given ? std::move(prepared) : prepare(*made->arcs, made->times);
    for (const auto& way : made->index.ways) {
      require(way->size() == 0 || way->size() == made->arcs->node_count(), "an index is of the same streets");
    }
  } else {
    made->plane.emplace(metric, travel);
  }
  prepared_ = std::move(made);
}

TravelTimes::~TravelTimes() = default;
TravelTimes::TravelTimes(TravelTimes&&) noexcept = default;
TravelTimes& TravelTimes::operator=(TravelTimes&&) noexcept = default;

SimTime TravelTimes::arrival(Way way, SimTime departure, Duration static_time) const {
  return prepared_->profiles[static_cast<std::size_t>(way)].arrival(departure, static_time);
}

Duration TravelTimes::covered(Way way, SimTime departure, SimTime at) const {
  return prepared_->profiles[static_cast<std::size_t>(way)].covered(departure, at);
}

// A few milliseconds less, against the rounding of spots to whole millimetres and of the product.
Duration TravelTimes::at_least(Way way, const Spot& from, const Spot& to) const {
  return prepared_->plane ? Duration{} : at_least(way, straight_distance(from.at, to.at));
}

Duration TravelTimes::at_least(Way way, Length apart) const {
  return prepared_->plane ? Duration{} : prepared_->times_of(way).at_least(apart);
}

Length TravelTimes::at_most(Way way, Duration time) const {
  const double least = prepared_->plane ? 0.0 : prepared_->times_of(way).least_ms_per_mm();
  if (least <= 0.0) return Length{};
  const double mm = static_cast<double>(time.count() + 5) / least * 1.000001;
  return millimetres(static_cast<std::int64_t>(mm) + 1);
}

void TravelTimes::keep_labels(Way way) const {
  const Hierarchy* hierarchy = prepared_->plane ? nullptr : prepared_->hierarchy_of(way);
  if (hierarchy == nullptr) return;
  using State = Prepared::Labels::State;
  Prepared::Labels& labels = prepared_->labels_shared_with(way);
  State none = State::none;
  if (!labels.state.compare_exchange_strong(none, State::being_made)) return;
  labels.made.emplace(*hierarchy);
  labels.state.store(State::ready, std::memory_order_release);
}

const TravelIndex& TravelTimes::index() const {
  return prepared_->index;
}

std::size_t TravelTimes::bytes() const {
  std::size_t sum = prepared_->index.bytes() + (prepared_->arcs ? prepared_->arcs->bytes() : 0);
  for (const StreetTimes& times : prepared_->times) sum += times.bytes();
  for (const Prepared::Labels& labels : prepared_->labels) {
    if (const HubLabels* ready = labels.if_ready()) sum += ready->bytes();
  }
  return sum;
}

DigestValue digest_of_index(const TravelSpec& travel, const StreetNetwork& network) {
  Digest digest;
  digest.add("travel index").add(TravelIndex::version);
  for (const auto& speeds : travel.base) {
    for (const Speed speed : speeds) digest.add(speed);
  }
  for (const Duration gate : travel.gate) digest.add(gate);
  digest.add(network.nodes.size()).add(network.streets.size());
  for (const Position& node : network.nodes) digest.add(node.x).add(node.y);
  for (const Street& street : network.streets) {
    digest.add(street.from.row()).add(street.to.row()).add(street.length);
    digest.add(static_cast<std::uint64_t>(street.street_class));
    digest.add(street.forward.bits()).add(street.backward.bits()).add(street.gate);
    digest.add(street.car_limit.has_value()).add(street.car_limit.value_or(Speed{}));
    digest.add(street.given ? (*street.given).row() + 1 : 0);
  }
  for (const GivenTimes& given : network.given_times) {
    for (const auto* times : {&given.forward, &given.backward}) {
      for (const std::optional<Duration>& time : *times) digest.add(time.value_or(Duration{}));
    }
  }
  for (const BannedTurn& turn : network.banned_turns) {
    digest.add(turn.from.row()).add(turn.at.row()).add(turn.to.row()).add(turn.ways.bits());
  }
  return digest.value();
}

}  // namespace outpost
