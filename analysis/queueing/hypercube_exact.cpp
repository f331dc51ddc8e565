#include "analysis/queueing/hypercube_exact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "analysis/queueing/checks.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

using State = std::uint32_t;  // a bit for each busy unit

constexpr double settled_exactly = 1e-13;
constexpr int most_exact_sweeps = 20'000;

/// A list of units as sets of bits.
struct Choices {
  std::vector<State> groups{};

  explicit Choices(const Preference& preference) {
    if (preference.ends.empty()) {
      for (const std::uint32_t unit : preference.units) groups.push_back(State{1} << unit);
      return;
    }
    std::uint32_t begin = 0;
    for (const std::uint32_t end : preference.ends) {
      State group = 0;
      for (std::uint32_t i = begin; i < end; ++i) group |= State{1} << preference.units[i];
      groups.push_back(group);
      begin = end;
    }
  }

  /// The free units that share a call; there is one.
  State sent(State busy) const {
    for (const State group : groups) {
      if ((group & ~busy) != 0) return group & ~busy;
    }
    return 0;
  }
};

/// Calls `act(unit, share)` for every unit of a set, which share equally.
template <class Act>
void for_each_sent(State sent, Act act) {
  const double share = 1.0 / std::popcount(sent);
  for (; sent != 0; sent &= sent - 1) act(static_cast<std::size_t>(std::countr_zero(sent)), share);
}

class Balance {
 public:
  explicit Balance(const Hypercube& city)
      : units_(city.units()),
        full_((State{1} << city.units()) - 1),
        service_rates_(city.service_rates),
        calls_(city.calls()),
        sent_(static_cast<std::size_t>(full_ + 1) * units_, 0.0),
        shares_(full_ + 1, 1.0),
        service_(full_ + 1, 0.0) {
    // Atoms with one list are one atom to the states.
    std::map<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>, double> lists;
    for (std::size_t atom = 0; atom < city.atoms(); ++atom) {
      lists[{city.preferences[atom].units, city.preferences[atom].ends}] += city.rates[atom];
    }
    for (const auto& [list, rate] : lists) {
      const Choices choices{{list.first, list.second}};
      for (State busy = 0; busy < full_; ++busy) {
        for_each_sent(choices.sent(busy), [&, calls = rate](std::size_t unit, double share) {
          sent_[static_cast<std::size_t>(busy | State{1} << unit) * units_ + unit] += calls * share;
        });
      }
    }
    for (State busy = 1; busy <= full_; ++busy) {
      const State rest = busy & (busy - 1);
      service_[busy] = service_[rest] + service_rates_[static_cast<std::size_t>(std::countr_zero(busy))];
    }
  }

  /// Shares of the states without a line; their sum is 1.
  std::vector<double> solve() {
    scale_levels();
    std::vector<double> before = shares_;
    for (int sweep = 0; sweep < most_exact_sweeps; ++sweep) {
      for (State busy = 0; busy < full_; ++busy) balance(busy);
      for (State busy = full_ + 1; busy-- > 0;) balance(busy);
      scale_levels();
      double change = 0.0;
      for (std::size_t i = 0; i < shares_.size(); ++i) {
        change = std::max(change, std::fabs(shares_[i] - before[i]) - settled_exactly * shares_[i]);
      }
      if (change <= 0.0) return std::move(shares_);
      before = shares_;
    }
    throw ModelError(
        "the equations of these units do not settle; are some rates millions of times as large as others?");
  }

 private:
  /// Makes what leads out of the state what leads into it.
  void balance(State busy) {
    const double* sent = &sent_[static_cast<std::size_t>(busy) * units_];
    double in = 0.0;
    for (std::size_t unit = 0; unit < units_; ++unit) {
      const State bit = State{1} << unit;
      const double rate = (busy & bit) != 0 ? sent[unit] : service_rates_[unit];
      in += rate * shares_[busy ^ bit];
    }
    shares_[busy] = in / (service_[busy] + (busy == full_ ? 0.0 : calls_));
  }

  void scale_levels() {
    std::vector<double> weight(units_ + 1, 0.0);
    std::vector<double> served(units_ + 1, 0.0);
    for (State busy = 0; busy <= full_; ++busy) {
      const auto level = static_cast<std::size_t>(std::popcount(busy));
      weight[level] += shares_[busy];
      served[level] += shares_[busy] * service_[busy];
    }
    // In logarithms: with many units and a heavy load the first level is next to nothing.
    std::vector<double> wanted(units_ + 1, 0.0);
    for (std::size_t level = 1; level <= units_; ++level) {
      wanted[level] = wanted[level - 1] + std::log(calls_) - std::log(served[level] / weight[level]);
    }
    const double most = *std::max_element(wanted.begin(), wanted.end());
    double all = 0.0;
    for (double& level : wanted) all += level = std::exp(level - most);
    for (std::size_t level = 0; level <= units_; ++level) weight[level] = wanted[level] / all / weight[level];
    for (State busy = 0; busy <= full_; ++busy) {
      shares_[busy] *= weight[static_cast<std::size_t>(std::popcount(busy))];
    }
  }

  std::size_t units_;
  State full_;
  std::vector<double> service_rates_;
  double calls_;
  std::vector<double> sent_;     // state x unit: the rate at which the unit is sent out and makes this the state
  std::vector<double> shares_;   // by state
  std::vector<double> service_;  // by state: how often one of its busy units becomes free
};

void check_exact(const Hypercube& city) {
  check(city);
  if (city.units() <= most_exact_units) return;
  throw ModelError(fmt::format("{} units have 2^{} states; the exact model goes up to {} units: ask an approximation",
                               city.units(), city.units(), most_exact_units));
}

}  // namespace

std::size_t exact_hypercube_bytes(std::size_t units) {
  return (std::size_t{1} << units) * (units + 3) * sizeof(double);
}

std::vector<double> hypercube_states(const Hypercube& city) {
  check_exact(city);
  std::vector<double> states = Balance{city}.solve();
  if (city.line == Line::zero) return states;
  // With q calls in line the share falls by calls / capacity for each of them.
  const double ratio = city.calls() / city.capacity();
  const double in_line = states.back() * ratio / (1.0 - ratio);
  states.back() += in_line;
  for (double& share : states) share /= 1.0 + in_line;
  return states;
}

HypercubeAnswer exact_hypercube(const Hypercube& city) {
  const std::vector<double> states = hypercube_states(city);
  const std::size_t units = city.units();
  const std::size_t atoms = city.atoms();
  const double calls = city.calls();
  HypercubeAnswer answer;
  answer.all_free = states.front();
  answer.all_busy = states.back();
  answer.loss = city.line == Line::zero ? states.back() : 0.0;
  answer.workload.assign(units, 0.0);
  for (State busy = 0; busy < states.size(); ++busy) {
    for (std::size_t unit = 0; unit < units; ++unit) {
      if ((busy >> unit & 1u) != 0) answer.workload[unit] += states[busy];
    }
  }
  // By list, not by atom.
  std::map<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>, std::vector<std::size_t>> lists;
  for (std::size_t atom = 0; atom < atoms; ++atom) {
    lists[{city.preferences[atom].units, city.preferences[atom].ends}].push_back(atom);
  }
  answer.dispatch.assign(units * atoms, 0.0);
  for (const auto& [list, members] : lists) {
    const Choices choices{{list.first, list.second}};
    std::vector<double> chance(units, 0.0);  // that a call of this list gets the unit
    for (State busy = 0; busy + 1 < states.size(); ++busy) {
      for_each_sent(choices.sent(busy), [&](std::size_t unit, double share) { chance[unit] += states[busy] * share; });
    }
    for (std::size_t unit = 0; unit < units; ++unit) {
      // A call that waits gets whoever is free first.
      if (city.line == Line::infinite) chance[unit] += answer.all_busy * city.service_rates[unit] / city.capacity();
      for (const std::size_t atom : members) {
        answer.dispatch[unit * atoms + atom] = city.rates[atom] / calls * chance[unit] / (1.0 - answer.loss);
      }
    }
  }
  return answer;
}

}  // namespace outpost::analysis
