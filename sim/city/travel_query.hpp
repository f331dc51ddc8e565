#pragma once

#include <array>
#include <vector>

#include "sim/city/hierarchy_search.hpp"
#include "sim/city/plain_search.hpp"
#include "sim/city/travel_prepared.hpp"

namespace outpost {

/// A stretch of one street on the way, and when (in static time) it begins and ends.
struct Stretch {
  StreetId street{};
  Length begin{};
  Length end{};
  Duration from{};
  Duration until{};
};

/// The memory of a TravelQuery and the questions it asks of one way of moving on streets.
struct TravelQuery::Scratch {
  explicit Scratch(const TravelTimes::Prepared& what) : prepared(&what) {}

  std::optional<Duration> usual_time(Way way, const Spot& from, const Spot& to);
  /// Whether so many questions with one end in common are best asked one by one: they share nothing, or are few.
  bool are_asked_alone(Way way, std::size_t count, const StreetClosures& closures) const;

  /// Begins questions about one door: afterwards `time_to_door` answers for any spot.
  void look_to(Way way, const Spot& to, const StreetClosures& closures);
  std::optional<Duration> time_to_door(const Spot& from);
  /// How `time_to_door` found its last answer.
  enum class By : std::uint8_t { hierarchy, search_on_changed_streets, plain_sweep };
  By found_by = By::hierarchy;

  void look_from(Way way, const Spot& from, const StreetClosures& closures);
  std::optional<Duration> time_from_start(const Spot& to);

  /// Of the question begun last, by junction; -1: not reached.
  bool sweep_junctions(std::vector<std::int64_t>& found);
  void sweep_junctions_plainly(std::vector<std::int64_t>& found);

  /// Of the rows of a FixedOrigins, the core's first; empty where the hierarchy does not answer.
  std::span<const std::uint32_t> sweep_rows(const Hierarchy& hierarchy, std::span<const std::uint32_t> places,
                                            std::span<const std::uint32_t> first, std::span<const Hierarchy::Up> arcs);

  const std::vector<Stretch>& stretches(Way way, const Spot& from, const Spot& to, const StreetClosures& closures);

  const TravelTimes::Prepared* prepared;
  HierarchySearch one_sided{};
  HierarchySearch between{};
  PlainSearch plain{};

 private:
  std::uint32_t soonest_by(const HubLabels& labels, const StreetTimes& times, std::uint32_t bound);
  bool to_places(const Hierarchy& hierarchy, const std::vector<NodeTime>& nodes, std::vector<PlaceTime>& places) const;
  std::optional<Duration> direct(Way way, const Spot& from, const Spot& to, const StreetClosures& closures) const;
  void sweep_plainly();
  std::optional<Duration> best_over(const std::vector<NodeTime>& nodes, std::optional<Duration> best);
  std::optional<Duration> time_of(std::uint32_t node);
  bool is_clear(const Spot& from, Duration time);
  bool may_pass(const Spot& from, const StreetEnd& arc, std::uint32_t tail, Duration time);
  std::optional<Duration> search_changed(const Spot& from);
  std::vector<Stretch> read_back(Way way, const Spot& from, const Spot& to, Duration time,
                                 const StreetClosures& closures);

  // The question begun last.
  Way way_ = Way::foot;
  Looking looking_ = Looking::to;
  Spot spot_{};
  StreetClosures closures_{};
  bool swept_plainly_ = false;

  std::vector<NodeTime> starts_{};
  std::vector<NodeTime> ends_{};
  /// Ends of the streets of two spots, and what a way over them takes at least, ms.
  struct Pair {
    std::int64_t least = 0;
    const NodeTime* start = nullptr;
    const NodeTime* end = nullptr;
  };
  std::vector<Pair> pairs_{};
  std::vector<PlaceTime> start_places_{};
  std::vector<PlaceTime> end_places_{};

  /// Journeys asked about lately: whoever moves is asked for again and again. What is kept changes no answer.
  struct Journey {
    bool filled = false;
    Way way = Way::foot;
    Spot from{};
    Spot to{};
    StreetClosures closures{};
    std::vector<Stretch> stretches{};
  };
  std::vector<Journey> journeys_{};
};

}  // namespace outpost
