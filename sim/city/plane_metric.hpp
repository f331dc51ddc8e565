#pragma once

#include <optional>

#include "sim/city/streets.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// Travel without streets. straight: as the crow flies; rectilinear: along x, then y; torus: rectilinear on a plane
/// whose opposite edges touch, so that no point lies at a border (the setting of the square-root law); matrix: given
/// times between places; zero: no time. The first three use the way's base speed on residential streets.
class PlaneMetric {
 public:
  /// Requires a kind other than streets, and for a torus both sizes.
  PlaneMetric(const MetricSpec& metric, const TravelSpec& travel);

  std::optional<Duration> static_time(Way way, const Spot& from, const Spot& to) const;
  /// In a straight line (around the edge of a torus if that is nearer), in proportion. A spot under way between two
  /// places of a matrix still counts as the place left, because a matrix knows nothing in between.
  Spot on_the_way(Way way, const Spot& from, const Spot& to, Duration elapsed) const;

 private:
  /// From `a` to `b`, by the way the metric measures it.
  Position step(Position a, Position b) const;

  MetricSpec metric_{};
  std::array<Speed, way_count> speed_{};
};

}  // namespace outpost
