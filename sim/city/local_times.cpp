#include "sim/city/local_times.hpp"

#include <algorithm>

#include "sim/city/travel_prepared.hpp"

namespace outpost {
namespace {

constexpr std::uint32_t never = LocalTimes::unknown;

/// The arcs of one way of moving, against their direction: from where one comes to a node, and in what time.
struct Backwards {
  struct Arc {
    std::uint32_t node = 0;
    std::uint32_t time = 0;  // ms
  };
  std::vector<std::uint32_t> first{};  // by node, and one more
  std::vector<Arc> arcs{};

  Backwards(const StreetArcs& streets, const StreetTimes& times) {
    first.push_back(0);
    for (std::uint32_t node = 0; node < streets.node_count(); ++node) {
      for (const StreetEnd& arc : streets.into(node)) {
        const auto time = arc.closed_to.has(times.way()) ? std::nullopt : times.whole(arc.street, arc.forward);
        if (time && time->count() < never) arcs.push_back({arc.node, static_cast<std::uint32_t>(time->count())});
      }
      first.push_back(static_cast<std::uint32_t>(arcs.size()));
    }
  }
};

/// Dijkstra's search from a node against the arcs, until all of a group are reached: nearly all of them lie close by.
class ReachGroup {
 public:
  explicit ReachGroup(const Backwards& graph) : graph_(graph), time_(graph.first.size() - 1, never) {
    leads_on_.resize(time_.size(), false);
    for (const Backwards::Arc& arc : graph.arcs) leads_on_[arc.node] = true;
  }

  /// Times from each of `group`, ascending, to its row `to`, into `found`; `never` where it has not been found out:
  /// there is no way, or so many other nodes lie nearer that the search is given up.
  void times_to(std::span<const std::uint32_t> group, std::size_t to, std::uint32_t* found) {
    std::fill_n(found, group.size(), never);
    lower(group[to], 0);
    // From nodes at which the way never starts nothing leads here.
    auto left = static_cast<std::size_t>(std::count_if(
        group.begin(), group.end(), [this, at = group[to]](auto node) { return node == at || leads_on_[node]; }));
    std::size_t others = 200 + 8 * group.size();
    while (left > 0 && others > 0 && !heap_.empty()) {
      std::pop_heap(heap_.begin(), heap_.end(), later);
      const auto time = static_cast<std::uint32_t>(heap_.back() >> 32u);
      const auto node = static_cast<std::uint32_t>(heap_.back() & 0xFFFFFFFFu);
      heap_.pop_back();
      if (time > time_[node]) continue;  // a later arrival that was left in the heap
      const auto row = std::lower_bound(group.begin(), group.end(), node);
      const bool wanted = row != group.end() && *row == node;
      if (wanted) found[row - group.begin()] = time;
      --(wanted ? left : others);
      for (std::uint32_t place = graph_.first[node]; place < graph_.first[node + 1]; ++place) {
        const Backwards::Arc& arc = graph_.arcs[place];
        if (arc.time < never - time) lower(arc.node, time + arc.time);
      }
    }
    for (const std::uint32_t node : touched_) time_[node] = never;
    touched_.clear();
    heap_.clear();
  }

 private:
  static bool later(std::uint64_t a, std::uint64_t b) { return a > b; }
  void lower(std::uint32_t node, std::uint32_t time) {
    if (time >= time_[node]) return;
    if (time_[node] == never) touched_.push_back(node);
    time_[node] = time;
    heap_.push_back(std::uint64_t{time} << 32u | node);
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  const Backwards& graph_;
  std::vector<bool> leads_on_{};  // by node: some arc begins there
  std::vector<std::uint32_t> time_;
  std::vector<std::uint32_t> touched_{};
  std::vector<std::uint64_t> heap_{};
};

/// The nodes by which any way can come to one of the spots or leave it, ascending.
std::vector<std::uint32_t> nodes_beside(const StreetNetwork& network, const StreetArcs& arcs,
                                        std::span<const Spot> spots) {
  std::vector<std::uint32_t> nodes;
  for (const Spot& spot : spots) {
    require(spot.street.has_value(), "on streets, a spot lies on a street");
    const Street& street = network.streets[*spot.street];
    for (const NodeId junction : {street.from, street.to}) {
      nodes.push_back(static_cast<std::uint32_t>(junction.row()));
      const auto splits = arcs.splits(junction);
      nodes.insert(nodes.end(), splits.begin(), splits.end());
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

}  // namespace

LocalTimes::LocalTimes(const TravelTimes& times, Way way, std::span<const std::vector<Spot>> groups) : way_(way) {
  const TravelTimes::Prepared& prepared = *times.prepared_;
  if (prepared.plane) return;
  first_.push_back(0);
  std::size_t entries = 0;
  for (const std::vector<Spot>& spots : groups) {
    const auto nodes = nodes_beside(*prepared.network, *prepared.arcs, spots);
    nodes_.insert(nodes_.end(), nodes.begin(), nodes.end());
    first_.push_back(static_cast<std::uint32_t>(nodes_.size()));
    table_first_.push_back(entries);
    entries += nodes.size() * nodes.size();
  }
  times_.resize(entries);
  const Backwards graph{*prepared.arcs, prepared.times_of(way)};
  ReachGroup search{graph};
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const std::span<const std::uint32_t> nodes{nodes_.data() + first_[group], nodes_.data() + first_[group + 1]};
    for (std::size_t row = 0; row < nodes.size(); ++row) {
      search.times_to(nodes, row, times_.data() + table_first_[group] + row * nodes.size());
    }
  }
}

std::size_t LocalTimes::bytes() const {
  return (first_.size() + nodes_.size() + times_.size()) * sizeof(std::uint32_t) +
         table_first_.size() * sizeof(std::size_t);
}

std::optional<std::size_t> LocalTimes::row_of(std::size_t group, std::uint32_t node) const {
  const auto begin = nodes_.begin() + first_[group];
  const auto end = nodes_.begin() + first_[group + 1];
  const auto found = std::lower_bound(begin, end, node);
  if (found == end || *found != node) return std::nullopt;
  return static_cast<std::size_t>(found - begin);
}

}  // namespace outpost
