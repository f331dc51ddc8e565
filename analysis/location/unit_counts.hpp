#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace outpost::analysis {

/// The cheapest way to place the units at given prices, and the prices at its edge.
struct Cheapest {
  std::vector<std::uint16_t> counts{};  // units at each site
  double price = 0.0;                   // of all units
  double last = 0.0;                    // of the dearest unit that is placed and could be taken away
  double next = 0.0;                    // of the cheapest unit that is not placed and could be
};

/// How many units may stand at each site of a node of a search tree: from `low` to `high`.
class UnitCounts {
 public:
  UnitCounts(std::size_t sites, std::size_t units, std::size_t most_at_one_site);

  /// Ties by the earlier row.
  Cheapest cheapest(const std::vector<double>& prices) const;
  /// Narrows the counts of sites where one unit more or less than the cheapest would cost `room` or more.
  void settle(const std::vector<double>& prices, const Cheapest& cheapest, double room);
  /// A lower limit above `level` (up) or an upper limit at it; false: nothing fits any more.
  bool bend(std::size_t site, std::uint16_t level, bool up);
  /// The free site whose average lies farthest from a whole number, and the whole number below; ties by the earlier
  /// row.
  std::pair<std::size_t, std::uint16_t> most_undecided(const std::vector<double>& average) const;
  /// In how many ways the units can be placed; anything above `most` once there are more.
  std::size_t choices(std::size_t most) const;
  /// Each way, as ascending rows, in lexicographic order of the counts.
  void for_each_choice(const std::function<void(const std::vector<std::size_t>&)>& visit) const;

 private:
  bool fits() const;
  struct Limits {
    std::uint16_t low = 0;
    std::uint16_t high = 0;
  };
  std::vector<Limits> limits_{};
  std::size_t units_ = 0;
};

/// Rows of the sites, once for each unit, ascending.
std::vector<std::size_t> rows_of(const std::vector<std::uint16_t>& counts);

}  // namespace outpost::analysis
