#include <algorithm>

#include "sim/rules/dispatch/soonest.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::rules {
namespace {

constexpr std::string_view others_after_the_wait = "its own are busy; others may answer after the wait";
constexpr std::string_view soonest_of_its_own = "soonest of its own";

/// Units that belong to where the order is.
const std::vector<ResponderId>& own_of(const Setting& setting, const Order& order) {
  return setting.force.own_of_grid[setting.plan.grid_of[order.building].row()];
}

bool own_on_duty(const Setting& setting, const World& world, const Order& order) {
  const std::vector<ResponderId>& own = own_of(setting, order);
  return std::any_of(own.begin(), own.end(), [&](ResponderId id) {
    return world.responders[id].on_duty && rank_of(setting, order, setting.force.responders[id]);
  });
}

/// What comes of its own people's answer: theirs, a wait, or whatever `of_others` makes of all.
template <class OfOthers>
Choice own_before_others(const Setting& setting, const World& world, const Order& order, Choice choice,
                         const OfOthers& of_others) {
  if (choice.responder) return choice;
  const Duration waited = world.now - in_line_since(order);
  const Duration wait = setting.spec.rules.spill_over;
  // Urgent orders do not wait for their own people; nobody waits for people who are all off duty.
  if (order.priority > 1 && waited < wait && own_on_duty(setting, world, order)) {
    choice.ask_again = wait - waited;
    choice.reason = others_after_the_wait;  // also where some of its own are free, and fewer than it needs
    return choice;
  }
  choice = of_others();
  if (choice.responder) choice.reason = "its own cannot come; soonest of the others";
  return choice;
}

}  // namespace

Choice home_first(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const auto own = prospects(setting, world, order, own_of(setting, order), free_for(order));
  Choice choice = choice_among(setting, world, order, expected(setting, world, order, travel, own), soonest_of_its_own,
                               others_after_the_wait);
  return own_before_others(setting, world, order, std::move(choice),
                           [&] { return soonest_free(setting, world, id, travel); });
}

Choice home_first_quickly(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const auto own = prospects(setting, world, order, own_of(setting, order), free_for(order));
  Choice choice = choice_among_nearest(setting, world, order, travel, own, soonest_of_its_own, others_after_the_wait);
  return own_before_others(setting, world, order, std::move(choice),
                           [&] { return soonest_free_quickly(setting, world, id, travel); });
}

}  // namespace outpost::rules
