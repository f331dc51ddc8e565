#include "sim/city/grids/annealing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/base/elementary.hpp"
#include "sim/base/require.hpp"
#include "sim/city/grids/recombination.hpp"

namespace outpost {
namespace {

/// Exponential numbers of mean 1 to one part in 4,096, five from 64 random bits: a sweep needs one for every move that
/// would make matters worse, and finer steps change nothing.
class Doubts {
 public:
  Doubts(RunKey key, Owner owner) : key_(key), owner_(owner), stream_(key, Draw::grid_design, owner) {
    for (std::size_t i = 0; i < steps; ++i) {
      table_[i] = -elementary::log((static_cast<double>(i) + 0.5) / static_cast<double>(steps));
    }
  }
  double next() {
    if (left_ == 0) refill();
    --left_;
    const double value = table_[bits_ % steps];
    bits_ /= steps;
    return value;
  }

 private:
  static constexpr std::size_t steps = 4096;
  static constexpr std::uint32_t words_in_block = 1u << 17u;  // of a stream

  void refill() {
    if (words_ == words_in_block) {
      stream_ = Stream{key_, Draw::grid_design, owner_, ++block_};
      words_ = 0;
    }
    ++words_;
    bits_ = stream_.bits64();
    left_ = 5;
  }

  RunKey key_;
  Owner owner_;
  Stream stream_;
  std::array<double, steps> table_{};
  std::uint64_t bits_ = 0;
  std::uint32_t left_ = 0;
  std::uint32_t words_ = 0;
  std::uint32_t block_ = 0;
};

class Annealer {
 public:
  Annealer(const AtomGraph& graph, const Balance& balance, const Annealing& annealing, RunKey key, Owner owner,
           std::uint32_t count, Parts& parts)
      : graph_(graph),
        balance_(balance),
        annealing_(annealing),
        key_(key),
        owner_(owner),
        doubts_(key, owner),
        connection_(graph),
        parts_(parts),
        households_(count, 0),
        atoms_(count, 0) {
    count_households();
    std::int64_t borders = 0;
    for (const std::int32_t border : graph.border) borders += border;
    if (borders > 0) per_border_ = static_cast<double>(graph.border.size()) / static_cast<double>(borders);
    if (annealing.loyalty > 0.0) home_ = parts;
    if (balance.mean > 0.0) per_household_ = 1.0 / balance.mean;
  }

  void run() {
    cool(annealing_);
    settle();
    if (recombine_outside() > 0) repair();
  }

 private:
  struct Weights {
    double heat = 0.0;
    double excess = 0.0;
    double unevenness = 0.0;
  };
  struct Neighbour {
    std::uint32_t part = 0;
    std::int64_t border = 0;
    bool walkable = false;
  };

  void count_households() {
    std::fill(households_.begin(), households_.end(), 0);
    std::fill(atoms_.begin(), atoms_.end(), 0);
    for (AtomIndex atom = 0; atom < graph_.size(); ++atom) {
      households_[parts_[atom]] += graph_.households[atom];
      ++atoms_[parts_[atom]];
    }
  }

  void cool(const Annealing& plan) {
    const double steps = std::max(1.0, static_cast<double>(plan.sweeps) - 1.0);
    const double cooling = elementary::pow(plan.coldest / plan.hottest, 1.0 / steps);
    const double stiffening = elementary::pow(plan.last_excess / plan.first_excess, 1.0 / steps);
    weights_ = {plan.hottest, plan.first_excess, plan.unevenness};
    for (std::uint32_t i = 0; i < plan.sweeps; ++i) {
      sweep();
      weights_.heat *= cooling;
      weights_.excess *= stiffening;
    }
  }

  /// Downhill alone, with a balance that no border outweighs, until nothing moves.
  void settle() {
    constexpr int most_sweeps = 30;
    weights_ = {0.0, 1000.0, annealing_.unevenness};
    for (int i = 0; i < most_sweeps && sweep() > 0; ++i) {
    }
  }

  std::int64_t total_excess() const {
    std::int64_t total = 0;
    for (const std::int64_t households : households_) total += excess(households);
    return total;
  }

  /// Where parts are left outside the balance, pairs of them are cut anew, and the new borders smoothed.
  std::int64_t recombine_outside() {
    if (total_excess() == 0) return 0;
    recombine(graph_, balance_, key_, owner_, static_cast<std::uint32_t>(households_.size()), parts_);
    count_households();
    settle();
    return total_excess();
  }

  /// Where that is not enough, unevenness drives households from full parts to empty ones, through
  /// those between, for a few more rounds; the round with the least excess stays.
  void repair() {
    constexpr int most_rounds = 8;
    std::int64_t least = total_excess();
    if (least == 0) return;
    Parts best = parts_;
    for (int round = 0; round < most_rounds && least > 0; ++round) {
      Annealing push = annealing_;
      push.sweeps = 16;
      push.unevenness = 200.0;
      cool(push);
      settle();
      const std::int64_t now = total_excess();
      if (now >= least) continue;
      least = now;
      best = parts_;
    }
    parts_ = std::move(best);
  }

  std::int64_t excess(std::int64_t households) const {
    return std::max<std::int64_t>({0, households - balance_.most, balance_.least - households});
  }
  double cost(std::int64_t households) const {
    const double off = static_cast<double>(households) * per_household_ - 1.0;
    return weights_.unevenness * off * off + weights_.excess * static_cast<double>(excess(households));
  }

  /// The parts beside the atom into `beside_`, the border with its own part as the result.
  std::int64_t look_around(AtomIndex atom, std::uint32_t own) {
    std::int64_t own_border = 0;
    beside_count_ = 0;
    const std::uint32_t end = graph_.first[atom + 1];
    for (std::uint32_t row = graph_.first[atom]; row < end; ++row) {
      const std::uint32_t part = parts_[graph_.neighbour[row]];
      if (part == own) {
        own_border += graph_.border[row];
        continue;
      }
      std::size_t i = 0;
      while (i < beside_count_ && beside_[i].part != part) ++i;
      if (i == beside_count_) {
        if (i == beside_.size()) continue;  // an atom beside so many parts is content with those seen first
        beside_[beside_count_++] = {part, 0, false};
      }
      beside_[i].border += graph_.border[row];
      beside_[i].walkable = beside_[i].walkable || graph_.walkable[row] != 0;
    }
    return own_border;
  }

  double change_of_loyalty(AtomIndex atom, std::uint32_t from, std::uint32_t to) const {
    if (home_.empty()) return 0.0;
    const double cost = annealing_.loyalty * graph_.households[atom];
    return (to != home_[atom] ? cost : 0.0) - (from != home_[atom] ? cost : 0.0);
  }

  /// Once over all atoms, in order; returns how many moved.
  std::size_t sweep() {
    std::size_t moved = 0;
    const auto atoms = static_cast<AtomIndex>(graph_.size());
    for (AtomIndex atom = 0; atom < atoms; ++atom) {
      const std::uint32_t own = parts_[atom];
      const std::int64_t own_border = look_around(atom, own);
      if (beside_count_ == 0 || atoms_[own] == 1) continue;
      const std::int64_t weight = graph_.households[atom];
      const double leaving = cost(households_[own] - weight) - cost(households_[own]);
      double least = std::numeric_limits<double>::max();
      std::uint32_t to = own;
      for (std::size_t i = 0; i < beside_count_; ++i) {
        const Neighbour& beside = beside_[i];
        if (!beside.walkable) continue;
        const double change = static_cast<double>(own_border - beside.border) * per_border_ + leaving +
                              cost(households_[beside.part] + weight) - cost(households_[beside.part]) +
                              change_of_loyalty(atom, own, beside.part);
        if (change >= least) continue;
        least = change;
        to = beside.part;
      }
      if (to == own) continue;
      // Downhill alone, a move that changes nothing is none: two atoms would change places for ever.
      if (weights_.heat > 0.0 ? least > 0.0 && least > weights_.heat * doubts_.next() : least >= 0.0) continue;
      if (!connection_.survives_without(atom, parts_)) continue;
      parts_[atom] = to;
      households_[own] -= weight;
      households_[to] += weight;
      --atoms_[own];
      ++atoms_[to];
      ++moved;
    }
    return moved;
  }

  const AtomGraph& graph_;
  const Balance balance_;
  const Annealing annealing_;
  const RunKey key_;
  const Owner owner_;
  Weights weights_{};
  Doubts doubts_;
  Connection connection_;
  Parts& parts_;
  Parts home_;
  std::vector<std::int64_t> households_;  // by part
  std::vector<std::uint32_t> atoms_;      // by part
  std::array<Neighbour, 16> beside_{};
  std::size_t beside_count_ = 0;
  double per_border_ = 1.0;     // 1 / mean border
  double per_household_ = 1.0;  // 1 / mean households of a part
};

}  // namespace

Balance Balance::within(double tolerance, std::int64_t households, std::size_t parts) {
  require(parts > 0 && tolerance >= 0.0, "a balance is over parts");
  const double mean = static_cast<double>(households) / static_cast<double>(parts);
  // A little above and below, so that a bound that is whole stays whole in floating point.
  return {mean, static_cast<std::int64_t>(std::ceil(mean * (1.0 - tolerance) - 1e-9)),
          static_cast<std::int64_t>(std::floor(mean * (1.0 + tolerance) + 1e-9))};
}

void anneal(const AtomGraph& graph, const Balance& balance, const Annealing& annealing, RunKey key, Owner owner,
            std::uint32_t count, Parts& parts) {
  require(parts.size() == graph.size(), "every atom is in a part");
  if (count <= 1) return;
  Annealer{graph, balance, annealing, key, owner, count, parts}.run();
}

}  // namespace outpost
