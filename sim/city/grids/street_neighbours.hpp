#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// Two sites that follow each other on a walk: no other site lies on the way.
struct StreetNeighbours {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  Length walk{};
};

/// Finds who is next door along the streets: every point of the streets belongs to the site whose door is nearest to
/// walk to, and where the stretches of two sites meet they are neighbours. So facing doors, doors around a junction and
/// the ends of a bridge are neighbours; the banks of a river without one are not, however near.
/// Made once for a city; asked once for every community, each time in proportion to the streets around it.
class StreetWalks {
 public:
  explicit StreetWalks(const StreetNetwork& network);

  /// Pairs that are at most `longest` apart, along streets open to people on foot. Doors without a street have none.
  std::vector<StreetNeighbours> neighbours(std::span<const Spot> doors, Length longest);

 private:
  struct Step {
    StreetId street{};
    NodeId to{};
  };
  struct Reached {
    std::int64_t walk = 0;  // millimetres
    std::uint32_t node = 0;
    std::uint32_t site = 0;
    bool operator>(const Reached& other) const {
      if (walk != other.walk) return walk > other.walk;
      return node != other.node ? node > other.node : site > other.site;
    }
  };

  bool walkable(StreetId street) const;

  const StreetNetwork& network_;
  std::vector<std::uint32_t> first_;
  std::vector<Step> steps_;
  // By node, valid where the stamp is the present one.
  std::vector<std::uint32_t> stamp_of_;
  std::vector<std::uint32_t> site_of_;
  std::vector<std::int64_t> walk_to_;
  std::uint32_t stamp_ = 0;
};

}  // namespace outpost
