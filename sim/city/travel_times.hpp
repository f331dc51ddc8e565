#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sim/city/streets.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// How long it takes from one spot to another, for every way of moving and hour: speed = base(way, class) x
/// profile(way, hour). Immutable and shared; questions go through a TravelQuery, which owns the scratch memory of one
/// thread.
///
/// A trip has a static time, at a profile of 1000 per mille: the sum over arcs of length / base speed, each rounded up
/// to a whole millisecond, the first and last arc in proportion, rounded up. A trip with static time s that departs at
/// t arrives at the first whole millisecond at which the integral of the profile reaches s. So the soonest path is the
/// same at every hour, and a later departure never arrives earlier.
class TravelTimes {
 public:
  /// Metrics other than streets use the way's base speed on residential streets; `zero` takes no time. The network is
  /// kept by reference and must outlive this object. Requires positive lengths.
  TravelTimes(const MetricSpec& metric, const TravelSpec& travel, const StreetNetwork& network);
  ~TravelTimes();
  TravelTimes(TravelTimes&&) noexcept;
  TravelTimes& operator=(TravelTimes&&) noexcept;

  SimTime arrival(Way way, SimTime departure, Duration static_time) const;
  /// The static time covered from `departure` until `at`: the inverse of arrival, for places on the way.
  Duration covered(Way way, SimTime departure, SimTime at) const;

 private:
  friend class TravelQuery;
  struct Index;
  std::unique_ptr<const Index> index_;
};

/// Where a journey is after `elapsed` of its static time.
struct WayPoint {
  Spot spot{};
  Duration elapsed{};
};

struct Origin {
  Way way = Way::foot;
  Spot spot{};
};

/// Answers questions with scratch memory of its own; cheap to make once per thread, not shared between threads. "None"
/// means that the way cannot get there.
class TravelQuery {
 public:
  explicit TravelQuery(const TravelTimes& times);
  ~TravelQuery();
  TravelQuery(TravelQuery&&) noexcept;
  TravelQuery& operator=(TravelQuery&&) noexcept;

  const TravelTimes& times() const;
  std::optional<Duration> static_time(Way way, const Spot& from, const Spot& to);
  /// Static times from every origin to one door, in the order of `origins`.
  std::vector<std::optional<Duration>> static_times_to(std::span<const Origin> origins, const Spot& to);
  /// The soonest path: the start, every junction passed, the end; `elapsed` never falls. Empty if there is none.
  /// Without streets: the start and the end. Ties between equally soon paths go to the lower street.
  std::vector<WayPoint> path(Way way, const Spot& from, const Spot& to);
  /// The spot on the soonest path after `elapsed` of its static time, clamped to its ends; between junctions in
  /// proportion. Requires that there is a path.
  Spot on_the_way(Way way, const Spot& from, const Spot& to, Duration elapsed);

 private:
  struct Scratch;
  const TravelTimes* times_;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace outpost
