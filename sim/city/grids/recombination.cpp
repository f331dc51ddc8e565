#include "sim/city/grids/recombination.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "sim/base/require.hpp"

namespace outpost {
namespace {

constexpr std::uint32_t trees_in_cut = 32;    // of a pair of parts
constexpr std::uint32_t most_trees = 60'000;  // below the blocks of a stream, one of which each tree takes
constexpr int tries_in_a_row = 40;            // without success, until the rest is left as it is
constexpr std::int64_t first_before_second = 1024;
constexpr std::uint64_t apart = 256;  // of 1,024: how much later a tree takes an edge across the old border

class Recombination {
 public:
  Recombination(const AtomGraph& graph, const Balance& balance, RunKey key, Owner owner, std::uint32_t count,
                Parts& parts)
      : graph_(graph),
        balance_(balance),
        key_(key),
        owner_(owner),
        parts_(parts),
        households_(count, 0),
        row_of_(graph.size(), not_in_pair) {
    for (AtomIndex atom = 0; atom < graph.size(); ++atom) households_[parts[atom]] += graph.households[atom];
  }

  std::int64_t run() {
    std::int64_t outside = total_excess();
    std::vector<int> failed(households_.size(), 0);
    for (int left = tries_in_a_row; outside > 0 && left > 0 && trees_ < most_trees;) {
      const std::uint32_t worst = worst_part(failed);
      const std::vector<std::uint32_t> chain = chain_from(worst, failed[worst]);
      if (chain.size() < 2) {
        failed[worst] = tries_in_a_row;
        --left;
        continue;
      }
      const Parts parts_before = parts_;
      const std::vector<std::int64_t> households_before = households_;
      bool joined = true;
      for (std::size_t i = 0; joined && i + 1 < chain.size(); ++i) {
        joined = cut_anew(chain[i], chain[i + 1], i + 2 == chain.size());
      }
      const std::int64_t now = total_excess();
      if (joined && now < outside) {
        outside = now;
        left = tries_in_a_row;
        failed[worst] = 0;
        continue;
      }
      parts_ = parts_before;
      households_ = households_before;
      ++failed[worst];
      --left;
    }
    return outside;
  }

 private:
  static constexpr std::uint32_t not_in_pair = std::numeric_limits<std::uint32_t>::max();

  struct Edge {
    std::uint64_t weight = 0;
    std::uint32_t a = 0;  // rows of the pair
    std::uint32_t b = 0;
    bool operator<(const Edge& other) const {
      return weight != other.weight ? weight < other.weight : a != other.a ? a < other.a : b < other.b;
    }
  };
  struct Cut {
    std::int64_t outside = std::numeric_limits<std::int64_t>::max();
    std::int64_t border = std::numeric_limits<std::int64_t>::max();
    bool better_than(const Cut& other) const {
      return outside != other.outside ? outside < other.outside : border < other.border;
    }
  };

  std::int64_t excess(std::int64_t households) const {
    return std::max<std::int64_t>({0, households - balance_.most, balance_.least - households});
  }
  std::int64_t total_excess() const {
    std::int64_t total = 0;
    for (const std::int64_t households : households_) total += excess(households);
    return total;
  }

  /// Of the parts outside the balance those tried least, and of them the one farthest outside.
  std::uint32_t worst_part(const std::vector<int>& failed) const {
    std::uint32_t worst = 0;
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      const std::int64_t at_a = excess(households_[a]);
      const std::int64_t at_b = excess(households_[b]);
      if ((at_a > 0) != (at_b > 0)) return at_a > 0;
      return failed[a] != failed[b] ? failed[a] < failed[b] : at_a > at_b;
    };
    for (std::uint32_t part = 1; part < households_.size(); ++part) {
      if (before(part, worst)) worst = part;
    }
    return worst;
  }

  /// From the part to the nearest one that can take what is too much, or give what is missing, within the balance;
  /// every failure before passes the nearest over once more. Of the part alone where there is none.
  std::vector<std::uint32_t> chain_from(std::uint32_t part, int passed_over) const {
    const std::int64_t surplus = households_[part] > balance_.most    ? households_[part] - balance_.most
                                 : households_[part] < balance_.least ? households_[part] - balance_.least
                                                                      : 0;
    const std::vector<std::vector<std::uint32_t>> beside = neighbours_of_parts();
    std::vector<std::uint32_t> from(households_.size(), not_in_pair);
    std::vector<std::uint32_t> open{part};
    from[part] = part;
    std::vector<std::uint32_t> ends;
    for (std::size_t next = 0; next < open.size(); ++next) {
      if (next > 0 && excess(households_[open[next]] + surplus) == 0) ends.push_back(open[next]);
      for (const std::uint32_t other : beside[open[next]]) {
        if (from[other] != not_in_pair) continue;
        from[other] = open[next];
        open.push_back(other);
      }
    }
    if (ends.empty()) {
      // Nobody has room for all of it: the first that has some.
      for (std::size_t next = 1; next < open.size(); ++next) {
        const std::int64_t households = households_[open[next]];
        if (surplus > 0 ? households < balance_.most : households > balance_.least) ends.push_back(open[next]);
      }
    }
    if (ends.empty()) return {part};
    std::uint32_t at = ends[static_cast<std::size_t>(passed_over) % ends.size()];
    std::vector<std::uint32_t> chain{at};
    while (at != part) chain.push_back(at = from[at]);
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

  std::vector<std::vector<std::uint32_t>> neighbours_of_parts() const {
    std::vector<std::vector<std::uint32_t>> beside(households_.size());
    for (AtomIndex atom = 0; atom < graph_.size(); ++atom) {
      for (std::uint32_t row = graph_.first[atom]; row < graph_.first[atom + 1]; ++row) {
        const std::uint32_t other = parts_[graph_.neighbour[row]];
        if (graph_.walkable[row] != 0 && other != parts_[atom]) beside[parts_[atom]].push_back(other);
      }
    }
    for (std::vector<std::uint32_t>& parts : beside) {
      std::sort(parts.begin(), parts.end());
      parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    }
    return beside;
  }

  /// Takes two neighbouring parts together and cuts them where the first is least outside the balance and then the
  /// second, or both together at the end of a chain; of such cuts it takes the one with the shortest border. False
  /// where the cut before took the second from the first's side.
  bool cut_anew(std::uint32_t first, std::uint32_t second, bool last) {
    take(first, second);
    Cut best;
    std::vector<std::uint8_t> best_side;
    for (std::uint32_t tree = 0; tree < trees_in_cut; ++tree) {
      draw_tree();
      if (!hang_tree()) return false;
      cut_tree(last, best, best_side);
    }
    if (best_side.empty()) return false;
    households_[first] = 0;
    households_[second] = 0;
    for (std::size_t row = 0; row < atoms_.size(); ++row) {
      parts_[atoms_[row]] = best_side[row] != 0 ? first : second;
      households_[parts_[atoms_[row]]] += graph_.households[atoms_[row]];
    }
    return true;
  }

  void take(std::uint32_t first, std::uint32_t second) {
    for (const AtomIndex atom : atoms_) row_of_[atom] = not_in_pair;
    atoms_.clear();
    edges_.clear();
    total_ = 0;
    for (AtomIndex atom = 0; atom < graph_.size(); ++atom) {
      if (parts_[atom] != first && parts_[atom] != second) continue;
      row_of_[atom] = static_cast<std::uint32_t>(atoms_.size());
      atoms_.push_back(atom);
      total_ += graph_.households[atom];
    }
    for (const AtomIndex atom : atoms_) {
      for (std::uint32_t row = graph_.first[atom]; row < graph_.first[atom + 1]; ++row) {
        const AtomIndex other = graph_.neighbour[row];
        if (other < atom || graph_.walkable[row] == 0 || row_of_[other] == not_in_pair) continue;
        edges_.push_back({0, row_of_[atom], row_of_[other]});
      }
    }
  }

  std::uint32_t root_of(std::uint32_t row) {
    while (group_[row] != row) row = group_[row] = group_[group_[row]];
    return row;
  }

  /// A tree of least weight over random weights; edges across the old border come late, so that a tree crosses it
  /// seldom and a cut near it is short.
  void draw_tree() {
    Stream stream{key_, Draw::grid_balance, owner_, trees_++};
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      Edge& edge = edges_[i];
      if (i % 6 == 0) bits = stream.bits64();
      const bool across = parts_[atoms_[edge.a]] != parts_[atoms_[edge.b]];
      edge.weight = bits % 1024 + (across ? apart : 0);
      bits /= 1024;
    }
    std::sort(edges_.begin(), edges_.end());
    group_.resize(atoms_.size());
    std::iota(group_.begin(), group_.end(), 0u);
    tree_.assign(atoms_.size(), {});
    for (const Edge& edge : edges_) {
      const std::uint32_t a = root_of(edge.a);
      const std::uint32_t b = root_of(edge.b);
      if (a == b) continue;
      group_[a] = b;
      tree_[edge.a].push_back(edge.b);
      tree_[edge.b].push_back(edge.a);
    }
  }

  /// The rows of the pair from the root outwards, their parents, and the households of every subtree. False where the
  /// tree does not hold all of the pair.
  bool hang_tree() {
    order_.assign(1, 0);
    parent_.assign(atoms_.size(), 0);
    below_.assign(atoms_.size(), 0);
    for (std::size_t next = 0; next < order_.size(); ++next) {
      for (const std::uint32_t row : tree_[order_[next]]) {
        if (row == parent_[order_[next]]) continue;
        parent_[row] = order_[next];
        order_.push_back(row);
      }
    }
    if (order_.size() != atoms_.size()) return false;
    for (std::size_t next = order_.size(); next-- > 0;) {
      const std::uint32_t row = order_[next];
      below_[row] += graph_.households[atoms_[row]];
      if (row != 0) below_[parent_[row]] += below_[row];
    }
    return true;
  }

  std::int64_t outside(std::int64_t households, bool last) const {
    return excess(households) * (last ? 1 : first_before_second) + excess(total_ - households);
  }

  /// Tries the edge of the tree whose cut leaves least outside the balance, either side for the first part.
  void cut_tree(bool last, Cut& best, std::vector<std::uint8_t>& best_side) {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::uint32_t at = 0;
    bool inside = true;  // the subtree is the first part
    double least_off = 0.0;
    for (std::size_t next = 1; next < order_.size(); ++next) {
      const std::uint32_t row = order_[next];
      for (const bool taken : {true, false}) {
        const std::int64_t households = taken ? below_[row] : total_ - below_[row];
        const std::int64_t here = outside(households, last);
        const double off = std::abs(static_cast<double>(households) - balance_.mean);
        if (here > least || (here == least && off >= least_off)) continue;
        least = here;
        least_off = off;
        at = row;
        inside = taken;
      }
    }
    if (at == 0 || least > best.outside) return;
    side_.assign(atoms_.size(), inside ? 0 : 1);
    for (const std::uint32_t row : order_) {
      if (row == at || (row != 0 && side_[parent_[row]] != side_[0])) side_[row] = inside ? 1 : 0;
    }
    const Cut cut{least, border_of_side()};
    if (!cut.better_than(best)) return;
    best = cut;
    best_side = side_;
  }

  std::int64_t border_of_side() const {
    std::int64_t border = 0;
    for (std::size_t a = 0; a < atoms_.size(); ++a) {
      for (std::uint32_t row = graph_.first[atoms_[a]]; row < graph_.first[atoms_[a] + 1]; ++row) {
        const std::uint32_t b = row_of_[graph_.neighbour[row]];
        if (b != not_in_pair && b > a && side_[a] != side_[b]) border += graph_.border[row];
      }
    }
    return border;
  }

  const AtomGraph& graph_;
  const Balance balance_;
  RunKey key_;
  Owner owner_;
  std::uint32_t trees_ = 0;
  Parts& parts_;
  std::vector<std::int64_t> households_;  // by part

  // The pair that is cut anew; rows number its atoms.
  std::vector<AtomIndex> atoms_;
  std::vector<std::uint32_t> row_of_;
  std::vector<Edge> edges_;
  std::int64_t total_ = 0;
  std::vector<std::uint32_t> group_;
  std::vector<std::vector<std::uint32_t>> tree_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> parent_;
  std::vector<std::int64_t> below_;
  std::vector<std::uint8_t> side_;
};

}  // namespace

std::int64_t recombine(const AtomGraph& graph, const Balance& balance, RunKey key, Owner owner, std::uint32_t count,
                       Parts& parts) {
  require(parts.size() == graph.size(), "every atom is in a part");
  if (count <= 1) return 0;
  return Recombination{graph, balance, key, owner, count, parts}.run();
}

}  // namespace outpost
