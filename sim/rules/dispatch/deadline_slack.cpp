#include <algorithm>

#include "sim/rules/dispatch/candidates.hpp"
#include "sim/rules/dispatch/party.hpp"

namespace outpost::rules {

SimTime deadline_of(const Setting& setting, const Order& order) {
  const auto& targets = setting.spec.targets.response;
  require(order.priority >= 1 && order.priority <= static_cast<std::int64_t>(targets.size()),
          "every priority has a standard");
  return order.reported + targets[static_cast<std::size_t>(order.priority - 1)];
}

bool is_due_first(const Setting& setting, const World& world, OrderId first, OrderId second) {
  return deadline_of(setting, world.orders[first]) < deadline_of(setting, world.orders[second]);
}

// The time that an order has is spent on sending the role that it is meant for: a crew that would be sooner at a matter
// of the grid stays free while a grid worker is in time for it. Where nobody is in time, every minute counts.
Choice deadline_slack(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  std::vector<Candidate> found = candidates(setting, world, order, travel, free_for(order));
  if (!are_enough(setting, order, found)) return soonest_free(setting, world, id, travel);
  const Duration left = deadline_of(setting, order) - setting.spec.rules.deadline_margin - world.now;
  std::vector<Candidate> ranked = by_soonest(setting, world, order, found);
  if (soonest_expected(setting, order, ranked) > left) {
    return choice_of(setting, order, ranked, std::move(found), "nobody is in time; soonest of the free");
  }
  while (ranked.back().expected > left) ranked.pop_back();
  std::stable_sort(ranked.begin(), ranked.end(), [&](const Candidate& first, const Candidate& second) {
    return rank_of(setting, order, setting.force.responders[first.responder]) <
           rank_of(setting, order, setting.force.responders[second.responder]);
  });
  return choice_of(setting, order, ranked, std::move(found), "first role on the list of those in time");
}

}  // namespace outpost::rules
