#include <algorithm>

#include "sim/rules/dispatch/candidates.hpp"
#include "sim/rules/dispatch/party.hpp"

namespace outpost::rules {
namespace {

/// Of a stretch of duty so far: time on orders, and its length. Planned work does not count, because calls go before
/// it.
struct Load {
  Duration worked{};
  Duration lasted{};
};

Load load_of(const World& world, ResponderId responder) {
  const ResponderState& state = world.responders[responder];
  return {time_on_orders(state, world.now) - state.worked_before, world.now - state.stretch_began};
}

/// Compares shares without dividing, so that equal ones are equal. In whole seconds: eleven years of them squared stay
/// far below 2^63.
bool is_less(const Load& first, const Load& second) {
  const auto seconds = [](Duration amount) { return amount.count() / 1'000; };
  const std::int64_t left = seconds(first.worked) * std::max<std::int64_t>(seconds(second.lasted), 1);
  const std::int64_t right = seconds(second.worked) * std::max<std::int64_t>(seconds(first.lasted), 1);
  return left < right;
}

}  // namespace

// With an order that needs several, the slack counts from the last of the soonest so many: each of those chosen is
// expected at most so much later than the order could have begun.
Choice least_loaded(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  std::vector<Candidate> found = candidates(setting, world, order, travel, free_for(order));
  if (!are_enough(setting, order, found) || order.priority == 1) return soonest_free(setting, world, id, travel);
  std::vector<Candidate> ranked = by_soonest(setting, world, order, found);
  const Duration latest = soonest_expected(setting, order, ranked) + setting.spec.rules.load_slack;
  while (ranked.back().expected > latest) ranked.pop_back();
  std::stable_sort(ranked.begin(), ranked.end(), [&world](const Candidate& first, const Candidate& second) {
    return is_less(load_of(world, first.responder), load_of(world, second.responder));
  });
  return choice_of(setting, order, ranked, std::move(found), "least work so far of those about as soon");
}

}  // namespace outpost::rules
