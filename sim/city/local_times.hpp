#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/city/travel_times.hpp"

namespace outpost {

/// Soonest static times between the junctions beside spots that belong together, such as the doors of a grid and its
/// post, by group: small tables, worked out once, for journeys that are asked for too often to be searched for. What
/// they say is what a search says. Immutable and shared, as TravelTimes; empty without streets, or where their times
/// are too long for a hierarchy.
class LocalTimes {
 public:
  /// What is not in a table: without a way from one to the other, or one of more than 12 days.
  static constexpr std::uint32_t unknown = 0xFFFFFFFFu;

  LocalTimes() = default;
  LocalTimes(const TravelTimes& times, Way way, std::span<const std::vector<Spot>> groups);

  Way way() const { return way_; }
  std::size_t groups() const { return table_first_.size(); }
  /// Row of a node of StreetArcs in its group; none: it is not of the group.
  std::optional<std::size_t> row_of(std::size_t group, std::uint32_t node) const;
  /// Static times from each node of the group to one of its rows, ms.
  std::span<const std::uint32_t> times_to(std::size_t group, std::size_t row) const {
    const std::size_t nodes = first_[group + 1] - first_[group];
    return {times_.data() + table_first_[group] + row * nodes, nodes};
  }
  std::size_t bytes() const;

 private:
  Way way_ = Way::foot;
  std::vector<std::uint32_t> first_{};      // by group, in nodes_, and one more
  std::vector<std::uint32_t> nodes_{};      // ascending within a group
  std::vector<std::size_t> table_first_{};  // by group, in times_
  std::vector<std::uint32_t> times_{};
};

}  // namespace outpost
