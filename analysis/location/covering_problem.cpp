#include "analysis/location/covering_problem.hpp"

#include <algorithm>
#include <limits>
#include <queue>

#include "analysis/location/granule.hpp"

namespace outpost::analysis {

CoveringProblem::CoveringProblem(const LocationInstance& instance, std::size_t count, double radius, double busy)
    : weights_(instance.weights),
      in_reach_(instance.sites),
      reached_by_(instance.demands()),
      reach_(instance.demands()),
      count_(count),
      most_at_one_site_(busy > 0.0 || count > instance.sites ? count : 1),
      granule_(busy > 0.0 ? 0.0 : granule_of(instance.weights)),
      scale_(instance.total_weight()) {
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    if (instance.weights[demand] <= 0.0) continue;  // nothing is won there
    for (std::size_t site = 0; site < instance.sites; ++site) {
      if (instance.distance(demand, site) > radius) continue;
      in_reach_[site].push_back(static_cast<std::uint32_t>(demand));
      reached_by_[demand].push_back(static_cast<std::uint32_t>(site));
    }
  }
  double all_busy = 1.0;  // busy^k; busy^0 is 1 also when busy is 0
  for (std::size_t units = 0; units <= count; ++units) {
    covered_.push_back(1.0 - all_busy);
    extra_.push_back((1.0 - busy) * all_busy);
    all_busy *= busy;
  }
}

double CoveringProblem::gain(std::size_t site) const {
  double sum = 0.0;
  for (const std::uint32_t demand : in_reach_[site]) sum += worth(demand, reach_[demand]);
  return sum;
}

double CoveringProblem::loss(std::size_t site) const {
  double sum = 0.0;
  for (const std::uint32_t demand : in_reach_[site]) sum += worth(demand, reach_[demand] - 1);
  return sum;
}

void CoveringProblem::count_reach(const std::vector<std::size_t>& chosen) {
  std::fill(reach_.begin(), reach_.end(), 0u);
  for (const std::size_t site : chosen) {
    for (const std::uint32_t demand : in_reach_[site]) ++reach_[demand];
    work_ += static_cast<double>(in_reach_[site].size());
  }
}

double CoveringProblem::total() const {
  double sum = 0.0;
  for (std::size_t demand = 0; demand < weights_.size(); ++demand) sum += weights_[demand] * covered_[reach_[demand]];
  return -sum;
}

double CoveringProblem::cost(const std::vector<std::size_t>& chosen) {
  count_reach(chosen);
  work_ += static_cast<double>(weights_.size());
  return total();
}

/// Greedy, a unit at a time; a unit never wins more than it would have won earlier, so most sites need no second look.
std::vector<std::size_t> CoveringProblem::start() {
  struct Gain {
    double amount = std::numeric_limits<double>::infinity();
    std::size_t site = 0;
    std::size_t round = std::numeric_limits<std::size_t>::max();
    bool operator<(const Gain& other) const {
      return amount < other.amount || (amount == other.amount && site > other.site);
    }
  };
  std::priority_queue<Gain> gains;
  for (std::size_t site = 0; site < sites(); ++site) gains.push({.site = site});
  std::vector<std::size_t> chosen;
  std::vector<std::size_t> placed(sites(), 0);
  count_reach(chosen);
  while (chosen.size() < count_) {
    Gain best = gains.top();
    gains.pop();
    if (best.round != chosen.size()) {
      gains.push({gain(best.site), best.site, chosen.size()});
      work_ += static_cast<double>(in_reach_[best.site].size());
      continue;
    }
    chosen.push_back(best.site);
    for (const std::uint32_t demand : in_reach_[best.site]) ++reach_[demand];
    if (++placed[best.site] < most_at_one_site_) gains.push({.amount = best.amount, .site = best.site});
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

double CoveringProblem::improve(std::vector<std::size_t>& chosen) {
  std::vector<std::size_t> placed(sites(), 0);
  for (const std::size_t site : chosen) ++placed[site];
  count_reach(chosen);
  std::vector<double> losses(sites(), 0.0);
  std::vector<double> shared(sites(), 0.0);  // what leaving a site does not lose when the unit goes to the one at hand
  const auto refresh = [&] {
    for (std::size_t site = 0; site < sites(); ++site) {
      if (placed[site] > 0) losses[site] = loss(site);
    }
  };
  refresh();
  bool settles_ties = false;
  std::size_t since = 0;
  const double slack = 1e-12 * scale_;
  for (std::size_t site = 0; since <= sites(); site = (site + 1) % sites()) {
    if (since == sites() && !settles_ties) {
      settles_ties = true;
      since = 0;
    }
    ++since;
    if (placed[site] >= most_at_one_site_) continue;
    const double won = gain(site);
    std::fill(shared.begin(), shared.end(), 0.0);
    for (const std::uint32_t demand : in_reach_[site]) {
      if (reach_[demand] == 0) continue;
      const double both = worth(demand, reach_[demand] - 1) - worth(demand, reach_[demand]);
      for (const std::uint32_t other : reached_by_[demand]) {
        if (placed[other] > 0) shared[other] += both;
      }
      work_ += static_cast<double>(reached_by_[demand].size());
    }
    std::size_t out = sites();
    double best = 0.0;
    for (std::size_t other = 0; other < sites(); ++other) {
      if (placed[other] == 0 || other == site) continue;
      const double change = losses[other] - won - shared[other];
      const bool better = change < -slack && change < best;
      const bool earlier = settles_ties && best >= -slack && change <= slack && site < other;
      if (!better && !earlier) continue;
      out = other;
      best = change;
    }
    if (out == sites()) continue;
    --placed[out];
    ++placed[site];
    for (const std::uint32_t demand : in_reach_[out]) --reach_[demand];
    for (const std::uint32_t demand : in_reach_[site]) ++reach_[demand];
    refresh();
    since = 0;
  }
  chosen.clear();
  for (std::size_t site = 0; site < sites(); ++site) chosen.insert(chosen.end(), placed[site], site);
  return total();
}

std::vector<double> CoveringProblem::first_multipliers(const std::vector<std::size_t>& chosen) {
  count_reach(chosen);
  std::vector<double> multipliers(weights_.size());
  for (std::size_t demand = 0; demand < weights_.size(); ++demand) {
    const double before = reach_[demand] > 0 ? worth(demand, reach_[demand] - 1) : weights_[demand] * extra_[0];
    multipliers[demand] = 0.5 * (before + worth(demand, reach_[demand]));
  }
  return multipliers;
}

double CoveringProblem::relax(const std::vector<double>& multipliers, std::vector<double>& prices) {
  double constant = 0.0;
  prices.assign(sites(), 0.0);
  for (std::size_t demand = 0; demand < weights_.size(); ++demand) {
    for (std::size_t units = 0; units < count_ && worth(demand, units) > multipliers[demand]; ++units) {
      constant -= worth(demand, units) - multipliers[demand];
    }
    for (const std::uint32_t site : reached_by_[demand]) prices[site] -= multipliers[demand];
    work_ += static_cast<double>(reached_by_[demand].size() + 1);
  }
  return constant;
}

void CoveringProblem::slope(const std::vector<double>& multipliers, const std::vector<std::uint16_t>& counts,
                            std::vector<double>& slope) {
  std::fill(slope.begin(), slope.end(), 0.0);
  for (std::size_t demand = 0; demand < weights_.size(); ++demand) {
    for (std::size_t units = 0; units < count_ && worth(demand, units) > multipliers[demand]; ++units) {
      slope[demand] += 1.0;
    }
    // At a multiplier of 0 more units in reach than are wanted do no harm, and the multiplier cannot fall further.
  }
  for (std::size_t site = 0; site < counts.size(); ++site) {
    if (counts[site] == 0) continue;
    for (const std::uint32_t demand : in_reach_[site]) slope[demand] -= counts[site];
    work_ += static_cast<double>(in_reach_[site].size());
  }
  for (std::size_t demand = 0; demand < weights_.size(); ++demand) {
    if (multipliers[demand] <= 0.0 && slope[demand] < 0.0) slope[demand] = 0.0;
    if (multipliers[demand] >= weights_[demand] * extra_[0] && slope[demand] > 0.0) slope[demand] = 0.0;
  }
}

void CoveringProblem::project(std::vector<double>& multipliers) const {
  for (std::size_t demand = 0; demand < multipliers.size(); ++demand) {
    multipliers[demand] = std::clamp(multipliers[demand], 0.0, weights_[demand] * extra_[0]);
  }
}

}  // namespace outpost::analysis
