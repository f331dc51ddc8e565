#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/city/hierarchy.hpp"

namespace outpost {

/// A junction by its place in a hierarchy, and the time between it and a spot beside it.
struct PlaceTime {
  std::uint32_t place = 0;
  std::uint32_t time = 0;
};

/// Scratch memory of one thread for questions to hierarchies; grows to the largest asked. Questions take starts and
/// ends with times of their own, so that spots along streets add no junctions.
///
/// Where a sum of times would reach Hierarchy::unreached, `saturated` turns true and the answers to the question may be
/// missing: the caller searches plainly.
class HierarchySearch {
 public:
  bool saturated() const { return saturated_; }

  /// The soonest from one of `starts` to one of `ends`; unreached if nothing is below `bound`.
  std::uint32_t soonest(const Hierarchy& hierarchy, std::span<const PlaceTime> starts, std::span<const PlaceTime> ends,
                        std::uint32_t bound);

  /// Where a search upwards from a place, or to it, may meet another one: `doors` into the core, soonest first, and
  /// `others` outside it, ascending.
  void climb(const Hierarchy& hierarchy, Looking looking, std::uint32_t place, std::vector<Hierarchy::Up>& doors,
             std::vector<Hierarchy::Up>& others);

  /// Begins a question with one side: times between `spots` and any other place, by `of` or `sweep`.
  void begin(const Hierarchy& hierarchy, Looking looking, std::span<const PlaceTime> spots);
  /// The exact time between the spots of `begin` and a place. What is found out on the way up is kept, so that many
  /// questions share it (the lazy RPHAST of Strasser and Zeitz 2021).
  std::uint32_t of(std::uint32_t place);
  /// The exact times of all places, in order (PHAST, Delling et al. 2013).
  std::span<const std::uint32_t> sweep();
  /// The same for chosen places outside the core, ascending, that hold all above them: of the core, then of these. The
  /// heads of `arcs`, filed under `first`, are rows of the answer.
  std::span<const std::uint32_t> sweep_rows(const Hierarchy& hierarchy, std::span<const std::uint32_t> places,
                                            std::span<const std::uint32_t> first, std::span<const Hierarchy::Up> arcs);

 private:
  /// A search upwards to the core. Times are those of the way found so far: at the core and where a search passes on,
  /// never too early and, somewhere on every soonest trip, exact.
  struct Climb {
    std::vector<std::uint32_t> time{};
    std::vector<std::uint32_t> seen{};
    std::vector<std::uint64_t> heap{};
    std::vector<PlaceTime> doors{};  // into the core
    void begin(std::size_t places);
    void lower(std::uint32_t place, std::uint32_t at, std::uint32_t core);
    std::uint64_t pop();
  };

  void climb_all(Climb& climb, Looking looking);
  /// Leaves of the doors those that no other door reaches as soon over the core.
  void drop_idle_doors(Climb& climb, Looking looking) const;
  bool is_stalled(const Climb& climb, const Hierarchy::Side& against, std::uint32_t place, std::uint32_t time) const;
  void relax(Climb& climb, const Hierarchy::Side& side, std::uint32_t place, std::uint32_t time);
  void cross_the_core();

  const Hierarchy* hierarchy_ = nullptr;
  bool saturated_ = false;
  std::array<Climb, 2> climbs_{};

  // The question with one side.
  Looking looking_ = Looking::from;
  struct Known {
    std::uint32_t time = 0;
    std::uint32_t question = 0;  // in which the time is known
  };
  std::vector<Known> known_{};           // outside the core
  std::vector<std::uint32_t> across_{};  // of the core, in every question
  std::uint32_t question_ = 0;
  std::vector<std::uint32_t> stack_{};
  std::vector<std::uint32_t> swept_{};
};

}  // namespace outpost
