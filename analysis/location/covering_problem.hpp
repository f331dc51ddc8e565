#pragma once

#include <cstdint>
#include <vector>

#include "analysis/location/location_instance.hpp"

namespace outpost::analysis {

/// Maximal covering and MEXCLP as SiteSearch wants them: the cost is less the weight that finds a free unit in reach,
/// weight x (1 - busy^k) with k units. Relaxed is that a unit counted at a demand point stands somewhere in its reach:
/// a multiplier is the price of a unit in reach, and a demand point buys as many as are worth it.
class CoveringProblem {
 public:
  /// With `busy` 0 a second unit is worth nothing, and no site takes one unless there are more units than sites.
  CoveringProblem(const LocationInstance& instance, std::size_t count, double radius, double busy);

  std::size_t sites() const { return in_reach_.size(); }
  std::size_t units() const { return count_; }
  std::size_t most_at_one_site() const { return most_at_one_site_; }
  double granule() const { return granule_; }
  double scale() const { return scale_; }
  double work() const { return work_; }

  /// Of each demand point with weight: the sites that reach it.
  const std::vector<std::vector<std::uint32_t>>& reached_by() const { return reached_by_; }
  /// Of each site: the demand points with weight that it reaches.
  const std::vector<std::vector<std::uint32_t>>& in_reach() const { return in_reach_; }

  double cost(const std::vector<std::size_t>& chosen);
  std::vector<std::size_t> start();
  /// Moves a unit to another site as long as that covers more, then to earlier rows at the same cost. Returns the cost.
  double improve(std::vector<std::size_t>& chosen);
  std::vector<double> first_multipliers(const std::vector<std::size_t>& chosen);
  double relax(const std::vector<double>& multipliers, std::vector<double>& prices);
  void slope(const std::vector<double>& multipliers, const std::vector<std::uint16_t>& counts,
             std::vector<double>& slope);
  void project(std::vector<double>& multipliers) const;

 private:
  /// What one unit more is worth at a demand point that has `units` in reach.
  double worth(std::size_t demand, std::size_t units) const { return weights_[demand] * extra_[units]; }
  double gain(std::size_t site) const;
  double loss(std::size_t site) const;
  void count_reach(const std::vector<std::size_t>& chosen);
  double total() const;

  std::vector<double> weights_{};
  std::vector<std::vector<std::uint32_t>> in_reach_{};    // of each site: demand points
  std::vector<std::vector<std::uint32_t>> reached_by_{};  // of each demand point: sites
  std::vector<double> extra_{};                           // (1 - busy) busy^k
  std::vector<double> covered_{};                         // 1 - busy^k
  std::vector<std::uint32_t> reach_{};                    // units in reach of each demand point, for the chosen at hand
  std::size_t count_ = 0;
  std::size_t most_at_one_site_ = 1;
  double granule_ = 0.0;
  double scale_ = 0.0;
  double work_ = 0.0;
};

}  // namespace outpost::analysis
