#include "sim/city/grids/bisection.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <span>

#include "sim/base/require.hpp"

namespace outpost {
namespace {

/// An atom and how far along the axis of the cut it lies, in millimetres.
struct Placed {
  double along = 0.0;
  AtomIndex atom = 0;
};
bool before(const Placed& a, const Placed& b) {
  return a.along != b.along ? a.along < b.along : a.atom < b.atom;
}

struct Axis {
  double x = 1.0;
  double y = 0.0;
};

class Bisection {
 public:
  Bisection(const AtomGraph& graph, Parts& parts)
      : graph_(graph), parts_(parts), connection_(graph), side_(graph.size(), outside), seen_(graph.size(), 0) {}

  void run(std::span<Placed> set, std::uint32_t count, std::uint32_t first) {
    require(set.size() >= count, "every part gets an atom");
    if (count == 1) {
      for (const Placed& row : set) parts_[row.atom] = first;
      return;
    }
    const std::uint32_t low_count = cut(set, count);
    const auto low = std::partition(set.begin(), set.end(), [this](const Placed& row) { return side_[row.atom] == 0; });
    for (const Placed& row : set) side_[row.atom] = outside;
    const std::span<Placed> left{set.begin(), low};
    const std::span<Placed> right{low, set.end()};
    run(left, low_count, first);
    run(right, count - low_count, first + low_count);
  }

 private:
  static constexpr std::uint32_t outside = 2;

  std::int64_t households(const Placed& row) const { return graph_.households[row.atom]; }

  /// The longer axis of the atoms, by their second moments about the mean; where they are about as long as wide, the
  /// longer side of their box, since a slanted cut through a block of streets is longer than a straight one.
  Axis longer_axis(std::span<const Placed> set) const {
    double mean_x = 0.0;
    double mean_y = 0.0;
    const Position origin = graph_.at[set.front().atom];
    const auto offset = [&](AtomIndex atom) {
      const Position at = graph_.at[atom];
      return Axis{(at.x - origin.x).in_metres(), (at.y - origin.y).in_metres()};
    };
    for (const Placed& row : set) {
      mean_x += offset(row.atom).x;
      mean_y += offset(row.atom).y;
    }
    mean_x /= static_cast<double>(set.size());
    mean_y /= static_cast<double>(set.size());
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (const Placed& row : set) {
      const Axis at = offset(row.atom);
      xx += (at.x - mean_x) * (at.x - mean_x);
      xy += (at.x - mean_x) * (at.y - mean_y);
      yy += (at.y - mean_y) * (at.y - mean_y);
    }
    const double half = (xx - yy) / 2.0;
    const double radius = std::sqrt(half * half + xy * xy);
    const double largest = (xx + yy) / 2.0 + radius;
    // The axis of the largest moment solves (xx - largest) x + xy y = 0; the better conditioned row is taken.
    Axis axis = half >= 0.0 ? Axis{half + radius, xy} : Axis{xy, radius - half};
    const double length = std::sqrt(axis.x * axis.x + axis.y * axis.y);
    const bool round = radius * 8.0 < largest;
    if (round || !(length > 0.0)) return xx >= yy ? Axis{1.0, 0.0} : Axis{0.0, 1.0};
    return {axis.x / length, axis.y / length};
  }

  /// Sides 0 and 1 for every atom of the set; returns the number of parts of side 0.
  std::uint32_t cut(std::span<Placed> set, std::uint32_t count) {
    const Axis axis = longer_axis(set);
    const Position origin = graph_.at[set.front().atom];
    std::int64_t total = 0;
    for (Placed& row : set) {
      const Position at = graph_.at[row.atom];
      row.along = (at.x - origin.x).in_metres() * axis.x + (at.y - origin.y).in_metres() * axis.y;
      total += households(row);
    }
    const std::uint32_t low_count = count / 2;
    const std::size_t middle = weighted_position(set, total, count, low_count);
    for (std::size_t i = 0; i < set.size(); ++i) side_[set[i].atom] = i < middle ? 0 : 1;
    return join_sides(set, total, count, low_count);
  }

  /// How many atoms from the front hold the share of households nearest to low_count / count; the set is reordered so
  /// that they stand in front. Both sides keep atoms enough for their parts.
  std::size_t weighted_position(std::span<Placed> set, std::int64_t total, std::uint32_t count,
                                std::uint32_t low_count) const {
    const std::int64_t goal = total * low_count / count;
    std::size_t begin = 0;
    std::size_t end = set.size();
    std::int64_t reached = 0;  // households before `begin`
    while (end - begin > 1) {
      const std::size_t middle = begin + (end - begin) / 2;
      const auto at = [&](std::size_t i) { return set.begin() + static_cast<std::ptrdiff_t>(i); };
      std::nth_element(at(begin), at(middle), at(end), before);
      std::int64_t half = 0;
      for (std::size_t i = begin; i < middle; ++i) half += households(set[i]);
      if (reached + half <= goal) {
        reached += half;
        begin = middle;
      } else {
        end = middle;
      }
    }
    // `begin` is the atom that passes the goal: it goes where that leaves less of a miss.
    std::size_t position = begin;
    if (begin < set.size() && goal - reached > reached + households(set[begin]) - goal) ++position;
    const std::size_t most = set.size() - (count - low_count);
    return std::clamp<std::size_t>(position, low_count, most);
  }

  /// Makes both sides connected and gives them the parts that their households are worth; then moves the border until
  /// the households are worth whole parts. Returns the number of parts of side 0.
  std::uint32_t join_sides(std::span<Placed> set, std::int64_t total, std::uint32_t count, std::uint32_t low_count) {
    give_minor_pieces(set, 0);
    give_minor_pieces(set, 1);
    std::int64_t low = 0;
    std::size_t low_atoms = 0;
    for (const Placed& row : set) {
      if (side_[row.atom] != 0) continue;
      low += households(row);
      ++low_atoms;
    }
    const std::int64_t worth = total > 0 ? (low * count + total / 2) / total : low_count;
    const auto most = std::min<std::size_t>(low_atoms, count - 1);
    const auto least = count > set.size() - low_atoms ? count - (set.size() - low_atoms) : 1;
    low_count = static_cast<std::uint32_t>(
        std::clamp<std::size_t>(static_cast<std::size_t>(worth), std::max<std::size_t>(least, 1), most));
    const std::int64_t surplus = low - total * low_count / count;
    const std::int64_t part = total / count;
    // Above a few parts a side, a small miss is spread over all of them and vanishes in the refinement.
    if (std::abs(surplus) * 50 > part * std::min(low_count, count - low_count)) {
      shift_border(set, surplus, low_count, count - low_count);
    }
    return low_count;
  }

  /// Atoms at the border change sides, those nearest to the other side first, until the surplus of side 0 is gone or no
  /// atom can go. Every side keeps at least as many atoms as it will have parts.
  void shift_border(std::span<const Placed> set, std::int64_t surplus, std::uint32_t low_count,
                    std::uint32_t high_count) {
    constexpr int most_rounds = 32;
    for (int round = 0; round < most_rounds; ++round) {
      const std::uint32_t from = surplus > 0 ? 0 : 1;
      std::size_t left = 0;
      border_.clear();
      for (const Placed& row : set) {
        if (side_[row.atom] != from) continue;
        ++left;
        if (connection_.reaches(row.atom, 1 - from, side_)) border_.push_back(row);
      }
      std::sort(border_.begin(), border_.end(), before);
      if (from == 0) std::reverse(border_.begin(), border_.end());
      bool moved = false;
      for (const Placed& row : border_) {
        const std::int64_t weight = households(row);
        const std::int64_t missing = std::abs(surplus);
        if (left <= (from == 0 ? low_count : high_count)) break;
        if (weight >= 2 * missing || !connection_.survives_without(row.atom, side_)) continue;
        side_[row.atom] = 1 - from;
        surplus += from == 0 ? -weight : weight;
        --left;
        moved = true;
        if (surplus == 0 || (surplus > 0) != (from == 0)) break;
      }
      if (!moved) return;
    }
  }

  /// All of a side but its heaviest connected piece goes over to the other side.
  void give_minor_pieces(std::span<const Placed> set, std::uint32_t side) {
    ++stamp_;
    std::int64_t heaviest = -1;
    std::size_t begin_heaviest = 0;
    std::size_t end_heaviest = 0;
    found_.clear();
    for (const Placed& start : set) {
      if (side_[start.atom] != side || seen_[start.atom] == stamp_) continue;
      const std::size_t begin = found_.size();
      std::int64_t households = 0;
      seen_[start.atom] = stamp_;
      found_.push_back(start.atom);
      for (std::size_t next = begin; next < found_.size(); ++next) {
        households += graph_.households[found_[next]];
        for (std::uint32_t row = graph_.first[found_[next]]; row < graph_.first[found_[next] + 1]; ++row) {
          const AtomIndex other = graph_.neighbour[row];
          if (graph_.walkable[row] == 0 || side_[other] != side || seen_[other] == stamp_) continue;
          seen_[other] = stamp_;
          found_.push_back(other);
        }
      }
      if (households > heaviest) {
        heaviest = households;
        begin_heaviest = begin;
        end_heaviest = found_.size();
      }
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (i < begin_heaviest || i >= end_heaviest) side_[found_[i]] = 1 - side;
    }
  }

  const AtomGraph& graph_;
  Parts& parts_;
  Connection connection_;
  Parts side_;  // 0, 1 or outside
  std::vector<std::uint32_t> seen_;
  std::vector<AtomIndex> found_;
  std::vector<Placed> border_;
  std::uint32_t stamp_ = 0;
};

}  // namespace

void bisect(const AtomGraph& graph, const std::vector<AtomIndex>& atoms, std::uint32_t count, std::uint32_t first,
            Parts& parts) {
  std::vector<Placed> set;
  set.reserve(atoms.size());
  for (const AtomIndex atom : atoms) set.push_back({0.0, atom});
  Bisection{graph, parts}.run(set, count, first);
}

}  // namespace outpost
