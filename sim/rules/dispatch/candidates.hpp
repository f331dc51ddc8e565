#pragma once

#include <array>
#include <concepts>
#include <span>

#include "sim/base/fetch.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::rules {

// What dispatch rules share: who could be sent, how soon it is expected, and who of equally soon ones goes.

/// The place of the unit's role in the list of who is asked for on the order's errand; none: it may not answer it, does
/// not go so far, or the desk that has the order knows nothing of such units.
std::optional<std::size_t> rank_of(const Setting& setting, const Order& order, const Responder& unit);

/// Whom the order's dispatcher may send, in order of id. In a prefecture these are the units of about six towns instead
/// of all of 136: the answer is the soonest of them, which nobody from farther away could be unless everybody near is
/// busy, and then the order waits for somebody near, as [rules] reach says.
const std::vector<ResponderId>& within_reach(const Setting& setting, const Order& order);

/// Who of a town's units is asked about: a condition on the unit, what it is and what it is at.
template <class Condition>
concept Filter = std::predicate<Condition, ResponderId, const Responder&, const ResponderState&>;
/// Whoever is free for an order of this urgency.
inline auto free_for(const Order& order) {
  return [priority = order.priority](ResponderId, const Responder&, const ResponderState& state) {
    return is_available(state, priority);
  };
}

/// Whether the unit is of the department that a kind has, where its role is one of departments.
inline bool is_of_its_department(const Responder& unit, std::optional<std::uint32_t> department) {
  return !is_of_departments(unit.role) || unit.department == department;
}

/// Of an order, by role: whether units of the role may be sent, and whether its desk sees where they are.
class Asked {
 public:
  Asked(const Setting& setting, const Order& order);
  bool is(Role role) const { return by_role_[static_cast<std::size_t>(role)].asked; }
  /// The same of a unit, which has a department besides; how far it goes is another question.
  bool is(const Responder& unit) const { return is(unit.role) && is_of_its_department(unit, department_); }
  bool knows_where(Role role) const { return by_role_[static_cast<std::size_t>(role)].seen; }

 private:
  struct OfRole {
    bool asked = false;
    bool seen = false;
  };
  std::array<OfRole, role_count> by_role_{};
  std::optional<std::uint32_t> department_{};
};

/// Somebody who could be sent, before it is known how long the way takes.
struct Prospect {
  ResponderId responder{};
  Way way = Way::foot;
  bool knows_where = true;  // the desk does; otherwise it takes the unit to be at its post
};
/// When it is expected on the road.
SimTime sets_out(const Setting& setting, const World& world, const Prospect& unit);

/// Those of `units`, who are within reach, whose role the kind lists and who pass the filter, in their order.
std::vector<Prospect> prospects(const Setting& setting, const World& world, const Order& order,
                                std::span<const ResponderId> units, const Filter auto& filter) {
  const Asked asked{setting, order};
  // What is quickest to tell comes first: most of a town's units are asked about in vain. What is read of the others is
  // sent for together, so that not each of them is waited for.
  std::vector<ResponderId> left;
  left.reserve(units.size());
  for (const ResponderId id : units) {
    if (!asked.is(setting.force.role_of[id])) continue;
    left.push_back(id);
    const ResponderState& state = world.responders[id];
    fetch_between(&state, &state.from);  // what it is at
  }
  std::erase_if(left, [&](ResponderId id) {
    const ResponderState& state = world.responders[id];
    if (!filter(id, setting.force.responders[id], state)) return true;
    fetch_between(&state.from, &state.work);  // where it is
    fetch(setting.force.responders[id]);
    return false;
  });
  std::vector<Prospect> found;
  found.reserve(left.size());
  for (const ResponderId id : left) {
    const Responder& unit = setting.force.responders[id];
    if (!asked.is(unit) || !goes_to(setting.plan, setting.places, unit, order.building, setting.city)) continue;
    const StaffSpec& staff = setting.force.staff_of(unit);
    found.push_back({id, staff.way_for(order.priority), asked.knows_where(unit.role)});
  }
  return found;
}
/// Those of them who can get there, in their order, with their expected times.
std::vector<Candidate> expected(const Setting& setting, const World& world, const Order& order, TravelQuery& travel,
                                std::span<const Prospect> who);

/// Those within reach whose role the kind lists, who pass the filter and can get there, in order of id, with their
/// expected times: mobilisation at its mean for those at their post, travel without noise.
std::vector<Candidate> candidates(const Setting& setting, const World& world, const Order& order, TravelQuery& travel,
                                  const Filter auto& filter) {
  return expected(setting, world, order, travel,
                  prospects(setting, world, order, within_reach(setting, order), filter));
}

/// When a responder who is sent now is expected on the road: mobilised at the mean, and at the entrance.
SimTime sets_out(const Setting& setting, const World& world, ResponderId responder);

/// Whether the first is sent rather than the second: sooner; equally soon, taken from the less urgent order; then the
/// role that the kind names first; then free for longer, so that crews who wait at one station share the work; then the
/// lower number.
bool is_sooner(const Setting& setting, const World& world, const Order& order, const Candidate& first,
               const Candidate& second);

/// The candidates, soonest first.
std::vector<Candidate> by_soonest(const Setting& setting, const World& world, const Order& order,
                                  std::vector<Candidate> found);

/// The soonest of the candidates that make up what the order needs (party.hpp), if they are enough.
Choice choice_among(const Setting& setting, const World& world, const Order& order, std::vector<Candidate> found,
                    std::string_view reason, std::string_view reason_for_none);
/// The first of `ranked` that make up what the order needs, which they must do; `found` are all who were considered.
Choice choice_of(const Setting& setting, const Order& order, const std::vector<Candidate>& ranked,
                 std::vector<Candidate> found, std::string_view reason);

}  // namespace outpost::rules
