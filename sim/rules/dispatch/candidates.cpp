#include "sim/rules/dispatch/candidates.hpp"

#include <algorithm>

#include "sim/city/storeys.hpp"
#include "sim/rules/course.hpp"
#include "sim/rules/dispatch/party.hpp"
#include "sim/rules/idle.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::rules {
namespace {

/// How urgent the order is that somebody would be taken from; nobody's order is the least urgent.
std::int64_t priority_left(const World& world, ResponderId responder) {
  const ResponderState& state = world.responders[responder];
  return state.order ? world.orders[*state.order].priority : 5;
}

}  // namespace

std::optional<std::size_t> rank_of(const Setting& setting, const Order& order, const Responder& unit) {
  if (!is_asked(setting, order, unit) || !goes_to(setting.plan, setting.places, unit, order.building, setting.city)) {
    return std::nullopt;
  }
  if (sight_of(setting, order, unit.role) == Sees::nothing) return std::nullopt;
  const std::vector<Role>& roles = roles_asked(setting, order);
  return static_cast<std::size_t>(std::find(roles.begin(), roles.end(), unit.role) - roles.begin());
}

bool is_asked(const Setting& setting, const Order& order, const Responder& unit) {
  const std::vector<Role>& roles = roles_asked(setting, order);
  if (std::find(roles.begin(), roles.end(), unit.role) == roles.end()) return false;
  return is_of_its_department(unit, setting.kinds[order.kind].department);
}

const std::vector<ResponderId>& within_reach(const Setting& setting, const Order& order) {
  return setting.force.within_reach[town_of(setting, order).row()];
}

Asked::Asked(const Setting& setting, const Order& order) {
  for (const Role role : roles_asked(setting, order)) {
    const Sees sees = sight_of(setting, order, role);
    if (sees == Sees::nothing) continue;
    by_role_[static_cast<std::size_t>(role)] = {true, sees == Sees::position};
  }
  department_ = setting.kinds[order.kind].department;
}

std::vector<Candidate> expected(const Setting& setting, const World& world, const Order& order, TravelQuery& travel,
                                std::span<const Prospect> who) {
  std::vector<Candidate> found;
  if (who.empty()) return found;
  const Building& building = setting.city.buildings[order.building];
  const Duration climb = climb_to(setting.spec.travel.storeys, building, order.storey);
  const auto spot_now = [&](const Prospect& unit) {
    return unit.knows_where ? spot_of(setting, world, world.responders[unit.responder], travel)
                            : setting.force.responders[unit.responder].post;
  };
  const auto add = [&](const Prospect& unit, std::optional<Duration> time) {
    if (!time) return;  // cannot get there
    const SimTime at = travel.times().arrival(unit.way, sets_out(setting, world, unit), *time);
    found.push_back({unit.responder, at + climb - world.now});
  };
  std::vector<Origin> origins;
  for (const Prospect& unit : who) origins.push_back({unit.way, spot_now(unit)});
  const auto times = travel.static_times_to(origins, building.entrance, world.closures);
  for (std::size_t i = 0; i < who.size(); ++i) add(who[i], times[i]);
  return found;
}

SimTime sets_out(const Setting& setting, const World& world, const Prospect& unit) {
  if (unit.knows_where) return sets_out(setting, world, unit.responder);
  return world.now + mean_of(setting.force.staff_of(unit.responder).mobilise);
}

SimTime sets_out(const Setting& setting, const World& world, ResponderId responder) {
  const ResponderState& state = world.responders[responder];
  const StaffSpec& staff = setting.force.staff_of(responder);
  const Duration mobilise = state.status == Status::off_duty        ? mean_of(staff.standby_mobilise)
                            : gets_ready(setting, world, responder) ? mean_of(staff.mobilise)
                                                                    : Duration{};
  return world.now + mobilise + way_down_of(state, world.now);
}

bool is_sooner(const Setting& setting, const World& world, const Order& order, const Candidate& a, const Candidate& b) {
  if (a.expected != b.expected) return a.expected < b.expected;
  const std::int64_t left = priority_left(world, a.responder);
  const std::int64_t other_left = priority_left(world, b.responder);
  if (left != other_left) return left > other_left;
  const auto first = rank_of(setting, order, setting.force.responders[a.responder]);
  const auto second = rank_of(setting, order, setting.force.responders[b.responder]);
  if (first != second) return first < second;
  const SimTime free_since = world.responders[a.responder].since;
  const SimTime other_since = world.responders[b.responder].since;
  return free_since != other_since ? free_since < other_since : a.responder < b.responder;
}

std::vector<Candidate> by_soonest(const Setting& setting, const World& world, const Order& order,
                                  std::vector<Candidate> found) {
  std::sort(found.begin(), found.end(), [&](const Candidate& first, const Candidate& second) {
    return is_sooner(setting, world, order, first, second);
  });
  return found;
}

Choice choice_among(const Setting& setting, const World& world, const Order& order, std::vector<Candidate> found,
                    std::string_view reason, std::string_view reason_for_none) {
  const std::size_t needed = units_needed(setting, order);
  if (!are_enough(setting, order, found)) {
    return {.reason = found.empty() ? reason_for_none : "fewer are free than it needs", .candidates = std::move(found)};
  }
  if (setting.kinds[order.kind].spec.party.size() > 0) {
    const std::vector<Candidate> ranked = by_soonest(setting, world, order, found);
    return choice_of(setting, order, ranked, std::move(found), reason);
  }
  std::vector<Candidate> best(needed);
  std::partial_sort_copy(
      found.begin(), found.end(), best.begin(), best.end(),
      [&](const Candidate& first, const Candidate& second) { return is_sooner(setting, world, order, first, second); });
  return choice_of(setting, order, best, std::move(found), reason);
}

Choice choice_of(const Setting& setting, const Order& order, const std::vector<Candidate>& ranked,
                 std::vector<Candidate> found, std::string_view reason) {
  const std::vector<Candidate> party = party_of(setting, order, ranked);
  require(!party.empty(), "a choice has as many units as the order needs");
  Choice choice{.responder = party.front().responder, .reason = reason, .candidates = std::move(found)};
  for (std::size_t row = 1; row < party.size(); ++row) choice.with.push_back(party[row].responder);
  return choice;
}

std::size_t units_needed(const Setting& setting, const Order& order) {
  if (order.course.errand != Errand::handle) return 1;
  const KindSpec& kind = setting.kinds[order.kind].spec;
  const std::int64_t party = kind.party.size();
  return static_cast<std::size_t>(party > 0 ? party : kind.units);
}

bool may_answer(const Setting& setting, const Order& order, ResponderId responder) {
  const std::vector<ResponderId>& near = within_reach(setting, order);
  return rank_of(setting, order, setting.force.responders[responder]).has_value() &&
         std::binary_search(near.begin(), near.end(), responder);
}

Spot spot_of(const Setting& setting, const World& world, const ResponderState& state, TravelQuery& travel) {
  const SimTime now = world.now;
  if (state.status == Status::on_round) return spot_on_round(setting, state, now);
  if (!is_moving(state.status) || now <= state.departed) return state.from;
  if (now >= state.arrives - state.climb) return state.bound_for;
  return travel.on_the_way(state.way, state.from, state.bound_for, static_covered(*setting.travel, state, now),
                           world.closures);
}

Duration static_covered(const TravelTimes& travel, const ResponderState& state, SimTime now) {
  // A slow journey covers less static time in the same while: undo the pace that the journey was drawn with.
  const Duration covered = travel.covered(state.way, state.departed, now);
  const auto elapsed = static_cast<std::int64_t>(static_cast<double>(covered.count()) / state.pace);
  return std::min(Duration{elapsed}, state.static_time);
}

bool gets_ready(const Setting& setting, const World& world, ResponderId id) {
  const ResponderState& state = world.responders[id];
  const bool at_post = state.from == setting.force.responders[id].post;
  // Who is getting ready at the post for another order starts over.
  if (state.status == Status::mobilising) return at_post;
  // Who waits where its last order ended is ready.
  if (state.status == Status::free) return at_post || !idle_rule(setting.spec.rules.idle).waits_ready;
  return state.status == Status::at_counter || state.status == Status::in_meeting || state.status == Status::on_break ||
         state.status == Status::off_duty;
}

Duration way_down_of(const ResponderState& state, SimTime now) {
  if (!is_moving(state.status)) return state.way_down;
  if (now <= state.departed) return std::max(state.way_down, state.departed - now);
  // Whoever turns back on the stairs goes down for as long as it went up.
  return std::max(Duration{}, now - (state.arrives - state.climb));
}

}  // namespace outpost::rules
