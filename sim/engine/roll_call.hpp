#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/record/records.hpp"
#include "sim/world/world.hpp"

namespace outpost::engine {

/// Which people of a unit come on a day of duty. What is drawn hangs on the run, the unit and the day alone: plans that
/// differ elsewhere have the same absences.
struct Presence {
  std::int64_t officers = 0;
  std::int64_t auxiliaries = 0;
  std::optional<AbsenceReason> missing{};  // why the first one who is missing is
  bool pulled_away = false;
  SimTime new_since{};  // when whoever came last to one of its places began to work
};
/// `day` is the day of the run on which the day of duty begins, -1 for one that began before the run.
Presence presence_of(const Setting& setting, RunKey key, ResponderId responder, std::int64_t day, SimTime now);

/// How many people each of the units of one post has, in order, once those who came have been put together: each unit
/// gets the fewest that it needs to act, until people run out; who is left fills up the units that act. 0: it stands
/// down.
std::vector<std::int64_t> make_up_units(const StaffSpec& staff, std::span<const Presence> came);

}  // namespace outpost::engine
