#include <algorithm>

#include "sim/rules/coverage.hpp"
#include "sim/rules/dispatch/candidates.hpp"
#include "sim/rules/dispatch/party.hpp"

namespace outpost::rules {
namespace {

/// Residents who would lose cover if this one of those who are free left. With k of them in reach of a community, each
/// busy with chance q apart from the others, the chance that one is free is 1 - q^k (Daskin 1983), and without one of
/// them (1 - q) q^(k - 1) of it is gone.
double lost_without(const Setting& setting, const CoverTable& table, std::size_t stand) {
  const double busy = setting.spec.rules.cover_busy.value();
  double lost = 0.0;
  for (std::size_t row = 0; row < table.communities.size(); ++row) {
    if (table.covers[row][stand] == 0) continue;
    double part = 1.0 - busy;
    for (std::int64_t other = 1; other < table.covered_by[row]; ++other) part *= busy;
    lost += part * residents_to_cover(setting, table.communities[row]);
  }
  return lost;
}

}  // namespace

// Cover is kept for urgent orders, so they do not pay for it. Of those who cost the same the sooner one goes; where an
// order needs several they are chosen one after another, each after the one before has left.
Choice coverage_aware(const Setting& setting, const World& world, OrderId id, TravelQuery& travel) {
  const Order& order = world.orders[id];
  std::vector<Candidate> found = candidates(setting, world, order, travel, free_for(order));
  Missing missing{setting, order};
  const Duration price = setting.spec.rules.cover_price;
  if (found.size() <= missing.units() || !are_enough(setting, order, found) || order.priority == 1 ||
      price == Duration{}) {
    return soonest_free(setting, world, id, travel);
  }
  std::vector<Candidate> left = by_soonest(setting, world, order, found);
  std::vector<Stand> stands;
  for (const Candidate& candidate : left) stands.push_back(stand_of(setting, world, candidate.responder, travel));
  const TownId town = setting.city.communities[setting.city.buildings[order.building].community].town;
  CoverTable table = cover_table(setting, world, communities_around(setting, town, true), stands, travel);
  std::vector<Candidate> ranked;
  bool soonest = true;
  while (missing.units() > 0) {
    std::size_t best = 0;
    std::size_t first = left.size();  // that it still needs
    Duration least = Duration::max();
    for (std::size_t row = 0; row < left.size(); ++row) {
      if (!missing.takes(setting.force.responders[left[row].responder].role)) continue;
      first = std::min(first, row);
      const double cover = static_cast<double>(price.count()) * lost_without(setting, table, row) / 1'000.0;
      const Duration cost = left[row].expected + Duration{static_cast<std::int64_t>(cover + 0.5)};
      if (cost >= least) continue;
      least = cost;
      best = row;
    }
    soonest = soonest && best == first;
    missing.take(setting.force.responders[left[best].responder].role);
    ranked.push_back(left[best]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
    for (std::size_t row = 0; row < table.communities.size(); ++row) {
      table.covered_by[row] -= table.covers[row][best];
      table.covers[row].erase(table.covers[row].begin() + static_cast<std::ptrdiff_t>(best));
    }
  }
  return choice_of(setting, order, ranked, std::move(found),
                   soonest ? "soonest of the free, at no more loss of cover than it is worth"
                           : "later than the soonest, and more residents keep cover");
}

}  // namespace outpost::rules
