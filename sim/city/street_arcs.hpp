#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/city/streets.hpp"

namespace outpost {

/// A street in one of its directions, as seen from one of its ends.
struct StreetEnd {
  std::uint32_t node = 0;  // at the other end
  StreetId street{};
  bool forward = true;  // the direction of the arc, from the street's `from` to its `to`
  WaySet closed_to{};   // ways that may not turn into it here
};

/// What every trip asks of the streets on which it begins and ends, in one line of memory.
struct alignas(32) StreetEnds {
  std::array<std::uint32_t, 2> junctions{};             // rows of its `from` and its `to`
  std::array<std::array<std::int32_t, 2>, 2> places{};  // of those, x and y in mm
  std::uint32_t length = 0;                             // mm
  bool is_plain = false;  // no turn is banned at either junction, and all of this is said; otherwise nothing is
};

/// Which street leads where, for all ways of moving: the junctions of a network, and one node more for every arrival at
/// a junction that has a turn banned. Whoever arrives so comes to that node, which lacks the banned turns, so that a
/// search needs no memory of where it came from. Times are a matter of StreetTimes.
class StreetArcs {
 public:
  /// Requires streets between junctions of the network, and banned turns from one street into another at a junction
  /// that both have.
  explicit StreetArcs(const StreetNetwork& network);

  std::size_t node_count() const { return out_first_.size() - 1; }
  std::span<const StreetEnd> out_of(std::uint32_t node) const {
    return {out_.data() + out_first_[node], out_.data() + out_first_[node + 1]};
  }
  /// The arcs into a node; their `node` is where they come from.
  std::span<const StreetEnd> into(std::uint32_t node) const {
    return {in_.data() + in_first_[node], in_.data() + in_first_[node + 1]};
  }
  /// The junction of a node.
  NodeId junction(std::uint32_t node) const {
    return node < junction_count_ ? NodeId{node} : split_at_[node - junction_count_];
  }
  /// The nodes of a junction besides its own number, ascending.
  std::span<const std::uint32_t> splits(NodeId junction) const;
  /// Where somebody stands who has just passed the street.
  std::uint32_t node_after(const StreetNetwork& network, StreetId street, bool forward) const;
  const StreetEnds& ends(StreetId street) const { return ends_[street]; }
  std::size_t bytes() const;

 private:
  struct Split {
    StreetId street{};
    bool forward = true;
    std::uint32_t node = 0;
  };

  std::size_t junction_count_ = 0;
  std::vector<NodeId> split_at_{};
  std::vector<Split> arrivals_{};             // in order of street and direction
  std::vector<NodeId> junctions_split_{};     // ascending
  std::vector<std::uint32_t> first_split_{};  // by row of junctions_split_, and one more
  std::vector<std::uint32_t> split_nodes_{};
  std::vector<std::uint32_t> out_first_{};
  std::vector<StreetEnd> out_{};
  std::vector<std::uint32_t> in_first_{};
  std::vector<StreetEnd> in_{};
  Table<StreetId, StreetEnds> ends_{};
};

}  // namespace outpost
