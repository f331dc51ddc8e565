#include <algorithm>

#include "sim/rules/dispatch/soonest.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::rules {
namespace {

constexpr std::string_view others_after_the_wait = "its own are busy; others may answer after the wait";
constexpr std::string_view soonest_of_its_own = "soonest of its own";

/// Who an order's own people are: those of its grid, its police area, its station, or at its town's command room.
struct Own {
  GridId grid{};
  AreaId area{};
  StationId station{};
  TownId town{};

  Own(const Setting& setting, const Order& order)
      : grid(setting.plan.grid_of[order.building]),
        area(setting.places.area_of[setting.plan.grids[grid].community]),
        station(setting.places.areas[area].station),
        town(town_of(setting, order)) {}

  bool includes(const Responder& unit) const {
    if (unit.grid) return *unit.grid == grid;
    if (unit.area) return *unit.area == area;
    if (unit.station) return *unit.station == station;
    if (unit.of_county) return true;  // who is within reach of it is of its county
    // Whoever waits at the command room answers for its town.
    return unit.town == town;
  }
};

bool own_on_duty(const Setting& setting, const World& world, const Order& order, const Own& own) {
  const std::vector<ResponderId>& near = within_reach(setting, order);
  return std::any_of(near.begin(), near.end(), [&](ResponderId id) {
    const Responder& unit = setting.force.responders[id];
    return own.includes(unit) && world.responders[id].on_duty && rank_of(setting, order, unit);
  });
}

/// What comes of its own people's answer: theirs, a wait, or whatever `of_others` makes of all.
template <class OfOthers>
Choice own_before_others(const Setting& setting, const World& world, const Order& order, const Own& own, Choice choice,
                         const OfOthers& of_others) {
  if (choice.responder) return choice;
  const Duration waited = world.now - in_line_since(order);
  const Duration wait = setting.spec.rules.spill_over;
  // Urgent orders do not wait for their own people; nobody waits for people who are all off duty.
  if (order.priority > 1 && waited < wait && own_on_duty(setting, world, order, own)) {
    choice.ask_again = wait - waited;
    choice.reason = others_after_the_wait;  // also where some of its own are free, and fewer than it needs
    return choice;
  }
  choice = of_others();
  if (choice.responder) choice.reason = "its own cannot come; soonest of the others";
  return choice;
}

Filter free_of(const Order& order, const Own& own) {
  return [priority = order.priority, own](ResponderId, const Responder& unit, const ResponderState& state) {
    return own.includes(unit) && is_available(state, priority);
  };
}

}  // namespace

Choice home_first(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const Own own{setting, order};
  Choice choice = choice_among(setting, world, order, candidates(setting, world, order, travel, free_of(order, own)),
                               soonest_of_its_own, others_after_the_wait);
  return own_before_others(setting, world, order, own, std::move(choice),
                           [&] { return soonest_free(setting, world, id, travel); });
}

Choice home_first_quickly(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const Own own{setting, order};
  Choice choice = choice_among_nearest(setting, world, order, travel, free_of(order, own), soonest_of_its_own,
                                       others_after_the_wait);
  return own_before_others(setting, world, order, own, std::move(choice),
                           [&] { return soonest_free_quickly(setting, world, id, travel); });
}

}  // namespace outpost::rules
