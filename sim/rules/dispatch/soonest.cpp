#include "sim/rules/dispatch/soonest.hpp"

#include <algorithm>

#include "sim/city/storeys.hpp"
#include "sim/rules/dispatch/party.hpp"
#include "sim/rules/planned_work.hpp"

namespace outpost::rules {
namespace {

/// A static time that the way of somebody under way takes at least. On a journey nobody is nearer to the door than its
/// beginning, but for what has been covered since; nor than its end, but for what is left of it. Roughly, both are the
/// whole journey.
Duration way_at_least_from_journey(const TravelTimes& travel, const World& world, const Prospect& unit,
                                   const Spot& door, Closeness look) {
  const ResponderState& state = world.responders[unit.responder];
  const Duration whole = state.static_time;
  const Duration behind = look == Closeness::closely ? static_covered(travel, state, world.now) : whole;
  const Duration ahead = look == Closeness::closely ? whole - behind : whole;
  constexpr Duration rounding{5};  // of a place along a street, and of the ways there and on from there
  const auto apart = [&](const Spot& end, Duration from_there) {
    return straight_distance(end.at, door.at) - travel.at_most(state.way, from_there + rounding);
  };
  return travel.at_least(unit.way, std::max({Length{}, apart(state.from, behind), apart(state.bound_for, ahead)}));
}

/// Whether they would make up what the order needs if all of them could get there.
bool could_be_enough(const Setting& setting, const Order& order, std::span<const Prospect> all) {
  if (!needs_roles(setting, order)) return all.size() >= units_needed(setting, order);
  std::vector<Candidate> everybody;
  everybody.reserve(all.size());
  for (const Prospect& unit : all) everybody.push_back({.responder = unit.responder});
  return are_enough(setting, order, everybody);
}

struct Bounded {
  Duration at_least{};  // of its expected time
  Prospect unit{};
  Closeness look = Closeness::roughly;
};

/// For a heap whose first is whoever may be there soonest.
bool is_later(const Bounded& a, const Bounded& b) {
  return a.at_least != b.at_least ? a.at_least > b.at_least : a.unit.responder > b.unit.responder;
}

/// The `needed` th smallest of the expected times; none: fewer have been found.
std::optional<Duration> last_needed(std::vector<Candidate> found, std::size_t needed) {
  if (found.size() < needed) return std::nullopt;
  const auto last = found.begin() + static_cast<std::ptrdiff_t>(needed) - 1;
  std::nth_element(found.begin(), last, found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.expected < b.expected; });
  return last->expected;
}

}  // namespace

Duration way_at_least(const Setting& setting, const World& world, const Prospect& unit, const Spot& door,
                      Closeness look) {
  const TravelTimes& travel = *setting.travel;
  const ResponderState& state = world.responders[unit.responder];
  if (!unit.knows_where) return travel.at_least(unit.way, setting.force.responders[unit.responder].post, door);
  if (state.status == Status::on_round) {
    // Where it set out, or at a stop.
    const GridId grid = state.work->grid;
    const Length nearest_stop =
        straight_distance(setting.plan.grids[grid].post.at, door.at) - setting.rounds[grid].extent;
    return travel.at_least(unit.way,
                           std::max(Length{}, std::min(straight_distance(state.from.at, door.at), nearest_stop)));
  }
  if (!is_moving(state.status) || world.now <= state.departed) return travel.at_least(unit.way, state.from, door);
  if (world.now >= state.arrives - state.climb) return travel.at_least(unit.way, state.bound_for, door);
  return way_at_least_from_journey(travel, world, unit, door, look);
}

Choice choice_among_nearest(const Setting& setting, const World& world, const Order& order, TravelQuery& travel,
                            std::span<const Prospect> all, std::string_view reason, std::string_view reason_for_none) {
  if (!could_be_enough(setting, order, all)) {
    // It waits whatever the ways take; all that is left to say is whether anybody could get there at all.
    std::vector<Candidate> found;
    for (std::size_t row = 0; row < all.size() && found.empty(); ++row) {
      found = expected(setting, world, order, travel, all.subspan(row, 1));
    }
    return choice_among(setting, world, order, std::move(found), reason, reason_for_none);
  }
  const std::size_t needed = units_needed(setting, order);
  if (needs_roles(setting, order) || all.size() <= needed + 1) {
    return choice_among(setting, world, order, expected(setting, world, order, travel, all), reason, reason_for_none);
  }
  const Building& building = setting.city.buildings[order.building];
  const Duration climb = climb_to(setting.spec.travel.storeys, building, order.storey);
  std::vector<Bounded> bounded;
  bounded.reserve(all.size());
  const auto bound = [&](const Prospect& unit, Closeness look) {
    const Duration way = way_at_least(setting, world, unit, building.entrance, look);
    const SimTime departure = look == Closeness::roughly ? world.now : sets_out(setting, world, unit);
    return Bounded{travel.times().arrival(unit.way, departure, way) + climb - world.now, unit, look};
  };
  for (const Prospect& unit : all) bounded.push_back(bound(unit, Closeness::roughly));
  std::make_heap(bounded.begin(), bounded.end(), is_later);  // most of them are never asked for their turn
  // Until the first has been looked at closely, or is later than `last` anyway.
  const auto look_at_first = [&](std::optional<Duration> last) {
    while (!bounded.empty() && bounded.front().look == Closeness::roughly &&
           (!last || bounded.front().at_least <= *last)) {
      std::pop_heap(bounded.begin(), bounded.end(), is_later);
      bounded.back() = bound(bounded.back().unit, Closeness::closely);
      std::push_heap(bounded.begin(), bounded.end(), is_later);
    }
  };
  std::vector<Candidate> found;
  std::vector<Prospect> batch;
  std::size_t size = needed + 1;  // then twice as many, while some of them cannot get there
  while (!bounded.empty()) {
    // Who is as soon as the last who goes may go in its place: only whoever is surely later is left out.
    const std::optional<Duration> last = last_needed(found, needed);
    batch.clear();
    look_at_first(last);
    while (!bounded.empty() && (last ? bounded.front().at_least <= *last : batch.size() < size)) {
      batch.push_back(bounded.front().unit);
      std::pop_heap(bounded.begin(), bounded.end(), is_later);
      bounded.pop_back();
      look_at_first(last);
    }
    if (batch.empty()) break;
    const std::vector<Candidate> more = expected(setting, world, order, travel, batch);
    found.insert(found.end(), more.begin(), more.end());
    size *= 2;
  }
  std::sort(found.begin(), found.end(),
            [](const Candidate& a, const Candidate& b) { return a.responder < b.responder; });
  return choice_among(setting, world, order, std::move(found), reason, reason_for_none);
}

}  // namespace outpost::rules
