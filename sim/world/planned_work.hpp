#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/people/responders.hpp"

namespace outpost {

/// Planned work with everything that runs need; its row names it.
struct Work {
  std::string key{};
  WorkSpec spec{};
};

/// A walk past every building of a grid: from the post along a short tour and back.
struct GridRound {
  std::vector<BuildingId> stops{};  // in the order of the tour
  std::vector<Duration> reached{};  // from setting out to the arrival at each, without the time spent at the stops
  Duration walk{};                  // the whole tour, back to the post, without the time spent at the stops
  Length extent{};                  // of the farthest stop from the post, as the crow flies
  std::vector<Duration> home{};     // from each straight back to the post; empty where [rules] rounds is fixed_tour
};

/// What comes due at one place: work is due on every day `phase` + k * period, counted from day 0.
struct DuePlace {
  HouseholdId household{};         // of an inspection: not used
  MaybeId<BuildingId> premises{};  // of an inspection
  std::int32_t phase = 0;
};

/// One visit, inspection or registration that has come due and is neither done nor excused.
struct Visit {
  std::uint16_t work = 0;  // row of Setting::works
  std::uint8_t tries = 0;  // doors that stayed shut
  std::int32_t due = 0;    // day
  HouseholdId household{};
  MaybeId<BuildingId> premises{};
  SimTime not_before{};            // the next try
  std::optional<Duration> left{};  // of one that a call interrupted
  bool operator==(const Visit&) const = default;
};

/// Days between two due dates of one place.
inline std::int32_t period_of(const WorkSpec& work) {
  return static_cast<std::int32_t>(work.every / one_day);
}
inline bool is_overdue(const WorkSpec& work, const Visit& visit, SimTime at) {
  return at > start_of_day(visit.due) + work.grace;
}

/// Of one kind of work: what came due = done + excused + open.
struct VisitCounts {
  std::int64_t due = 0;
  std::int64_t done = 0;
  std::int64_t excused = 0;  // nobody opened at any try
  bool operator==(const VisitCounts&) const = default;
};

/// Something that was recorded at a building: an order about it, or a risk that was settled on the spot.
struct KnownMatter {
  BuildingId building{};
  SimTime at{};
  bool operator==(const KnownMatter&) const = default;
};

/// What can change about a grid.
struct GridState {
  std::vector<Visit> open{};         // in order of due date, then of coming up
  SimTime last_round{};              // when the last one ended
  std::int32_t round_days = 0;       // bit k: a round was finished k days ago
  bool is_walked = false;            // somebody is on a round of it, or has left one for a call
  std::vector<KnownMatter> known{};  // lately, oldest first; empty where the round rule does not ask for it
  bool operator==(const GridState&) const = default;
};

/// Planned work that somebody is at, or has left for a call.
struct PlannedTask {
  std::uint16_t work = 0;
  GridId grid{};
  std::uint32_t stop = 0;        // of a round: how many stops lie behind it
  std::uint32_t first = 0;       // of a round: the stop of the tour at which it begins, and goes round from there
  std::optional<Visit> visit{};  // of a visit, inspection, registration
  SimTime began{};               // this stretch of it
  Duration left{};               // of a round: from `began` to its next stop; else to its end
  bool opened = false;           // of a visit: somebody opened the door
  bool is_break = false;         // then `work` means nothing
  bool operator==(const PlannedTask&) const = default;
};

}  // namespace outpost
