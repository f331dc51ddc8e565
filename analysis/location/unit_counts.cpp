#include "analysis/location/unit_counts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/require.hpp"

namespace outpost::analysis {

UnitCounts::UnitCounts(std::size_t sites, std::size_t units, std::size_t most_at_one_site)
    : limits_(sites, Limits{0, static_cast<std::uint16_t>(std::min(units, most_at_one_site))}), units_(units) {
  require(units < 65'536, "units are counted in 16 bits");
}

Cheapest UnitCounts::cheapest(const std::vector<double>& prices) const {
  constexpr double none = 1e300;
  Cheapest best;
  best.counts.resize(limits_.size());
  std::size_t left = units_;
  std::vector<std::size_t> free;
  for (std::size_t site = 0; site < limits_.size(); ++site) {
    best.counts[site] = limits_[site].low;
    left -= limits_[site].low;
    if (limits_[site].low < limits_[site].high) free.push_back(site);
  }
  const auto cheaper = [&prices](std::size_t a, std::size_t b) {
    return prices[a] < prices[b] || (prices[a] == prices[b] && a < b);
  };
  // Each free site takes at least one unit, so the first `left` of them are enough, and one more for the next price.
  const std::size_t first = std::min(free.size(), left + 1);
  std::partial_sort(free.begin(), free.begin() + static_cast<std::ptrdiff_t>(first), free.end(), cheaper);
  best.last = -none;
  best.next = none;
  for (std::size_t row = 0; row < first; ++row) {
    const std::size_t site = free[row];
    const std::size_t room = limits_[site].high - limits_[site].low;
    const std::size_t taken = std::min(room, left);
    best.counts[site] = static_cast<std::uint16_t>(best.counts[site] + taken);
    left -= taken;
    if (taken > 0) best.last = prices[site];
    if (taken < room) {
      best.next = prices[site];
      break;
    }
  }
  require(left == 0, "a node of the search has room for every unit");
  for (std::size_t site = 0; site < limits_.size(); ++site) best.price += best.counts[site] * prices[site];
  return best;
}

void UnitCounts::settle(const std::vector<double>& prices, const Cheapest& cheapest, double room) {
  for (std::size_t site = 0; site < limits_.size(); ++site) {
    Limits& limits = limits_[site];
    const std::uint16_t count = cheapest.counts[site];
    if (count < limits.high && prices[site] - cheapest.last >= room) limits.high = count;
    if (count > limits.low && cheapest.next - prices[site] >= room) limits.low = count;
  }
}

bool UnitCounts::bend(std::size_t site, std::uint16_t level, bool up) {
  if (up) {
    limits_[site].low = static_cast<std::uint16_t>(level + 1);
  } else {
    limits_[site].high = level;
  }
  return fits();
}

bool UnitCounts::fits() const {
  std::size_t low = 0;
  std::size_t high = 0;
  for (const Limits& limits : limits_) {
    low += limits.low;
    high += limits.high;
  }
  return low <= units_ && units_ <= high;
}

std::pair<std::size_t, std::uint16_t> UnitCounts::most_undecided(const std::vector<double>& average) const {
  std::pair<std::size_t, std::uint16_t> best{limits_.size(), 0};
  double farthest = -1.0;
  for (std::size_t site = 0; site < limits_.size(); ++site) {
    const Limits& limits = limits_[site];
    if (limits.low == limits.high) continue;
    const double within = std::clamp(average[site], static_cast<double>(limits.low), static_cast<double>(limits.high));
    const double level = std::min(std::floor(within), static_cast<double>(limits.high) - 1.0);
    const double distance = std::min(within - level, level + 1.0 - within);
    if (distance > farthest) {
      farthest = distance;
      best = {site, static_cast<std::uint16_t>(level)};
    }
  }
  require(best.first < limits_.size(), "a node that is split has a free site");
  return best;
}

std::size_t UnitCounts::choices(std::size_t most) const {
  std::size_t left = units_;
  std::vector<std::size_t> rooms;
  for (const Limits& limits : limits_) {
    left -= limits.low;
    if (limits.low < limits.high) rooms.push_back(limits.high - limits.low);
  }
  const std::size_t all = std::accumulate(rooms.begin(), rooms.end(), std::size_t{0});
  if (left > all) return 0;
  // Placing the units or the gaps is one question; the smaller of the two decides quickly that there are many ways.
  const std::size_t pieces = std::min(left, all - left);
  if (pieces == 0) return 1;
  if (rooms.size() > most) return most + 1;
  std::vector<std::size_t> ways(pieces + 1, 0);
  ways[0] = 1;
  for (const std::size_t room : rooms) {
    for (std::size_t placed = pieces; placed > 0; --placed) {
      for (std::size_t here = 1; here <= std::min(room, placed); ++here) {
        ways[placed] = std::min(most + 1, ways[placed] + ways[placed - here]);
      }
    }
  }
  return ways[pieces];
}

void UnitCounts::for_each_choice(const std::function<void(const std::vector<std::size_t>&)>& visit) const {
  std::vector<std::size_t> room_after(limits_.size() + 1, 0);
  std::vector<std::size_t> need_after(limits_.size() + 1, 0);
  for (std::size_t site = limits_.size(); site-- > 0;) {
    room_after[site] = room_after[site + 1] + limits_[site].high;
    need_after[site] = need_after[site + 1] + limits_[site].low;
  }
  std::vector<std::uint16_t> counts(limits_.size(), 0);
  const std::function<void(std::size_t, std::size_t)> place = [&](std::size_t site, std::size_t left) {
    if (site == limits_.size()) return visit(rows_of(counts));
    for (std::size_t here = limits_[site].high + std::size_t{1}; here-- > limits_[site].low;) {
      if (here > left || left - here > room_after[site + 1] || left - here < need_after[site + 1]) continue;
      counts[site] = static_cast<std::uint16_t>(here);
      place(site + 1, left - here);
    }
    counts[site] = 0;
  };
  place(0, units_);
}

std::vector<std::size_t> rows_of(const std::vector<std::uint16_t>& counts) {
  std::vector<std::size_t> rows;
  for (std::size_t site = 0; site < counts.size(); ++site) rows.insert(rows.end(), counts[site], site);
  return rows;
}

}  // namespace outpost::analysis
