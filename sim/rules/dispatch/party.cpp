#include "sim/rules/dispatch/party.hpp"

#include <algorithm>

#include "sim/rules/dispatch/candidates.hpp"

namespace outpost::rules {

bool needs_roles(const Setting& setting, const Order& order) {
  return order.course.errand == Errand::handle && setting.kinds[order.kind].spec.party.size() > 0;
}

Missing::Missing(const Setting& setting, const Order& order)
    : by_role_(needs_roles(setting, order)), units_(units_needed(setting, order)) {
  if (by_role_) roles_ = setting.kinds[order.kind].spec.party.needs;
}

void Missing::take(Role role) {
  require(takes(role), "an order gets as many units of each role as it needs");
  --units_;
  --roles_[static_cast<std::size_t>(role)];
}

std::vector<Candidate> party_of(const Setting& setting, const Order& order, const std::vector<Candidate>& ranked) {
  Missing missing{setting, order};
  std::vector<Candidate> party;
  for (const Candidate& candidate : ranked) {
    if (missing.units() == 0) break;
    const Role role = setting.force.responders[candidate.responder].role;
    if (!missing.takes(role)) continue;
    missing.take(role);
    party.push_back(candidate);
  }
  if (missing.units() > 0) return {};
  if (needs_roles(setting, order)) {
    std::stable_sort(party.begin(), party.end(), [&](const Candidate& first, const Candidate& second) {
      return rank_of(setting, order, setting.force.responders[first.responder]) <
             rank_of(setting, order, setting.force.responders[second.responder]);
    });
  }
  return party;
}

bool are_enough(const Setting& setting, const Order& order, const std::vector<Candidate>& found) {
  if (!needs_roles(setting, order)) return found.size() >= units_needed(setting, order);
  Missing missing{setting, order};
  for (const Candidate& candidate : found) {
    const Role role = setting.force.responders[candidate.responder].role;
    if (missing.takes(role)) missing.take(role);
  }
  return missing.units() == 0;
}

Duration soonest_expected(const Setting& setting, const Order& order, const std::vector<Candidate>& ranked) {
  const std::vector<Candidate> party = party_of(setting, order, ranked);
  require(!party.empty(), "those who are asked when they come are enough");
  Duration last = party.front().expected;
  for (const Candidate& candidate : party) last = std::max(last, candidate.expected);
  return last;
}

}  // namespace outpost::rules
