#include "sim/city/plain_search.hpp"

#include <algorithm>
#include <limits>

namespace outpost {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

}  // namespace

void PlainSearch::begin(std::size_t nodes) {
  for (const std::uint32_t node : touched_) time_[node] = never;
  touched_.clear();
  heap_.clear();
  if (time_.size() < nodes) time_.resize(nodes, never);
}

void PlainSearch::lower(std::uint32_t node, std::int64_t time, std::int64_t key) {
  if (time >= time_[node]) return;
  if (time_[node] == never) touched_.push_back(node);
  time_[node] = time;
  heap_.push_back({key, time, node});
  std::push_heap(heap_.begin(), heap_.end(), [](const Waiting& a, const Waiting& b) { return a.key > b.key; });
}

PlainSearch::Waiting PlainSearch::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), [](const Waiting& a, const Waiting& b) { return a.key > b.key; });
  const Waiting next = heap_.back();
  heap_.pop_back();
  return next;
}

std::optional<Duration> PlainSearch::time_of(std::uint32_t node) const {
  if (node >= time_.size() || time_[node] == never) return std::nullopt;
  return Duration{time_[node]};
}

std::optional<Duration> PlainSearch::soonest(const StreetArcs& arcs, const StreetTimes& times,
                                             const StreetClosures& closures, std::span<const NodeTime> starts,
                                             std::span<const NodeTime> ends, std::optional<Duration> bound,
                                             const LeastRest* rest) {
  const auto reach = [&](std::uint32_t node, std::int64_t time) {
    if (time >= time_[node]) return;
    const std::optional<Duration> left = rest != nullptr ? (*rest)(node) : Duration{};
    if (left) lower(node, time, time + left->count());
  };
  const std::int64_t refused = bound ? bound->count() : never;
  std::int64_t best = refused;
  begin(arcs.node_count());
  for (const NodeTime& start : starts) reach(start.node, start.time.count());
  while (!heap_.empty()) {
    const auto [key, time, node] = pop();
    // Of equally soon ways all are searched, so that a path can choose among them.
    if (key > best || time >= best) {
      if (key > best) break;
      continue;
    }
    if (time > time_[node]) continue;  // a later arrival that was left in the heap
    for (const NodeTime& end : ends) {
      if (end.node == node) best = std::min(best, time + end.time.count());
    }
    for (const StreetEnd& arc : arcs.out_of(node)) {
      if (arc.closed_to.has(times.way())) continue;
      if (const auto takes = times.whole(arc.street, arc.forward, closures)) reach(arc.node, time + takes->count());
    }
  }
  if (best == refused) return std::nullopt;
  return Duration{best};
}

void PlainSearch::all(const StreetArcs& arcs, const StreetTimes& times, const StreetClosures& closures,
                      std::span<const NodeTime> spots, bool against_the_arcs) {
  begin(arcs.node_count());
  for (const NodeTime& spot : spots) lower(spot.node, spot.time.count(), spot.time.count());
  while (!heap_.empty()) {
    const auto [key, time, node] = pop();
    if (time > time_[node]) continue;
    for (const StreetEnd& arc : against_the_arcs ? arcs.into(node) : arcs.out_of(node)) {
      if (arc.closed_to.has(times.way())) continue;
      const auto takes = times.whole(arc.street, arc.forward, closures);
      if (takes) lower(arc.node, time + takes->count(), time + takes->count());
    }
  }
}

}  // namespace outpost
