#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/digest.hpp"
#include "sim/city/streets.hpp"

namespace outpost {

/// A street that is closed to through traffic (0) or slow: so many per mille of its usual speed, below 1000.
struct TouchedStreet {
  StreetId street{};
  std::uint32_t per_mille = 0;
  bool operator==(const TouchedStreet&) const = default;
};

/// Which streets are closed or slow at a moment: a small value that is part of the world, so that a branch has its own.
/// Several causes may touch one street; the strictest counts, and when one is lifted the others stay. On a closed
/// street nobody passes from end to end, but its doors are still reached, from either end, and left.
class StreetClosures {
 public:
  /// `cause` names who may lift it; one cause touches a street once, the latest word counts. Requires below 1000.
  void touch(StreetId street, std::uint32_t per_mille, std::uint32_t cause);
  /// Whatever this cause did to the street; nothing if it did nothing.
  void lift(StreetId street, std::uint32_t cause);

  bool empty() const { return touched_.empty(); }
  /// Each street once, in ascending order.
  std::span<const TouchedStreet> touched() const { return touched_; }
  /// 1000 where the street is as usual.
  std::uint32_t per_mille(StreetId street) const;
  bool operator==(const StreetClosures&) const = default;
  void add_to(Digest& digest) const;

 private:
  struct Measure {
    StreetId street{};
    std::uint32_t cause = 0;
    std::uint32_t per_mille = 0;
    auto operator<=>(const Measure&) const = default;
  };
  void sum_up();

  std::vector<Measure> measures_{};       // in ascending order
  std::vector<TouchedStreet> touched_{};  // what they come to
};

}  // namespace outpost
