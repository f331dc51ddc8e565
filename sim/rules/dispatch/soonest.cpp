#include "sim/rules/dispatch/soonest.hpp"

#include <algorithm>

#include "sim/city/storeys.hpp"
#include "sim/rules/dispatch/party.hpp"
#include "sim/rules/planned_work.hpp"

namespace outpost::rules {
namespace {

/// Whether it is on its way, so that the place where it is would have to be looked for.
bool is_under_way(const World& world, const Prospect& unit) {
  const ResponderState& state = world.responders[unit.responder];
  return unit.knows_where && is_moving(state.status) && world.now > state.departed &&
         world.now < state.arrives - state.climb;
}

/// Whether the way over a third place is never shorter than the way without it. Where a turn is banned it may be: who
/// sets out anew in the middle of a street may go back, and so take the turn. Where a street is closed, who sets out in
/// it may leave it by either end, and so pass it. Without streets, a table of times may say anything.
bool is_detour_longer(const Setting& setting, const World& world, Way way) {
  const auto is_for_it = [way](const BannedTurn& turn) { return turn.ways.has(way); };
  const std::vector<BannedTurn>& banned = setting.city.streets.banned_turns;
  return setting.spec.metric.kind == MetricKind::streets && world.closures.empty() &&
         std::none_of(banned.begin(), banned.end(), is_for_it);
}

constexpr Duration rounding{10};  // of a place along a street, and of the ways there and on from there

/// A static time that the way of somebody under way takes at least. On a journey nobody is nearer to the door than its
/// beginning, but for what has been covered since; nor than its end, but for what is left of it. Roughly, both are the
/// whole journey. Distances are as the crow flies, or by streets times.
Duration way_at_least_from_journey(const TravelTimes& times, const World& world, const Prospect& unit, const Spot& door,
                                   Look look, TravelQuery& travel) {
  const ResponderState& state = world.responders[unit.responder];
  const Duration whole = state.static_time;
  const Duration behind = look == Look::roughly ? whole : static_covered(times, state, world.now);
  const Duration ahead = look == Look::roughly ? whole : whole - behind;
  if (look == Look::by_streets) {
    const auto from_begin = travel.static_time(unit.way, state.from, door, world.closures);
    const auto to_end = travel.static_time(unit.way, door, state.bound_for, world.closures);
    Duration least{};
    if (from_begin) least = std::max(least, *from_begin - behind - rounding);
    if (to_end) least = std::max(least, ahead - *to_end - rounding);
    return least;
  }
  const auto apart = [&](const Spot& end, Duration from_there) {
    return straight_distance(end.at, door.at) - times.at_most(state.way, from_there + rounding);
  };
  return times.at_least(unit.way, std::max({Length{}, apart(state.from, behind), apart(state.bound_for, ahead)}));
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
  Look look = Look::roughly;
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

// Streets say more of journeys alone, and of those by one way.
Look last_look(const Setting& setting, const World& world, const Prospect& unit) {
  const bool by_one_way = is_under_way(world, unit) && world.responders[unit.responder].way == unit.way;
  return by_one_way && is_detour_longer(setting, world, unit.way) ? Look::by_streets : Look::closely;
}

Duration way_at_least(const Setting& setting, const World& world, const Prospect& unit, const Spot& door, Look look,
                      TravelQuery& travel) {
  const TravelTimes& times = *setting.travel;
  const ResponderState& state = world.responders[unit.responder];
  if (!unit.knows_where) return times.at_least(unit.way, setting.force.responders[unit.responder].post, door);
  if (state.status == Status::on_round) {
    // Where it set out, or at a stop.
    const GridId grid = state.work->grid;
    const Length nearest_stop =
        straight_distance(setting.plan.grids[grid].post.at, door.at) - setting.rounds[grid].extent;
    return times.at_least(unit.way,
                          std::max(Length{}, std::min(straight_distance(state.from.at, door.at), nearest_stop)));
  }
  if (is_under_way(world, unit)) return way_at_least_from_journey(times, world, unit, door, look, travel);
  const bool has_arrived = is_moving(state.status) && world.now > state.departed;
  return times.at_least(unit.way, has_arrived ? state.bound_for : state.from, door);
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
  const auto bound = [&](const Prospect& unit, Look look) {
    const Duration way = way_at_least(setting, world, unit, building.entrance, look, travel);
    const SimTime departure = look == Look::roughly ? world.now : sets_out(setting, world, unit);
    return Bounded{travel.times().arrival(unit.way, departure, way) + climb - world.now, unit, look};
  };
  for (const Prospect& unit : all) bounded.push_back(bound(unit, Look::roughly));
  std::make_heap(bounded.begin(), bounded.end(), is_later);  // most of them are never asked for their turn
  // Until the first has been looked at as closely as is worth it, or is later than `last` anyway.
  const auto look_at_first = [&](std::optional<Duration> last) {
    while (!bounded.empty() && (!last || bounded.front().at_least <= *last) &&
           bounded.front().look < last_look(setting, world, bounded.front().unit)) {
      std::pop_heap(bounded.begin(), bounded.end(), is_later);
      Bounded& first = bounded.back();
      const Bounded again = bound(first.unit, first.look == Look::roughly ? Look::closely : Look::by_streets);
      first = {std::max(first.at_least, again.at_least), again.unit, again.look};
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
