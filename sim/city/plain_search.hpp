#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "sim/city/street_arcs.hpp"
#include "sim/city/street_times.hpp"

namespace outpost {

/// What the rest of a trip from a node takes at least; none: no way leads on. Consistent: over no arc does it fall by
/// more than the arc takes.
using LeastRest = std::function<std::optional<Duration>(std::uint32_t node)>;

/// Dijkstra's search, led by a bound on the rest where there is one (A*): for networks while streets are closed or
/// slow, and for those whose times a hierarchy does not hold. Memory of one thread; what a search touched is undone by
/// the next.
class PlainSearch {
 public:
  /// The soonest way out of one of `starts` and into one of `ends`, if it takes less than `bound`. Afterwards `time_of`
  /// is exact for every node on a soonest way.
  std::optional<Duration> soonest(const StreetArcs& arcs, const StreetTimes& times, const StreetClosures& closures,
                                  std::span<const NodeTime> starts, std::span<const NodeTime> ends,
                                  std::optional<Duration> bound, const LeastRest* rest);
  /// Times from the nearest of `spots` to all nodes, or from all to it.
  void all(const StreetArcs& arcs, const StreetTimes& times, const StreetClosures& closures,
           std::span<const NodeTime> spots, bool against_the_arcs);
  /// None: not reached.
  std::optional<Duration> time_of(std::uint32_t node) const;

 private:
  struct Waiting {
    std::int64_t key = 0;  // time and least rest
    std::int64_t time = 0;
    std::uint32_t node = 0;
  };
  void begin(std::size_t nodes);
  void lower(std::uint32_t node, std::int64_t time, std::int64_t key);
  Waiting pop();

  std::vector<std::int64_t> time_{};
  std::vector<std::uint32_t> touched_{};
  std::vector<Waiting> heap_{};
};

}  // namespace outpost
