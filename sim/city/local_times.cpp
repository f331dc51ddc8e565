#include "sim/city/local_times.hpp"

#include <algorithm>

#include "sim/city/hierarchy_search.hpp"
#include "sim/city/travel_prepared.hpp"

namespace outpost {
namespace {

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
  const Hierarchy* hierarchy = prepared.plane ? nullptr : prepared.hierarchy_of(way);
  if (hierarchy == nullptr) return;
  HierarchySearch search;
  first_.push_back(0);
  for (const std::vector<Spot>& spots : groups) {
    const auto nodes = nodes_beside(*prepared.network, *prepared.arcs, spots);
    nodes_.insert(nodes_.end(), nodes.begin(), nodes.end());
    first_.push_back(static_cast<std::uint32_t>(nodes_.size()));
    table_first_.push_back(times_.size());
    for (const std::uint32_t to : nodes) {
      const PlaceTime end{hierarchy->place_of[to], 0};
      search.begin(*hierarchy, Looking::to, {&end, 1});
      const std::size_t row = times_.size();
      for (const std::uint32_t from : nodes) {
        const std::uint32_t time = search.of(hierarchy->place_of[from]);
        times_.push_back(time < Hierarchy::unreached ? time : unknown);
      }
      if (search.saturated()) std::fill(times_.begin() + static_cast<std::ptrdiff_t>(row), times_.end(), unknown);
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
