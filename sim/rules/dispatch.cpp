#include "sim/rules/dispatch.hpp"

#include <algorithm>

#include "sim/city/storeys.hpp"
#include "sim/rules/course.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::rules {
namespace {

/// The place of the role in the list of who is asked for; none: the role may not answer.
std::optional<std::size_t> rank_of(const std::vector<Role>& roles, Role role) {
  const auto found = std::find(roles.begin(), roles.end(), role);
  if (found == roles.end()) return std::nullopt;
  return static_cast<std::size_t>(found - roles.begin());
}

/// Whom the order's dispatcher may send. In a prefecture these are the units of about six towns instead of all of 136:
/// the answer is the soonest of them, which nobody from farther away could be unless everybody near is busy, and then
/// the order waits for somebody near, as [rules] reach says.
const std::vector<ResponderId>& within_reach(const Setting& setting, const Order& order) {
  return setting.force.within_reach[town_of(setting, order).row()];
}

bool is_own(const Setting& setting, const Responder& responder, const Order& order) {
  const BuildingId building = order.building;
  const GridId grid = setting.plan.grid_of[building];
  const AreaId area = setting.places.area_of[setting.plan.grids[grid].community];
  if (responder.grid) return *responder.grid == grid;
  if (responder.area) return *responder.area == area;
  if (responder.station) return *responder.station == setting.places.areas[area].station;
  return responder.town == town_of(setting, order);  // whoever waits at the command room answers for its town
}

/// Expected times of all who pass the filter: mobilisation at its mean for those at their post, travel without noise.
template <class Filter>
std::vector<Candidate> candidates(const Setting& setting, const World& world, const Order& order, TravelQuery& travel,
                                  const Filter& filter) {
  const std::vector<Role>& roles = roles_asked(setting, order);
  std::vector<ResponderId> who;
  std::vector<Origin> origins;
  for (const ResponderId id : within_reach(setting, order)) {
    const Responder& responder = setting.force.responders[id];
    const ResponderState& state = world.responders[id];
    if (!rank_of(roles, responder.role) || !filter(id, responder, state)) continue;
    const Sees sight = sight_of(setting, order, responder.role);
    if (sight == Sees::nothing) continue;
    who.push_back(id);
    origins.push_back({setting.spec.staff.at(responder.role).way_for(order.priority),
                       sight == Sees::position ? spot_of(setting, world, state, travel) : responder.post});
  }
  std::vector<Candidate> found;
  if (who.empty()) return found;
  const Building& building = setting.city.buildings[order.building];
  const auto times = travel.static_times_to(origins, building.entrance, world.closures);
  const Duration climb = climb_to(setting.spec.travel.storeys, building, order.storey);
  for (std::size_t i = 0; i < who.size(); ++i) {
    if (!times[i]) continue;  // cannot get there
    const ResponderState& state = world.responders[who[i]];
    const Role role = setting.force.responders[who[i]].role;
    const StaffSpec& staff = setting.spec.staff.at(role);
    const Duration mobilise = state.status == Status::off_duty     ? mean_of(staff.standby_mobilise)
                              : gets_ready(setting, world, who[i]) ? mean_of(staff.mobilise)
                                                                   : Duration{};
    const SimTime sets_out = world.now + mobilise + way_down_of(state, world.now);
    found.push_back({who[i], travel.times().arrival(origins[i].way, sets_out, *times[i]) + climb - world.now});
  }
  return found;
}

/// How urgent the order is that somebody would be taken from; nobody's order is the least urgent.
std::int64_t priority_left(const World& world, ResponderId responder) {
  const ResponderState& state = world.responders[responder];
  return state.order ? world.orders[*state.order].priority : 5;
}

// Equally soon, whoever is taken from the less urgent order; then the role that the kind names first; then whoever has
// been free the longest, so that crews who wait at one station share the work; then the lower number.
std::vector<ResponderId> soonest(const Setting& setting, const World& world, const Order& order,
                                 const std::vector<Candidate>& found, std::size_t most) {
  const std::vector<Role>& roles = roles_asked(setting, order);
  const auto before = [&](const Candidate& a, const Candidate& b) {
    if (a.expected != b.expected) return a.expected < b.expected;
    const std::int64_t left = priority_left(world, a.responder);
    const std::int64_t other_left = priority_left(world, b.responder);
    if (left != other_left) return left > other_left;
    const auto first = rank_of(roles, setting.force.responders[a.responder].role);
    const auto second = rank_of(roles, setting.force.responders[b.responder].role);
    if (first != second) return first < second;
    const SimTime free_since = world.responders[a.responder].since;
    const SimTime other_since = world.responders[b.responder].since;
    return free_since != other_since ? free_since < other_since : a.responder < b.responder;
  };
  std::vector<Candidate> best(std::min(most, found.size()));
  std::partial_sort_copy(found.begin(), found.end(), best.begin(), best.end(), before);
  std::vector<ResponderId> responders;
  responders.reserve(best.size());
  for (const Candidate& candidate : best) responders.push_back(candidate.responder);
  return responders;
}

bool own_on_duty(const Setting& setting, const World& world, const Order& order) {
  for (const ResponderId id : within_reach(setting, order)) {
    const Responder& responder = setting.force.responders[id];
    if (world.responders[id].on_duty && rank_of(roles_asked(setting, order), responder.role) &&
        sight_of(setting, order, responder.role) != Sees::nothing && is_own(setting, responder, order)) {
      return true;
    }
  }
  return false;
}

Choice choice_among(const Setting& setting, const World& world, const Order& order, std::vector<Candidate> found,
                    std::string_view reason, std::string_view reason_for_none) {
  Choice choice;
  const std::size_t needed = units_needed(setting, order);
  std::vector<ResponderId> chosen = soonest(setting, world, order, found, needed);
  if (chosen.size() == needed) {
    choice.responder = chosen.front();
    choice.with.assign(chosen.begin() + 1, chosen.end());
    choice.reason = reason;
  } else {
    choice.reason = found.empty() ? reason_for_none : "fewer are free than it needs";
  }
  choice.candidates = std::move(found);
  return choice;
}

/// Whoever is free for an order of this urgency.
auto free_for(const Order& order) {
  return [&order](ResponderId, const Responder&, const ResponderState& state) {
    return is_available(state, order.priority);
  };
}

}  // namespace

bool may_answer(const Setting& setting, const Order& order, ResponderId responder) {
  const std::vector<ResponderId>& near = within_reach(setting, order);
  const Role role = setting.force.responders[responder].role;
  return rank_of(roles_asked(setting, order), role).has_value() && sight_of(setting, order, role) != Sees::nothing &&
         std::binary_search(near.begin(), near.end(), responder);
}

Spot spot_of(const Setting& setting, const World& world, const ResponderState& state, TravelQuery& travel) {
  const SimTime now = world.now;
  if (state.status == Status::on_round) return spot_on_round(setting, state, now);
  if (!is_moving(state.status) || now <= state.departed) return state.from;
  if (now >= state.arrives - state.climb) return state.bound_for;
  // A slow journey covers less static time in the same while: undo the pace that the journey was drawn with.
  const Duration covered = setting.travel->covered(state.way, state.departed, now);
  const auto elapsed = static_cast<std::int64_t>(static_cast<double>(covered.count()) / state.pace);
  return travel.on_the_way(state.way, state.from, state.bound_for, std::min(Duration{elapsed}, state.static_time),
                           world.closures);
}

bool gets_ready(const Setting& setting, const World& world, ResponderId id) {
  const ResponderState& state = world.responders[id];
  // Who is getting ready at the post for another order starts over.
  if (state.status == Status::mobilising) return state.from == setting.force.responders[id].post;
  return state.status == Status::free || state.status == Status::at_counter || state.status == Status::in_meeting ||
         state.status == Status::on_break || state.status == Status::off_duty;
}

Duration way_down_of(const ResponderState& state, SimTime now) {
  if (!is_moving(state.status)) return state.way_down;
  if (now <= state.departed) return std::max(state.way_down, state.departed - now);
  // Whoever turns back on the stairs goes down for as long as it went up.
  return std::max(Duration{}, now - (state.arrives - state.climb));
}

Choice soonest_free(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  Choice choice = choice_among(setting, world, order, candidates(setting, world, order, travel, free_for(order)),
                               "soonest of the free", "nobody who may answer is free");
  if (choice.responder || !choice.candidates.empty()) return choice;
  auto on_call = [&](ResponderId, const Responder& responder, const ResponderState& state) {
    return is_on_standby(setting.spec.staff.at(responder.role), state, order.priority);
  };
  std::vector<Candidate> called = candidates(setting, world, order, travel, on_call);
  if (called.empty()) return choice;
  return choice_among(setting, world, order, std::move(called), "nobody on duty is free; soonest of those on standby",
                      choice.reason);
}

// Urgent orders do not wait for their own people; nobody waits for people who are all off duty.
Choice home_first(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  auto own = [&](ResponderId, const Responder& responder, const ResponderState& state) {
    return is_available(state, order.priority) && is_own(setting, responder, order);
  };
  Choice choice = choice_among(setting, world, order, candidates(setting, world, order, travel, own),
                               "soonest of its own", "its own are busy; others may answer after the wait");
  if (choice.responder) return choice;
  const Duration waited = world.now - in_line_since(order);
  const Duration wait = setting.spec.rules.spill_over;
  if (order.priority > 1 && waited < wait && own_on_duty(setting, world, order)) {
    choice.ask_again = wait - waited;
    return choice;
  }
  choice = soonest_free(setting, world, id, travel);
  if (choice.responder) choice.reason = "its own cannot come; soonest of the others";
  return choice;
}

Choice priority_soonest(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  Choice choice = soonest_free(setting, world, id, travel);
  if (choice.responder) return choice;
  const Order& order = world.orders[id];
  if (units_needed(setting, order) > 1) return choice;
  auto on_something_less = [&](ResponderId, const Responder&, const ResponderState& state) {
    if (!state.on_duty || !state.order) return false;
    const Order& other = world.orders[*state.order];
    const bool not_there = state.status == Status::mobilising || state.status == Status::travelling;
    const bool broken_off = state.status == Status::on_scene && setting.spec.rules.preempt == Preempt::on_scene;
    return units_needed(setting, other) == 1 && (not_there || broken_off) &&
           other.priority - order.priority >= setting.spec.rules.preempt_gap;
  };
  return choice_among(setting, world, order, candidates(setting, world, order, travel, on_something_less),
                      "nobody free; soonest of those on something less urgent",
                      "nobody who may answer is free or can be taken");
}

Choice preference(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const std::size_t place = setting.city.buildings[order.building].community.row();
  if (setting.preferences.empty() || setting.preferences[place].empty()) {
    return soonest_free(setting, world, id, travel);
  }
  Choice choice;
  choice.candidates = candidates(setting, world, order, travel, free_for(order));
  std::vector<ResponderId> chosen;
  const std::size_t needed = units_needed(setting, order);
  Stream stream = stream_of(world.key, Draw::tie, world.incidents[order.incident], order, order.attempts, 0);
  for (const std::vector<ResponderId>& tier : setting.preferences[place]) {
    std::vector<ResponderId> there;
    for (const Candidate& candidate : choice.candidates) {
      if (std::find(tier.begin(), tier.end(), candidate.responder) != tier.end()) there.push_back(candidate.responder);
    }
    while (!there.empty() && chosen.size() < needed) {
      const std::size_t pick = there.size() == 1 ? 0 : static_cast<std::size_t>(stream.below(there.size()));
      chosen.push_back(there[pick]);
      there.erase(there.begin() + static_cast<std::ptrdiff_t>(pick));
    }
  }
  if (chosen.size() == needed) {
    choice.responder = chosen.front();
    choice.with.assign(chosen.begin() + 1, chosen.end());
    choice.reason = "first free on the place's list";
  } else {
    choice.reason = "nobody on the place's list is free";
  }
  return choice;
}

Choice reserve(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  if (order.priority > 1) {
    std::int64_t others_free = -static_cast<std::int64_t>(units_needed(setting, order));
    for (const ResponderId responder : within_reach(setting, order)) {
      others_free +=
          is_available(world.responders[responder], order.priority) && may_answer(setting, order, responder) ? 1 : 0;
    }
    if (others_free < setting.spec.rules.reserve) return {.reason = "the last free are held back for urgent orders"};
  }
  return soonest_free(setting, world, id, travel);
}

std::size_t units_needed(const Setting& setting, const Order& order) {
  if (order.course.errand != Errand::handle) return 1;
  return static_cast<std::size_t>(setting.kinds[order.kind].spec.units);
}

std::vector<OrderId> in_line(const Setting& setting, const World& world) {
  std::vector<OrderId> line = world.waiting;
  if (setting.spec.command.line == Line::priority) {
    std::stable_sort(line.begin(), line.end(),
                     [&world](OrderId a, OrderId b) { return world.orders[a].priority < world.orders[b].priority; });
  }
  return line;
}

}  // namespace outpost::rules
