#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <queue>
#include <set>
#include <vector>

#include "analysis/location/unit_counts.hpp"

namespace outpost::analysis {

/// What a search found: the least cost, and a bound below which no choice lies.
struct SearchResult {
  std::vector<std::size_t> chosen{};
  double cost = 0.0;
  double bound = 0.0;
  bool proven = false;
  std::int64_t nodes = 0;
};

struct SearchLimits {
  double work = 4e9;  // looks at a pair of demand point and site, about
};

/// Least cost over choices of `units` sites by Lagrangian branch and bound, best bound first. A `Problem` has
///
///   sites(), units(), most_at_one_site()            units are what is placed; several may stand at one site
///   granule()                                       costs are multiples of it; 0: not known
///   cost(chosen), start(), improve(chosen)          chosen: rows ascending, once for each unit; improve returns the
///   cost first_multipliers(chosen)                       one for each demand point relax(multipliers, prices) fills
///   the price of a unit at each site, returns the constant slope(multipliers, counts, slope)               of the
///   relaxed cost, along each multiplier project(multipliers)                            back to where they may lie
///   work()                                          counts what was done
///
/// The relaxed cost is the constant and the prices of the cheapest units. A site is settled when its price alone lifts
/// the bound over the best known cost (Beasley 1993 calls it a reduction test).
template <class Problem>
class SiteSearch {
 public:
  /// Gives up after `most_work` looks at pairs of a demand point and a site, though never before the root is done.
  SiteSearch(Problem& problem, double most_work) : problem_(problem), most_work_(most_work) {}

  SearchResult run() {
    best_ = problem_.start();
    best_cost_ = problem_.improve(best_);
    open_.push({least_cost, 0, UnitCounts(problem_.sites(), problem_.units(), problem_.most_at_one_site()),
                std::make_shared<const std::vector<double>>(problem_.first_multipliers(best_))});
    while (!open_.empty()) {
      const double bound = open_.top().bound;
      if (bound >= cut_off()) return finish(best_cost_);
      if (nodes_ > 0 && problem_.work() > most_work_) return finish(bound);
      Node node = open_.top();
      open_.pop();
      explore(std::move(node));
    }
    return finish(best_cost_);
  }

 private:
  struct Node {
    double bound = 0.0;
    std::int64_t number = 0;
    UnitCounts counts;
    std::shared_ptr<const std::vector<double>> multipliers{};
    /// The top of the queue is the greatest: the lowest bound, then the oldest node.
    bool operator<(const Node& other) const {
      return bound > other.bound || (bound == other.bound && number > other.number);
    }
  };
  static constexpr double least_cost = -1e300;
  static constexpr std::size_t few_choices = 64;

  /// Nodes whose bound reaches this hold nothing better than the best.
  double cut_off() const {
    const double slack = 1e-12 * std::max(std::abs(best_cost_), problem_.scale());
    const double granule = problem_.granule();
    return granule > 1e-6 * problem_.scale() ? best_cost_ - granule * (1.0 - 1e-3) : best_cost_ - slack;
  }

  SearchResult finish(double bound) const {
    SearchResult result{best_, best_cost_, std::min(bound, best_cost_), false, nodes_};
    result.proven = result.bound >= best_cost_;
    return result;
  }

  void offer(std::vector<std::size_t> chosen, bool improve) {
    if (!tried_.insert(chosen).second) return;
    if (tried_.size() > 20'000) tried_.clear();
    double cost = problem_.cost(chosen);
    if (improve && cost <= best_cost_ + 0.02 * std::max(std::abs(best_cost_), problem_.scale() * 0.1)) {
      cost = problem_.improve(chosen);
    }
    if (cost < best_cost_) {
      best_cost_ = cost;
      best_ = std::move(chosen);
    }
  }

  /// Climbs the bound of a node by subgradient steps (Held, Wolfe & Crowder 1974), settles sites on the way, then
  /// splits.
  void explore(Node node) {
    const bool is_root = nodes_++ == 0;
    std::vector<double> multipliers = *node.multipliers;
    std::vector<double> best_multipliers = multipliers;
    std::vector<double> slope(multipliers.size());
    std::vector<double> average(problem_.sites(), 0.0);
    const int most_steps = is_root ? 1500 : 60;
    const int patience = is_root ? 25 : 8;
    double length = is_root ? 2.0 : 0.5;
    double bound = least_cost;
    int since = 0;
    for (int step = 0; step < most_steps; ++step) {
      const double constant = problem_.relax(multipliers, prices_);
      const Cheapest cheapest = node.counts.cheapest(prices_);
      const double value = constant + cheapest.price;
      for (std::size_t site = 0; site < average.size(); ++site) {
        average[site] += (cheapest.counts[site] - average[site]) * (step == 0 ? 1.0 : 0.1);
      }
      if (value > bound) {
        since = value > bound + 1e-4 * std::abs(best_cost_ - bound) ? 0 : since + 1;
        bound = value;
        best_multipliers = multipliers;
      } else {
        ++since;
      }
      if (since == 0 || step % 10 == 0) offer(rows_of(cheapest.counts), is_root || step == 0);
      if (bound >= cut_off()) return;
      node.counts.settle(prices_, cheapest, cut_off() - value);
      if (node.counts.choices(few_choices) <= few_choices) return try_all(node.counts);
      if (since >= patience) {
        length *= 0.6;
        since = 0;
        multipliers = best_multipliers;
        if (length < (is_root ? 2e-3 : 0.05)) break;
      }
      problem_.slope(multipliers, cheapest.counts, slope);
      double square = 0.0;
      for (const double part : slope) square += part * part;
      if (square == 0.0) break;  // the relaxed choice keeps every condition: this is the node's best bound
      const double stride = length * std::max(best_cost_ - value, 1e-9 * problem_.scale()) * 1.02 / square;
      for (std::size_t row = 0; row < multipliers.size(); ++row) multipliers[row] += stride * slope[row];
      problem_.project(multipliers);
      if (!is_root && problem_.work() > 2.0 * most_work_) break;
    }
    split(std::move(node), std::max(bound, least_cost), average, std::move(best_multipliers));
  }

  void split(Node node, double bound, const std::vector<double>& average, std::vector<double> multipliers) {
    bound = std::max(bound, node.bound);
    const auto kept = std::make_shared<const std::vector<double>>(std::move(multipliers));
    const auto [site, level] = node.counts.most_undecided(average);
    for (const bool up : {true, false}) {
      Node child{bound, 2 * nodes_ + (up ? 0 : 1), node.counts, kept};
      if (!child.counts.bend(site, level, up)) continue;
      if (child.counts.choices(few_choices) <= few_choices) {
        try_all(child.counts);
      } else {
        open_.push(std::move(child));
      }
    }
  }

  void try_all(const UnitCounts& counts) {
    counts.for_each_choice([this](const std::vector<std::size_t>& chosen) { offer(chosen, false); });
  }

  Problem& problem_;
  double most_work_ = 0.0;
  std::vector<std::size_t> best_{};
  double best_cost_ = 0.0;
  std::priority_queue<Node> open_{};
  std::set<std::vector<std::size_t>> tried_{};
  std::vector<double> prices_{};
  std::int64_t nodes_ = 0;
};

}  // namespace outpost::analysis
