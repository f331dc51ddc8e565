#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/rules/dispatch/candidates.hpp"
#include "sim/rules/dispatch/party.hpp"

namespace outpost::rules {
namespace {

/// The base rule's choice first; then each of the soonest with the soonest of the others that the order needs.
std::vector<Sending> choices_for(const Setting& setting, const World& world, const Order& order, const Choice& base) {
  std::vector<Sending> choices{{*base.responder, base.with}};
  const std::vector<Candidate> soonest = by_soonest(setting, world, order, base.candidates);
  const auto among =
      std::min<std::size_t>(soonest.size(), static_cast<std::size_t>(setting.spec.rules.rollout.choices));
  const auto all_of = [](const Sending& choice) {
    std::vector<ResponderId> all = choice.with;
    all.push_back(choice.responder);
    std::sort(all.begin(), all.end());
    return all;
  };
  for (std::size_t leads = 0; leads < among; ++leads) {
    std::vector<Candidate> ranked = soonest;
    std::rotate(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(leads),
                ranked.begin() + static_cast<std::ptrdiff_t>(leads) + 1);
    const std::vector<Candidate> party = party_of(setting, order, ranked);
    if (party.empty()) continue;
    Sending choice{party.front().responder, {}};
    for (std::size_t row = 1; row < party.size(); ++row) choice.with.push_back(party[row].responder);
    const bool known = std::any_of(choices.begin(), choices.end(),
                                   [&](const Sending& other) { return all_of(other) == all_of(choice); });
    if (!known) choices.push_back(choice);
  }
  return choices;
}

double average(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// By how much the first waits longer than the second, future by future: its mean, less so many standard errors of it.
double surely_saved(const std::vector<double>& base, const std::vector<double>& other, double errors) {
  std::vector<double> saved(base.size());
  for (std::size_t run = 0; run < base.size(); ++run) saved[run] = base[run] - other[run];
  const double mean = average(saved);
  if (saved.size() < 2) return mean;
  double squares = 0.0;
  for (const double value : saved) squares += (value - mean) * (value - mean);
  const auto runs = static_cast<double>(saved.size());
  return mean - errors * std::sqrt(squares / (runs - 1.0) / runs);
}

}  // namespace

// Where the base rule sends nobody, or takes somebody from another order, there is no other choice to compare. The
// difference from its choice is taken future by future, so that what both have in common does not count as doubt.
Choice rollout(const Setting& setting, const World& world, OrderId id, TravelQuery& travel, const Forecast& forecast) {
  const RolloutSpec& spec = setting.spec.rules.rollout;
  const Order& order = world.orders[id];
  Choice base = ask(base_rule(setting), setting, world, id, travel, nullptr);
  if (!base.responder || !is_available(world.responders[*base.responder], order.priority)) return base;
  const std::vector<Sending> choices = choices_for(setting, world, order, base);
  if (choices.size() < 2 || spec.horizon == Duration{}) return base;

  const Outlook outlook = forecast.ahead(world, id, choices, travel);
  std::size_t best = 0;
  double least = average(outlook.waiting[0]);
  for (std::size_t choice = 0; choice < choices.size(); ++choice) {
    const double waiting = average(outlook.waiting[choice]);
    const auto of = std::find_if(base.candidates.begin(), base.candidates.end(), [&](const Candidate& candidate) {
      return candidate.responder == choices[choice].responder;
    });
    if (of != base.candidates.end()) of->score = Duration{static_cast<std::int64_t>(waiting + 0.5)};
    if (choice == 0 || waiting >= least || surely_saved(outlook.waiting[0], outlook.waiting[choice], spec.sure) <= 0.0)
      continue;
    best = choice;
    least = waiting;
  }
  Choice chosen = std::move(base);
  if (best == 0) {
    chosen.reason = "as the base rule; with nobody else would clearly less be waited in the time ahead";
    return chosen;
  }
  chosen.responder = choices[best].responder;
  chosen.with = choices[best].with;
  chosen.reason = "not the base rule's choice: whom it leaves free instead saves more waiting in the time ahead";
  return chosen;
}

}  // namespace outpost::rules
