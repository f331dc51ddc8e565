#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sim/city/streets.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// A junction and the static time between it and a spot.
struct NodeTime {
  NodeId node{};
  Duration time{};
};

/// The way over which a junction was reached soonest.
struct LastArc {
  NodeId from{};
  StreetId street{};
  bool forward = true;
};

/// Memory of a search: static times of the junctions touched, undone by the next search that uses it. One per thread.
class SearchMemory {
 public:
  /// Forgets, and makes room for `node_count` junctions.
  void begin(std::size_t node_count);
  /// None: not reached within the bound of the search.
  std::optional<Duration> time_of(NodeId node) const;

 private:
  friend class StreetGraph;
  struct Waiting {
    std::int64_t time = 0;
    std::uint32_t node = 0;
  };
  bool lower(std::uint32_t node, std::int64_t time);
  Waiting pop();

  std::vector<std::int64_t> time_{};  // `never` where not reached
  std::vector<std::uint32_t> touched_{};
  std::vector<Waiting> heap_{};
  std::vector<bool> wanted_{};
};

/// The arcs that one way of moving may use and their static times, over a Boost compressed_sparse_row_graph; Dijkstra's
/// search on whole milliseconds. Every arc takes at least one millisecond.
class StreetGraph {
 public:
  /// Keeps the network by reference. Requires streets longer than zero and shorter than 2,147 km.
  StreetGraph(const StreetNetwork& network, const TravelSpec& travel, Way way);
  ~StreetGraph();
  StreetGraph(StreetGraph&&) noexcept;
  StreetGraph& operator=(StreetGraph&&) noexcept;

  /// Static time along a street between two offsets, in proportion and rounded up; none where the way may not go. To
  /// stay at one place takes no time, whatever the way: so a spot at the very end of a street is at the junction.
  std::optional<Duration> along(StreetId street, Length begin, Length end) const;
  /// The ends of its street that the way can reach from the spot, `from` before `to`.
  std::vector<NodeTime> exits(const Spot& spot) const;
  /// The ends of its street from which the way can reach the spot, `from` before `to`.
  std::vector<NodeTime> entries(const Spot& spot) const;

  /// The soonest way out of one of `starts` and into one of `ends`, if it takes less than `bound`; leaves the exact
  /// times of all junctions that are sooner in `memory`.
  std::optional<Duration> soonest(std::span<const NodeTime> starts, std::span<const NodeTime> ends,
                                  std::optional<Duration> bound, SearchMemory& memory) const;
  /// Times from junctions into the nearest of `ends`, against the arcs, until all of `wanted` are known.
  void sweep_back(std::span<const NodeTime> ends, std::span<const NodeId> wanted, SearchMemory& memory) const;
  /// The arc by which the search of `soonest` that filled `memory` reached `node` at its time; of several the one with
  /// the lowest street; none if no arc did, but the start alone.
  std::optional<LastArc> last_arc(NodeId node, const SearchMemory& memory) const;

 private:
  struct Arcs;
  /// Static time of a whole street; none where the way may not go.
  std::optional<Duration> whole(const Street& street, bool forward) const;
  /// What a table says of it; none: it says nothing.
  std::optional<Duration> given_time(const Street& street, bool forward) const;

  const StreetNetwork* network_;
  Way way_;
  std::array<Speed, street_class_count> base_{};
  std::array<double, street_class_count> limit_factor_{};  // speed as a multiple of a tagged limit
  std::unique_ptr<const Arcs> arcs_;
};

}  // namespace outpost
