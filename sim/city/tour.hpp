#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/city/travel_times.hpp"

namespace outpost {

/// Static times between the stops of a round, such as the doors of a grid: a small square table, filled once. It need
/// not be symmetric.
class StopTimes {
 public:
  /// All pairs of `stops`, in their order.
  StopTimes(TravelQuery& travel, Way way, std::span<const Spot> stops);
  /// A given table, row by row: `times[i][j]` from stop i to stop j. Requires that it is square and nothing below zero.
  explicit StopTimes(const std::vector<std::vector<Duration>>& times);

  std::size_t size() const { return size_; }
  /// None: the way cannot get from one to the other.
  std::optional<Duration> between(std::size_t from, std::size_t to) const;

 private:
  std::size_t size_ = 0;
  std::vector<std::int64_t> times_{};  // ms; -1 inside this class alone: no way
};

/// closed: back to the first stop; open: the round ends where the last stop is.
enum class TourKind : std::uint8_t { closed, open };

/// Stops in the order of a round that begins at stop 0, and what it takes.
struct Tour {
  std::vector<std::uint32_t> stops{};  // each once; the return to stop 0 of a closed tour is not repeated
  Duration time{};
  bool operator==(const Tour&) const = default;
};

/// A short round over all stops that begins at stop 0; none where some stop cannot be reached from another, or there is
/// no stop. Up to ten stops: the shortest. Beyond: nearest neighbour, then 2-opt and Or-opt until neither helps, then
/// the same again after small changes ("kicks"), keeping what is shorter; `outpost bench travel` says how near to the
/// shortest that comes. The same table gives the same tour on every machine: moves are tried in a fixed order, of
/// equally good ones the first counts, and kicks follow a fixed sequence.
std::optional<Tour> short_tour(const StopTimes& times, TourKind kind);
/// The same heuristic without the exact solution of small ones, for measuring it.
std::optional<Tour> heuristic_tour(const StopTimes& times, TourKind kind);
/// The shortest, by dynamic programming (Held and Karp 1962): time and memory grow as n^2 2^n. Requires at most 16
/// stops.
std::optional<Tour> shortest_tour(const StopTimes& times, TourKind kind);

/// What no tour can undercut: the 1-tree bound of Held and Karp (1970), raised by subgradient steps. Uses the smaller
/// of the times there and back, so it holds for tables that are not symmetric. None where a tour is impossible for want
/// of a way between two stops.
std::optional<Duration> tour_lower_bound(const StopTimes& times, TourKind kind);

}  // namespace outpost
