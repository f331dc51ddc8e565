#include "analysis/bench/lattice.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/elementary.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

constexpr double spacing = 10.0;  // metres
constexpr std::int32_t edge = 10'000;
constexpr double sigma = 0.5;
constexpr double mu = 2.302585092994046 - sigma * sigma / 2.0;  // log 10, less what makes the mean 10

/// Where nothing can be built, in shares of the side.
class Obstacles {
 public:
  explicit Obstacles(std::uint32_t side) : side_(side) {}

  bool river(double x, double y) const { return x >= west_bank(y) && x < west_bank(y) + width; }
  bool water_or_park(double x, double y) const {
    const double east = (x - 0.2) / 0.17;
    const double north = (y - 0.7) / 0.15;
    const bool lake = east * east + north * north < 1.0;
    const bool park = x > 0.58 && x < 0.95 && y > 0.15 && y < 0.42;
    return lake || park || river(x, y);
  }
  bool bridge(std::uint32_t row) const { return row == side_ / 6 || row == side_ / 2 || row == side_ * 5 / 6; }

 private:
  static constexpr double width = 0.015;
  static double west_bank(double y) { return 0.47 + 0.06 * elementary::sin(y * 9.0); }
  std::uint32_t side_;
};

constexpr AtomIndex nobody = std::numeric_limits<AtomIndex>::max();

class LatticeBuilder {
 public:
  explicit LatticeBuilder(const LatticeSpec& spec)
      : spec_(spec), obstacles_(spec.side), row_of_(static_cast<std::size_t>(spec.side) * spec.side, nobody) {}

  AtomGraph build() {
    for (std::uint32_t y = 0; y < spec_.side; ++y) {
      Stream stream{{1, 0}, Draw::verification, {y}};
      for (std::uint32_t x = 0; x < spec_.side; ++x) {
        const double households = stream.lognormal(mu, sigma);
        if (!blocked(x, y)) add_atom(x, y, households);
      }
    }
    for (std::uint32_t y = 0; y < spec_.side; ++y) {
      for (std::uint32_t x = 0; x < spec_.side; ++x) add_borders(x, y);
      if (spec_.obstacles && obstacles_.bridge(y)) add_bridge(y);
    }
    set_borders(graph_, std::move(borders_));
    return std::move(graph_);
  }

 private:
  double share(std::uint32_t at) const { return (at + 0.5) / spec_.side; }
  bool blocked(std::uint32_t x, std::uint32_t y) const {
    return spec_.obstacles && obstacles_.water_or_park(share(x), share(y));
  }
  AtomIndex atom(std::uint32_t x, std::uint32_t y) const {
    // One beyond the western or southern edge wraps round to a number that is as far beyond the other.
    if (x >= spec_.side || y >= spec_.side) return nobody;
    return row_of_[static_cast<std::size_t>(y) * spec_.side + x];
  }

  void add_atom(std::uint32_t x, std::uint32_t y, double households) {
    row_of_[static_cast<std::size_t>(y) * spec_.side + x] = static_cast<AtomIndex>(graph_.size());
    graph_.at.push_back({metres(x * spacing), metres(y * spacing)});
    graph_.households.push_back(std::max(1, static_cast<std::int32_t>(households + 0.5)));
    graph_.area.push_back(std::int64_t{edge} * edge);
    graph_.outer_border.push_back(0);
  }

  void add_borders(std::uint32_t x, std::uint32_t y) {
    const AtomIndex here = atom(x, y);
    if (here == nobody) return;
    const AtomIndex east = atom(x + 1, y);
    const AtomIndex north = atom(x, y + 1);
    if (east != nobody) borders_.push_back({here, east, edge, true});
    if (north != nobody) borders_.push_back({here, north, edge, true});
    for (const AtomIndex other : {east, north, atom(x - 1, y), atom(x, y - 1)}) {
      if (other == nobody) graph_.outer_border[here] += edge;
    }
  }

  /// A walk between the banks, which do not touch.
  void add_bridge(std::uint32_t y) {
    AtomIndex west = nobody;
    for (std::uint32_t x = 0; x < spec_.side; ++x) {
      if (obstacles_.river(share(x), share(y))) continue;
      const bool east_bank = x > 0 && obstacles_.river(share(x - 1), share(y));
      if (east_bank && west != nobody) borders_.push_back({west, atom(x, y), 0, true});
      west = atom(x, y);
    }
  }

  LatticeSpec spec_;
  Obstacles obstacles_;
  std::vector<AtomIndex> row_of_;
  AtomGraph graph_;
  std::vector<AtomBorder> borders_;
};

}  // namespace

AtomGraph make_lattice(const LatticeSpec& spec) {
  return LatticeBuilder{spec}.build();
}

}  // namespace outpost::analysis
