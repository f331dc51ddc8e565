#pragma once

#include <array>
#include <optional>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/units.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

using NodeId = Id<struct NodeTag>;
using StreetId = Id<struct StreetTag>;
using GivenTimesId = Id<struct GivenTimesTag>;

/// A set of ways of moving, one bit each.
class WaySet {
 public:
  constexpr WaySet() = default;
  static constexpr WaySet all() {
    return WaySet{}.with(Way::foot).with(Way::e_bike).with(Way::car).with(Way::car_siren);
  }
  static constexpr WaySet no_cars() { return WaySet{}.with(Way::foot).with(Way::e_bike); }
  static constexpr WaySet walking() { return WaySet{}.with(Way::foot); }
  constexpr WaySet with(Way way) const {
    WaySet set = *this;
    set.bits_ = static_cast<std::uint8_t>(set.bits_ | (1u << static_cast<unsigned>(way)));
    return set;
  }
  constexpr WaySet with(WaySet others) const {
    WaySet set = *this;
    set.bits_ = static_cast<std::uint8_t>(set.bits_ | others.bits_);
    return set;
  }
  constexpr bool has(Way way) const { return (bits_ >> static_cast<unsigned>(way) & 1u) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::uint8_t bits() const { return bits_; }
  constexpr bool operator==(const WaySet&) const = default;

 private:
  std::uint8_t bits_ = 0;
};

/// The static times that a table gives for a street from end to end, by way of moving; none: length and speed decide.
struct GivenTimes {
  std::array<std::optional<Duration>, way_count> forward{};  // above zero
  std::array<std::optional<Duration>, way_count> backward{};
  bool operator==(const GivenTimes&) const = default;
};

/// A stretch of street between two junctions. A one-way street lets different ways pass `forward` (from `from` to `to`)
/// and `backward`. Bends between the junctions are shape points: they are drawn, not routed over.
struct Street {
  NodeId from{};
  NodeId to{};
  Length length{};  // along the street, above zero
  StreetClass street_class = StreetClass::residential;
  WaySet forward = WaySet::all();
  WaySet backward = WaySet::all();
  bool bridge = false;               // crosses water
  bool gate = false;                 // passes the gate of an estate or park
  std::optional<Speed> car_limit{};  // a tagged speed limit: replaces the class's base speed for cars
  MaybeId<GivenTimesId> given{};     // times that replace length and speed, for the ways they name
  IdRange<Id<struct ShapeTag>> shape{};
  bool operator==(const Street&) const = default;
};

/// From this street nobody who moves so may turn into that one at a junction that both end at; with one street twice it
/// bans turning round.
struct BannedTurn {
  StreetId from{};
  NodeId at{};
  StreetId to{};
  WaySet ways{};
  bool operator==(const BannedTurn&) const = default;
};

struct StreetNetwork {
  Table<NodeId, Position> nodes{};
  Table<StreetId, Street> streets{};
  Table<Id<struct ShapeTag>, Position> shape_points{};
  Table<GivenTimesId, GivenTimes> given_times{};
  std::vector<BannedTurn> banned_turns{};

  /// The line of a street: from, its shape points, to.
  std::vector<Position> line(StreetId street) const;
  /// The place at `offset` along the street, clamped to it; interpolated along the drawn line in proportion.
  Position at(StreetId street, Length offset) const;
  bool operator==(const StreetNetwork&) const = default;
};

/// A place where somebody can be: on a street, `offset` from its `from` end; or, in a city without streets, only a
/// position and the number of the abstract place.
struct Spot {
  Position at{};
  MaybeId<StreetId> street{};
  std::uint32_t place = 0;  // row of [[city.place]]; used by the matrix metric alone
  Length offset{};
  bool operator==(const Spot&) const = default;
};

Spot spot_on(const StreetNetwork& network, StreetId street, Length offset);

/// Whether homes stand along it: it is residential, and a car may enter. Where no crew could ever come, nobody is
/// housed.
bool holds_homes(const Street& street);

/// Streets that one way of moving can use to get from anywhere to anywhere: the largest strongly connected part of the
/// network, by node. Ties go to the part with the lowest node.
std::vector<bool> largest_connected_part(const StreetNetwork& network, Way way);

}  // namespace outpost
