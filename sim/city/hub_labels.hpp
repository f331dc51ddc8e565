#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/city/hierarchy.hpp"
#include "sim/city/street_times.hpp"

namespace outpost {

/// Hub labels (Abraham, Delling, Goldberg and Werneck 2011) of a hierarchy: of every node the places where a search
/// upwards from it may meet another one, and when. So the time from node to node is looked up in two short lists and
/// the table over the core, instead of searched for; it is the same time. Stored by node, because nodes near each other
/// have numbers near each other, and journeys are short. Immutable.
class HubLabels {
 public:
  /// The hierarchy must outlive this.
  explicit HubLabels(const Hierarchy& hierarchy);

  /// The soonest static time from `start` to `end`, ms, with the times that they have of their own; unreached if that
  /// is not below `bound`, which is at most Hierarchy::unreached. Hubs too far for the hierarchy are in no label: no
  /// way by them is below.
  std::uint32_t soonest(const NodeTime& start, const NodeTime& end, std::uint32_t bound) const;
  std::size_t bytes() const;

 private:
  using Hub = Hierarchy::Up;
  /// Of the ways out of nodes, or of those into them. A node has first its doors into the core, soonest first, then
  /// places outside it, ascending.
  struct Side {
    std::vector<std::uint32_t> first{};  // by node: its doors, then its other hubs; and one more
    std::vector<Hub> hubs{};
    void fetch(std::uint32_t node) const;
    std::span<const Hub> doors(std::uint32_t node) const {
      return {hubs.data() + first[2 * std::size_t{node}], hubs.data() + first[2 * std::size_t{node} + 1]};
    }
    std::span<const Hub> others(std::uint32_t node) const {
      return {hubs.data() + first[2 * std::size_t{node} + 1], hubs.data() + first[2 * std::size_t{node} + 2]};
    }
  };

  static Side side_of(const Hierarchy& hierarchy, bool leaving);
  const Side& entering() const { return hierarchy_->both_ways ? leaving_ : entering_; }

  const Hierarchy* hierarchy_;
  Side leaving_{};
  Side entering_{};  // unused where the hierarchy is the same in both directions
};

}  // namespace outpost
