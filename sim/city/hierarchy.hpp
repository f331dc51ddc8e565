#pragma once

#include <cstdint>
#include <vector>

namespace outpost {

/// Which way a question looks: for the times from its spots, or to them.
enum class Looking : std::uint8_t { from, to };

/// An arc of one way of moving, with its static time.
struct TimedArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t time = 0;  // ms
};

/// A contraction hierarchy (Geisberger et al. 2008) of the arcs of one way of moving with a table of times between its
/// most important junctions, the core. Junctions stand in an order of importance, and shortcuts replace what led over
/// the less important ones, so that every soonest trip climbs from junction to more important junction, crosses the
/// core, and descends. Without the table a lattice of streets, where no junction is much more important than another,
/// would spend most of a search on its densely joined top. Flat arrays, equal for equal arcs on every machine; can be
/// written and read as they are.
///
/// A junction has a place: the core has places 0 up to `core`, in the order of the junctions' numbers; arcs lead from a
/// place up to a lower number. Places outside the core are grouped by level and inside a level in the order of the
/// junctions' numbers, so that a sweep over all places reads memory forwards and never waits for the place before.
struct Hierarchy {
  /// Times at or above this are not computed with: 12.4 days in ms. Sums of two stay below 2^31,
  /// where minima of signed numbers, which the plainest x86-64 has, are those of unsigned ones.
  static constexpr std::uint32_t unreached = (std::uint32_t{1} << 30u) - 1;

  struct Up {
    std::uint32_t head = 0;  // place
    std::uint32_t time = 0;
    bool operator==(const Up&) const = default;
  };
  /// The arcs that join each place outside the core to more important ones.
  struct Side {
    std::vector<std::uint32_t> first{};  // by place, and one more
    std::vector<Up> arcs{};
    bool operator==(const Side&) const = default;
  };

  std::uint32_t core = 0;
  bool both_ways = false;                 // every arc has a twin in the other direction: one side serves for both
  std::uint32_t longest = 0;              // of all arcs, shortcuts and times in the table, ms
  std::vector<std::uint32_t> place_of{};  // by junction
  Side leaving{};                         // from a place up to others
  Side entering{};                        // from others down to a place; unused where both_ways
  std::vector<std::uint32_t> across{};    // from each core place to each: across[from * core + to]
  std::vector<std::uint32_t> back{};      // the same by destination; unused where both_ways

  std::size_t size() const { return place_of.size(); }
  const Side& up() const { return leaving; }
  const Side& down() const { return both_ways ? leaving : entering; }
  /// From one core place to all.
  const std::uint32_t* row_from(std::uint32_t place) const { return across.data() + std::size_t{place} * core; }
  /// From all core places to one.
  const std::uint32_t* row_to(std::uint32_t place) const {
    return (both_ways ? across : back).data() + std::size_t{place} * core;
  }
  std::size_t bytes() const;
  bool operator==(const Hierarchy&) const = default;
};

/// Requires arcs between junctions below `junctions`. `order`, if not null, is the hierarchy of another way of moving
/// on the same junctions, whose order is taken over instead of sought: right whatever the times, and quick to use where
/// they are nearly in proportion. An empty hierarchy where some time would reach `unreached`: such a network is
/// searched plainly.
Hierarchy contract(std::size_t junctions, const std::vector<TimedArc>& arcs, const Hierarchy* order = nullptr);

}  // namespace outpost
