#include "analysis/location/median_problem.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

#include "analysis/location/granule.hpp"

namespace outpost::analysis {
namespace {}  // namespace

MedianProblem::MedianProblem(const LocationInstance& instance, std::size_t count)
    : sites_(instance.sites),
      demands_(instance.demands()),
      count_(count),
      costs_(instance.distances.size()),
      near_costs_(instance.distances.size()),
      nearby_(instance.distances.size()),
      served_(instance.demands()) {
  std::vector<std::uint32_t> order(sites_);
  for (std::size_t demand = 0; demand < demands_; ++demand) {
    const auto cost = [&](std::size_t site) { return instance.weights[demand] * instance.distance(demand, site); };
    for (std::size_t site = 0; site < sites_; ++site) costs_[site * demands_ + demand] = cost(site);
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return cost(a) < cost(b) || (cost(a) == cost(b) && a < b); });
    for (std::size_t rank = 0; rank < sites_; ++rank) {
      near_costs_[demand * sites_ + rank] = cost(order[rank]);
      nearby_[demand * sites_ + rank] = order[rank];
    }
  }
  granule_ = granule_of(costs_);
}

void MedianProblem::serve(const std::vector<std::size_t>& chosen) {
  std::fill(served_.begin(), served_.end(), Served{infinite, infinite, 0});
  for (std::size_t place = 0; place < chosen.size(); ++place) {
    const double* costs = costs_of(chosen[place]);
    for (std::size_t demand = 0; demand < demands_; ++demand) {
      Served& served = served_[demand];
      if (costs[demand] < served.first) {
        served = {costs[demand], served.first, place};
      } else if (costs[demand] < served.second) {
        served.second = costs[demand];
      }
    }
  }
  work_ += static_cast<double>(demands_ * chosen.size());
}

double MedianProblem::total() const {
  double sum = 0.0;
  for (const Served& served : served_) sum += served.first;
  return sum;
}

double MedianProblem::cost(const std::vector<std::size_t>& chosen) {
  serve(chosen);
  return total();
}

/// Greedy, a site at a time; a site never saves more than it would have saved earlier, so most need no second look.
std::vector<std::size_t> MedianProblem::start() {
  std::vector<double> nearest(demands_, infinite);
  struct Saving {
    double amount = 0.0;
    std::size_t site = 0;
    std::size_t round = 0;
    bool operator<(const Saving& other) const {
      return amount < other.amount || (amount == other.amount && site > other.site);
    }
  };
  std::priority_queue<Saving> savings;
  std::vector<std::size_t> chosen;
  const auto take = [&](std::size_t site) {
    const double* costs = costs_of(site);
    for (std::size_t demand = 0; demand < demands_; ++demand)
      nearest[demand] = std::min(nearest[demand], costs[demand]);
    chosen.push_back(site);
  };
  std::size_t cheapest = 0;
  double least = infinite;
  for (std::size_t site = 0; site < sites_; ++site) {
    const double sum = std::accumulate(costs_of(site), costs_of(site) + demands_, 0.0);
    if (sum < least) {
      least = sum;
      cheapest = site;
    }
  }
  take(cheapest);
  for (std::size_t site = 0; site < sites_; ++site) {
    if (site != cheapest) savings.push({infinite, site, 0});
  }
  while (chosen.size() < count_) {
    Saving saving = savings.top();
    savings.pop();
    if (saving.round == chosen.size()) {
      take(saving.site);
      continue;
    }
    const double* costs = costs_of(saving.site);
    saving.amount = 0.0;
    for (std::size_t demand = 0; demand < demands_; ++demand) {
      saving.amount += std::max(0.0, nearest[demand] - costs[demand]);
    }
    saving.round = chosen.size();
    savings.push(saving);
    work_ += static_cast<double>(demands_);
  }
  std::sort(chosen.begin(), chosen.end());
  scale_ = cost(chosen);
  return chosen;
}

double MedianProblem::improve(std::vector<std::size_t>& chosen) {
  std::vector<bool> is_chosen(sites_, false);
  for (const std::size_t site : chosen) is_chosen[site] = true;
  std::vector<double> losses(chosen.size());
  serve(chosen);
  double cost = total();
  bool settles_ties = false;
  std::size_t since = 0;
  // Round and round over the sites until a whole round changes nothing; then once more for earlier rows.
  for (std::size_t site = 0; since <= sites_ && chosen.size() < sites_; site = (site + 1) % sites_) {
    if (since == sites_ && !settles_ties) {
      settles_ties = true;
      since = 0;
    }
    ++since;
    if (is_chosen[site]) continue;
    const double* costs = costs_of(site);
    std::fill(losses.begin(), losses.end(), 0.0);
    double saved = 0.0;
    for (std::size_t demand = 0; demand < demands_; ++demand) {
      const Served& served = served_[demand];
      if (costs[demand] < served.first) {
        saved += served.first - costs[demand];
      } else {
        losses[served.by] += std::min(costs[demand], served.second) - served.first;
      }
    }
    work_ += static_cast<double>(demands_);
    const double slack = 1e-12 * cost;
    std::size_t out = chosen.size();
    for (std::size_t place = 0; place < chosen.size(); ++place) {
      const double change = losses[place] - saved;
      const bool better = change < -slack && (out == chosen.size() || losses[place] < losses[out]);
      const bool earlier = settles_ties && change <= slack && site < chosen[place];
      if (better || (earlier && (out == chosen.size() || losses[out] - saved >= -slack))) out = place;
    }
    if (out == chosen.size()) continue;
    is_chosen[chosen[out]] = false;
    is_chosen[site] = true;
    chosen[out] = site;
    serve(chosen);
    cost = total();
    since = 0;
  }
  std::sort(chosen.begin(), chosen.end());
  return cost;
}

std::vector<double> MedianProblem::first_multipliers(const std::vector<std::size_t>& chosen) {
  serve(chosen);
  std::vector<double> multipliers(demands_);
  for (std::size_t demand = 0; demand < demands_; ++demand) {
    const Served& served = served_[demand];
    multipliers[demand] = served.second < infinite ? 0.5 * (served.first + served.second) : served.first;
  }
  return multipliers;
}

double MedianProblem::relax(const std::vector<double>& multipliers, std::vector<double>& prices) {
  prices.assign(sites_, 0.0);
  double constant = 0.0;
  for (std::size_t demand = 0; demand < demands_; ++demand) {
    const double multiplier = multipliers[demand];
    constant += multiplier;
    const double* costs = near_costs_.data() + demand * sites_;
    const std::uint32_t* near = nearby_.data() + demand * sites_;
    std::size_t rank = 0;
    for (; rank < sites_ && costs[rank] < multiplier; ++rank) prices[near[rank]] += costs[rank] - multiplier;
    work_ += static_cast<double>(rank + 1);
  }
  return constant;
}

void MedianProblem::slope(const std::vector<double>& multipliers, const std::vector<std::uint16_t>& counts,
                          std::vector<double>& slope) {
  for (std::size_t demand = 0; demand < demands_; ++demand) {
    const double* costs = near_costs_.data() + demand * sites_;
    const std::uint32_t* near = nearby_.data() + demand * sites_;
    slope[demand] = 1.0;
    std::size_t rank = 0;
    for (; rank < sites_ && costs[rank] < multipliers[demand]; ++rank) slope[demand] -= counts[near[rank]];
    work_ += static_cast<double>(rank + 1);
  }
}

}  // namespace outpost::analysis
