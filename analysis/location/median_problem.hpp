#pragma once

#include <cstdint>
#include <vector>

#include "analysis/location/location_instance.hpp"

namespace outpost::analysis {

/// The p-median problem as SiteSearch wants it: a unit at a site costs each demand point weight times distance, and the
/// nearest unit counts. Relaxed is that each demand point is served once (Cornuejols, Fisher & Nemhauser 1977): with
/// multipliers v the cost is the sum of v and, for each unit, of min(0, cost - v).
class MedianProblem {
 public:
  MedianProblem(const LocationInstance& instance, std::size_t count);

  std::size_t sites() const { return sites_; }
  std::size_t units() const { return count_; }
  static std::size_t most_at_one_site() { return 1; }
  double granule() const { return granule_; }
  double scale() const { return scale_; }
  double work() const { return work_; }

  double cost(const std::vector<std::size_t>& chosen);
  std::vector<std::size_t> start();
  /// Exchanges a site for another as long as that saves something; each site is tried against all chosen ones at once
  /// (Whitaker 1983). Then takes earlier rows at the same cost. Returns the cost.
  double improve(std::vector<std::size_t>& chosen);
  std::vector<double> first_multipliers(const std::vector<std::size_t>& chosen);
  double relax(const std::vector<double>& multipliers, std::vector<double>& prices);
  void slope(const std::vector<double>& multipliers, const std::vector<std::uint16_t>& counts,
             std::vector<double>& slope);
  static void project(std::vector<double>&) {}  // the multipliers are free

 private:
  struct Served {  // the nearest and the second nearest of the chosen sites
    double first = 0.0;
    double second = 0.0;
    std::size_t by = 0;  // which of the chosen is the nearest
  };
  void serve(const std::vector<std::size_t>& chosen);
  double total() const;
  const double* costs_of(std::size_t site) const { return costs_.data() + site * demands_; }

  std::size_t sites_ = 0;
  std::size_t demands_ = 0;
  std::size_t count_ = 0;
  std::vector<double> costs_{};          // row by site
  std::vector<double> near_costs_{};     // row by demand point, ascending
  std::vector<std::uint32_t> nearby_{};  // the sites of near_costs_
  std::vector<Served> served_{};
  double granule_ = 0.0;
  double scale_ = 0.0;
  double work_ = 0.0;
};

}  // namespace outpost::analysis
