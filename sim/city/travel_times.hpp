#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sim/city/hierarchy.hpp"
#include "sim/city/street_closures.hpp"
#include "sim/city/streets.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// What TravelTimes works out beforehand for a street network: one hierarchy by way of moving, two ways with equal
/// times sharing one. A function of streets and base speeds alone; flat arrays, to be kept in a file.
struct TravelIndex {
  /// Raised when the hierarchies of the same streets change.
  static constexpr std::uint32_t version = 1;
  std::array<std::shared_ptr<const Hierarchy>, way_count> ways{};  // none without streets
  std::size_t bytes() const;
};

/// How long it takes from one spot to another, for every way of moving and hour: speed = base(way, class) x
/// profile(way, hour). Immutable and shared; questions go through a TravelQuery, which owns the scratch memory of one
/// thread.
///
/// A trip has a static time, at a profile of 1000 per mille: the sum over arcs of length / base speed, each rounded up
/// to a whole millisecond, the first and last arc in proportion, rounded up. A trip with static time s that departs at
/// t arrives at the first whole millisecond at which the integral of the profile reaches s. So the soonest path is the
/// same at every hour, and a later departure never arrives earlier. Every answer is what Dijkstra's search finds on
/// those milliseconds; docs/architecture.md tells how it is found sooner.
class TravelTimes {
 public:
  /// Metrics other than streets use the way's base speed on residential streets; `zero` takes no time. The network is
  /// kept by reference and must outlive this object. Requires positive lengths. Prepares the index, unless one is
  /// given, which must be of the same streets and speeds.
  TravelTimes(const MetricSpec& metric, const TravelSpec& travel, const StreetNetwork& network,
              TravelIndex prepared = {});
  ~TravelTimes();
  TravelTimes(TravelTimes&&) noexcept;
  TravelTimes& operator=(TravelTimes&&) noexcept;

  SimTime arrival(Way way, SimTime departure, Duration static_time) const;
  /// The static time covered from `departure` until `at`: the inverse of arrival, for places on the way.
  Duration covered(Way way, SimTime departure, SimTime at) const;

  /// A static time below which no trip from one spot to the other stays, whatever is closed: as the crow flies, at the
  /// speed of the quickest street. Without streets: none at all.
  Duration at_least(Way way, const Spot& from, const Spot& to) const;
  /// The same for any two spots that lie so far apart.
  Duration at_least(Way way, Length apart) const;
  /// How far as the crow flies a trip of a static time leads at most, whatever is closed. Without streets: nowhere.
  Length at_most(Way way, Duration time) const;

  /// Makes labels of every junction for a way of moving, unless they are there: 0.2 to 0.4 kB and 5 to 10 us each. From
  /// then on its questions from spot to spot are looked up instead of searched for, with the same answers. For runs,
  /// which ask millions of them. May be called from any thread; where another one is at it already, this one goes on
  /// with searches until it is done.
  void keep_labels(Way way) const;
  const TravelIndex& index() const;
  /// All that is kept for questions, labels included, in bytes.
  std::size_t bytes() const;

 private:
  friend class TravelQuery;
  friend class FixedOrigins;
  struct Prepared;
  std::unique_ptr<const Prepared> prepared_;
};

/// Stands for streets and base speeds: equal ones have equal indices. Profiles do not count.
DigestValue digest_of_index(const TravelSpec& travel, const StreetNetwork& network);

/// Where a journey is after `elapsed` of its static time.
struct WayPoint {
  Spot spot{};
  Duration elapsed{};
};

struct Origin {
  Way way = Way::foot;
  Spot spot{};
};

/// Places from which is asked again and again, such as posts and stations: what their questions share is worked out
/// once. Without streets: the places alone.
class FixedOrigins {
 public:
  FixedOrigins(const TravelTimes& times, Way way, std::span<const Spot> spots);
  Way way() const { return way_; }
  std::span<const Spot> spots() const { return spots_; }

 private:
  friend class TravelQuery;
  struct Exit {
    std::uint32_t row = 0;  // in `order`, the core's rows first
    std::uint32_t time = 0;
  };
  Way way_;
  std::vector<Spot> spots_;
  bool plain_ = false;                       // asked one by one: no hierarchy
  std::vector<std::uint32_t> places_{};      // outside the core, above or at an exit, ascending
  std::vector<std::uint32_t> arc_first_{};   // by row of places_, and one more
  std::vector<Hierarchy::Up> arcs_{};        // heads are rows
  std::vector<std::uint32_t> exit_first_{};  // by spot, and one more
  std::vector<Exit> exits_{};
};

/// One of many, and how soon.
struct Soon {
  std::size_t origin = 0;  // its number among those asked about
  Duration time{};
  bool operator==(const Soon&) const = default;
};

/// Static times of all junctions from a spot or to it.
class JunctionTimes {
 public:
  std::optional<Duration> of(NodeId junction) const {
    require(junction.row() < times_.size(), "a junction is one of the network's");
    if (times_[junction.row()] < 0) return std::nullopt;
    return Duration{times_[junction.row()]};
  }
  std::size_t size() const { return times_.size(); }

 private:
  friend class TravelQuery;
  std::vector<std::int64_t> times_{};  // ms; -1 inside this class alone: not reached
};

/// Answers questions with scratch memory of its own; cheap to make once per thread, not shared between threads. "None"
/// means that the way cannot get there. While streets are closed or slow, every question takes them as its last
/// argument; an answer depends on its arguments alone, never on what was asked before.
class TravelQuery {
 public:
  explicit TravelQuery(const TravelTimes& times);
  ~TravelQuery();
  TravelQuery(TravelQuery&&) noexcept;
  TravelQuery& operator=(TravelQuery&&) noexcept;

  const TravelTimes& times() const;
  std::optional<Duration> static_time(Way way, const Spot& from, const Spot& to, const StreetClosures& closures = {});
  /// Static times from every origin to one door, in the order of `origins`, which may have moved since the last
  /// question.
  std::vector<std::optional<Duration>> static_times_to(std::span<const Origin> origins, const Spot& to,
                                                       const StreetClosures& closures = {});
  std::vector<std::optional<Duration>> static_times_to(const FixedOrigins& origins, const Spot& to,
                                                       const StreetClosures& closures = {});
  /// From one spot to many.
  std::vector<std::optional<Duration>> static_times_from(Way way, const Spot& from, std::span<const Spot> to,
                                                         const StreetClosures& closures = {});
  /// The `most` soonest at a door, soonest first; of equally soon ones the lower number first. Who cannot get there is
  /// left out.
  std::vector<Soon> soonest_to(std::span<const Origin> origins, const Spot& to, std::size_t most,
                               const StreetClosures& closures = {});
  /// Of every junction; requires streets.
  void junction_times(Way way, const Spot& spot, Looking looking, JunctionTimes& found,
                      const StreetClosures& closures = {});
  /// The soonest path: the start, every junction passed, the end; `elapsed` never falls. Empty if there is none.
  /// Without streets: the start and the end. Of equally soon paths, read from the end backwards, the one whose last
  /// street has the lower number; whatever index there is, so that an answer does not depend on it.
  std::vector<WayPoint> path(Way way, const Spot& from, const Spot& to, const StreetClosures& closures = {});
  /// How long the path is that takes least time; requires streets.
  std::optional<Length> length(Way way, const Spot& from, const Spot& to, const StreetClosures& closures = {});
  /// The spot on the soonest path after `elapsed` of its static time, clamped to its ends; between junctions in
  /// proportion. Requires that there is a path.
  Spot on_the_way(Way way, const Spot& from, const Spot& to, Duration elapsed, const StreetClosures& closures = {});

 private:
  struct Scratch;
  const TravelTimes* times_;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace outpost
