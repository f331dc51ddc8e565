#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/city/street_arcs.hpp"
#include "sim/city/street_closures.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// A node of StreetArcs and the static time between it and a spot, over the spot's street in this direction.
struct NodeTime {
  std::uint32_t node = 0;
  Duration time{};
  bool forward = true;
  Position at{};  // of its junction
};

/// The static times of one way of moving, street by street; on whole milliseconds. Every arc takes at least one.
class StreetTimes {
 public:
  /// Keeps network and arcs by reference. Requires streets longer than zero and shorter than 2,147 km.
  StreetTimes(const StreetNetwork& network, const StreetArcs& arcs, const TravelSpec& travel, Way way);

  Way way() const { return way_; }
  /// From end to end; none where the way may not go.
  std::optional<Duration> whole(StreetId street, bool forward) const;
  /// The same while streets are closed or slow: rounded up.
  std::optional<Duration> whole(StreetId street, bool forward, const StreetClosures& closures) const;
  /// Between two offsets, in proportion and rounded up; none where the way may not go. To stay at one place takes no
  /// time, whatever the way: so a spot at the very end of a street is at the junction.
  std::optional<Duration> along(StreetId street, Length begin, Length end, const StreetClosures& closures = {}) const;
  /// Where the way can get from the spot over its street, its `from` end before its `to` end.
  void exits(const Spot& spot, const StreetClosures& closures, std::vector<NodeTime>& found) const;
  /// From where the way can get to the spot over its street.
  void entries(const Spot& spot, const StreetClosures& closures, std::vector<NodeTime>& found) const;
  /// Sends for what both read of a street.
  void fetch_ends(StreetId street) const;
  /// The least time per millimetre of any street, as it is drawn: a bound on every trip between two spots, as the crow
  /// flies.
  double least_ms_per_mm() const { return least_ms_per_mm_; }
  /// The bound itself, of two places that lie so far apart, less what rounding may take from it.
  Duration at_least(Length apart) const {
    const double ms = static_cast<double>(apart.in_millimetres()) * least_ms_per_mm_;
    return Duration{std::max<std::int64_t>(0, static_cast<std::int64_t>(ms * 0.999999) - 5)};
  }
  std::size_t bytes() const { return times_.size() * sizeof(times_[0]); }

 private:
  /// Exits or entries where a row of StreetEnds says all that is needed; false: it does not.
  bool are_told_by_row(const Spot& spot, bool leaving, std::vector<NodeTime>& found) const;
  std::optional<Duration> computed(const Street& street, bool forward) const;
  std::optional<Duration> given_time(const Street& street, bool forward) const;

  const StreetNetwork* network_;
  const StreetArcs* arcs_;
  Way way_;
  std::array<Speed, street_class_count> base_{};
  Duration gate_{};                                        // to pass a gate
  std::array<double, street_class_count> limit_factor_{};  // speed as a multiple of a tagged limit
  std::vector<std::uint32_t> times_{};                     // ms by street and direction
  double least_ms_per_mm_ = 0.0;
};

}  // namespace outpost
