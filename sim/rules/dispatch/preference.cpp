#include <algorithm>

#include "sim/rules/dispatch/candidates.hpp"
#include "sim/rules/dispatch/party.hpp"
#include "sim/rules/incident_draws.hpp"

namespace outpost::rules {

Choice preference(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  const std::size_t place = setting.city.buildings[order.building].community.row();
  if (setting.preferences.empty() || setting.preferences[place].empty()) {
    return soonest_free(setting, world, id, travel);
  }
  Choice choice;
  choice.candidates = candidates(setting, world, order, travel, free_for(order));
  std::vector<Candidate> chosen;
  Missing missing{setting, order};
  Stream stream = stream_of(world.key, Draw::tie, world.incidents[order.incident], order, order.attempts, 0);
  for (const std::vector<ResponderId>& tier : setting.preferences[place]) {
    std::vector<Candidate> there;
    for (const Candidate& candidate : choice.candidates) {
      if (std::find(tier.begin(), tier.end(), candidate.responder) != tier.end()) there.push_back(candidate);
    }
    const auto role_of = [&](const Candidate& candidate) { return setting.force.responders[candidate.responder].role; };
    while (true) {
      std::erase_if(there, [&](const Candidate& candidate) { return !missing.takes(role_of(candidate)); });
      if (there.empty()) break;
      const std::size_t pick = there.size() == 1 ? 0 : static_cast<std::size_t>(stream.below(there.size()));
      missing.take(role_of(there[pick]));
      chosen.push_back(there[pick]);
      there.erase(there.begin() + static_cast<std::ptrdiff_t>(pick));
    }
  }
  if (missing.units() == 0) {
    return choice_of(setting, order, chosen, std::move(choice.candidates), "first free on the place's list");
  } else {
    choice.reason = "nobody on the place's list is free";
  }
  return choice;
}

}  // namespace outpost::rules
