#pragma once

#include <array>
#include <cstdint>

#include "sim/base/units.hpp"

namespace outpost {

/// How much of a trip the hours of the day let pass: a positive speed per mille of the base for each of 24 hours,
/// repeated daily. In whole numbers (one millisecond at 1000 per mille counts 1000), so that arrival and covered are
/// exact inverses.
class SpeedProfile {
 public:
  /// Requires 24 values above zero.
  explicit SpeedProfile(const std::array<std::int64_t, 24>& per_mille);

  /// The first whole millisecond at which `static_time` is covered.
  SimTime arrival(SimTime departure, Duration static_time) const;
  /// The whole milliseconds of static time covered from `departure` until `at`, rounded down.
  Duration covered(SimTime departure, SimTime at) const;

 private:
  /// The speed at a moment, and how much is left of its hour.
  struct OfHour {
    std::int64_t per_mille = 0;
    std::int64_t left = 0;  // ms
  };
  OfHour of_hour(SimTime at) const;
  /// From midnight of day 0, negative before it.
  std::int64_t integral_until(SimTime at) const;

  std::array<std::int64_t, 24> per_mille_{};
  std::array<std::int64_t, 25> by_hour_{};  // the integral from midnight to each full hour
};

}  // namespace outpost
