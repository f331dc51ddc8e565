#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/city/streets.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// The arcs of one way of moving as a Boost compressed_sparse_row_graph: the reference that every answer of TravelTimes
/// is held against, in tests and in `outpost bench travel`. Not used by the model, which would wait for it.
class StreetGraph {
 public:
  StreetGraph(const StreetNetwork& network, const TravelSpec& travel, Way way);
  ~StreetGraph();
  StreetGraph(StreetGraph&&) noexcept;
  StreetGraph& operator=(StreetGraph&&) noexcept;

  std::size_t junction_count() const;
  /// Static times in ms from one junction to all, by Boost's dijkstra_shortest_paths on whole milliseconds; `never`
  /// where no way leads. Keeps its memory, so that nothing is allocated but what Boost allocates.
  const std::vector<std::int64_t>& times_from(NodeId from);
  static constexpr std::int64_t never = std::int64_t{1} << 62u;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

}  // namespace outpost
