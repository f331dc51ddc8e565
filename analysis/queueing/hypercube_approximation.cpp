#include "analysis/queueing/hypercube_approximation.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/queueing/checks.hpp"
#include "analysis/queueing/correction_factors.hpp"

namespace outpost::analysis {
namespace {

constexpr double settled = 1e-12;
constexpr double negligible = 1e-16;
constexpr double run_away = 0.05;  // of the mean workload
constexpr int most_sweeps = 10'000;

/// The chance, by factor and product, that a unit is reached at its place among equals: the mean over all orders of
/// those before it. means[s] is the mean product of the workloads of s of the others.
double reach_among_equals(std::span<const std::uint32_t> group, std::size_t own, std::span<const double> q,
                          std::size_t before, std::span<const double> workload) {
  std::vector<double> means{1.0};
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (i == own) continue;
    const double others = static_cast<double>(means.size());
    means.push_back(0.0);
    for (std::size_t s = means.size() - 1; s > 0; --s) {
      const double share = static_cast<double>(s) / others;
      means[s] = (1.0 - share) * means[s] + share * workload[group[i]] * means[s - 1];
    }
  }
  double reach = 0.0;
  for (std::size_t s = 0; s < means.size() && before + s < q.size(); ++s) reach += q[before + s] * means[s];
  return reach / static_cast<double>(group.size());
}

/// Calls act(unit, reach) along a list: reach is Q(k) times the product of the workloads before the unit.
template <class Act>
void follow(const Preference& preference, std::span<const double> q, std::span<const double> workload, Act act) {
  double product = 1.0;
  if (preference.ends.empty()) {
    const std::size_t length = std::min(preference.units.size(), q.size());
    for (std::size_t k = 0; k < length && q[k] * product >= negligible; ++k) {
      const std::uint32_t unit = preference.units[k];
      act(unit, q[k] * product);
      product *= workload[unit];
    }
    return;
  }
  std::size_t begin = 0;
  for (const std::uint32_t end : preference.ends) {
    if (begin >= q.size() || q[begin] * product < negligible) return;
    const std::span<const std::uint32_t> group{preference.units.data() + begin, end - begin};
    for (std::size_t own = 0; own < group.size(); ++own) {
      act(group[own], product * reach_among_equals(group, own, q, begin, workload));
    }
    for (const std::uint32_t unit : group) product *= workload[unit];
    begin = end;
  }
}

double largest_change(std::span<const double> a, std::span<const double> b) {
  double most = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::fabs(a[i] - b[i]));
  return most;
}

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// To a sum that is known; nobody is busier than always.
void scale(std::vector<double>& workload, double wanted) {
  const double factor = wanted / sum(workload);
  for (double& use : workload) use = std::min(1.0, use * factor);
}

/// Takes the workloads to the next ones. Plain steps swing to and fro near saturation and creep before it; so the last
/// few are combined to where the change would vanish if sweeps were linear (Anderson's mixing [anderson-1965]). Where
/// they come to rest is the same.
class Steps {
 public:
  void take(std::vector<double>& workload, std::span<const double> next) {
    change_ = largest_change(next, workload);
    const auto units = static_cast<Eigen::Index>(workload.size());
    Eigen::Map<Eigen::VectorXd> now{workload.data(), units};
    const Eigen::VectorXd residual = Eigen::Map<const Eigen::VectorXd>(next.data(), units) - now;
    if (++taken_ > plain && last_residual_.size() == units) {
      moves_.push_back(now - last_);
      turns_.push_back(residual - last_residual_);
      if (moves_.size() > memory) {
        moves_.erase(moves_.begin());
        turns_.erase(turns_.begin());
      }
    }
    last_ = now;
    last_residual_ = residual;
    // Half steps: the combination takes care of what creeps, halving of what swings.
    const double part = taken_ > plain ? 0.5 : 1.0;
    Eigen::VectorXd step = part * residual;
    if (!moves_.empty()) {
      Eigen::MatrixXd turns(units, static_cast<Eigen::Index>(turns_.size()));
      for (std::size_t i = 0; i < turns_.size(); ++i) turns.col(static_cast<Eigen::Index>(i)) = turns_[i];
      const Eigen::VectorXd weights = turns.colPivHouseholderQr().solve(residual);
      for (std::size_t i = 0; i < turns_.size(); ++i) {
        step -= weights[static_cast<Eigen::Index>(i)] * (moves_[i] + part * turns_[i]);
      }
    }
    for (Eigen::Index unit = 0; unit < units; ++unit) now[unit] = std::clamp(now[unit] + step[unit], 0.0, 1.0 - 1e-9);
  }
  bool have_settled() const { return change_ <= settled; }

 private:
  static constexpr int plain = 10;
  static constexpr std::size_t memory = 8;
  double change_ = 1.0;
  int taken_ = 0;
  Eigen::VectorXd last_{};
  Eigen::VectorXd last_residual_{};
  std::vector<Eigen::VectorXd> moves_{};
  std::vector<Eigen::VectorXd> turns_{};
};

[[noreturn]] void refuse_unsettled() {
  throw ModelError("the approximation does not settle for these units; ask the exact model, or simulate");
}

/// Dispatch shares, each atom's scaled so that its served calls are as many as they must be; `waiting` of them go to
/// whoever is free first.
std::vector<double> dispatch_shares(const Hypercube& city, std::span<const double> q, std::span<const double> workload,
                                    double waiting) {
  const std::size_t units = city.units();
  const std::size_t atoms = city.atoms();
  const double calls = city.calls();
  std::vector<double> dispatch(units * atoms, 0.0);
  for (std::size_t atom = 0; atom < atoms; ++atom) {
    double all = 0.0;
    follow(city.preferences[atom], q, workload, [&](std::uint32_t unit, double reach) {
      const double share = reach * (1.0 - workload[unit]);
      dispatch[unit * atoms + atom] += share;
      all += share;
    });
    const double weight = city.rates[atom] / calls;
    for (std::size_t unit = 0; unit < units; ++unit) {
      double& share = dispatch[unit * atoms + atom];
      share = weight * (share / all * (1.0 - waiting) + waiting / static_cast<double>(units));
    }
  }
  return dispatch;
}

}  // namespace

HypercubeAnswer larson_approximation(const Hypercube& city) {
  check(city);
  if (city.line == Line::zero) {
    throw ModelError("Larson's approximation is for an infinite line; ask Jarvis's for a zero line");
  }
  const double service_rate = city.service_rates.front();
  for (const double rate : city.service_rates) {
    if (rate != service_rate) {
      throw ModelError(
          "Larson's approximation takes one service rate for all units; ask the exact model, or Jarvis's with a zero "
          "line");
    }
  }
  const std::size_t units = city.units();
  const double r = city.calls() / city.capacity();
  const CorrectionFactors factors = line_factors(units, r);
  std::vector<double> workload(units, r);
  std::vector<double> asked(units);  // V: services begun without a wait, in mean services, for each free unit
  Steps steps;
  for (int sweep = 0;; ++sweep) {
    if (sweep == most_sweeps) refuse_unsettled();
    std::fill(asked.begin(), asked.end(), 0.0);
    for (std::size_t atom = 0; atom < city.atoms(); ++atom) {
      const double load = city.rates[atom] / service_rate;
      follow(city.preferences[atom], factors.q, workload,
             [&](std::uint32_t unit, double reach) { asked[unit] += load * reach; });
    }
    std::vector<double> next(units);
    for (std::size_t unit = 0; unit < units; ++unit) {
      next[unit] = (asked[unit] + r * factors.all_busy) / (1.0 + asked[unit]);
    }
    scale(next, static_cast<double>(units) * r);
    steps.take(workload, next);
    if (steps.have_settled()) break;
  }
  HypercubeAnswer answer{.all_free = factors.all_free, .all_busy = factors.all_busy};
  answer.dispatch = dispatch_shares(city, factors.q, workload, factors.all_busy);
  answer.workload = std::move(workload);
  return answer;
}

HypercubeAnswer jarvis_approximation(const Hypercube& city, std::span<const double> mean_services) {
  check(city);
  if (city.line == Line::infinite) {
    throw ModelError("Jarvis's approximation is for a zero line; ask Larson's for an infinite line");
  }
  const std::size_t units = city.units();
  const std::size_t atoms = city.atoms();
  if (!mean_services.empty() && mean_services.size() != units * atoms) {
    throw ModelError("mean services are wanted for every unit and atom");
  }
  for (const double service : mean_services) need_positive(service, "a mean service");
  const auto service_of = [&](std::size_t unit, std::size_t atom) {
    return mean_services.empty() ? 1.0 / city.service_rates[unit] : mean_services[unit * atoms + atom];
  };
  const double calls = city.calls();
  double mean_service = 0.0;
  for (std::size_t atom = 0; atom < atoms; ++atom) {
    mean_service += city.rates[atom] / calls * service_of(city.preferences[atom].units.front(), atom);
  }
  std::vector<double> workload;
  std::vector<double> asked(units);
  CorrectionFactors factors;
  double service_of_factors = 0.0;
  double wanted = 0.0;  // mean number of busy units, if they were alike
  bool is_scaled = false;
  Steps steps;
  for (int sweep = 0;; ++sweep) {
    if (sweep == most_sweeps) refuse_unsettled();
    if (std::fabs(mean_service - service_of_factors) > 1e-14 * mean_service) {
      factors = loss_factors(units, calls * mean_service / static_cast<double>(units));
      service_of_factors = mean_service;
      wanted = calls * mean_service * (1.0 - factors.all_busy);
    }
    if (workload.empty()) workload.assign(units, wanted / static_cast<double>(units));
    std::fill(asked.begin(), asked.end(), 0.0);
    double next_service = 0.0;
    for (std::size_t atom = 0; atom < atoms; ++atom) {
      double share = 0.0;
      double served = 0.0;
      follow(city.preferences[atom], factors.q, workload, [&](std::uint32_t unit, double reach) {
        const double service = service_of(unit, atom);
        asked[unit] += city.rates[atom] * service * reach;
        share += reach * (1.0 - workload[unit]);
        served += reach * (1.0 - workload[unit]) * service;
      });
      next_service += city.rates[atom] / calls * served / share;
    }
    std::vector<double> next(units);
    for (std::size_t unit = 0; unit < units; ++unit) next[unit] = asked[unit] / (1.0 + asked[unit]);
    if (!is_scaled && !(std::fabs(sum(next) / wanted - 1.0) < run_away)) {
      is_scaled = true;
      workload.clear();
      steps = {};
      continue;
    }
    if (is_scaled) scale(next, wanted);
    steps.take(workload, next);
    const bool has_settled = steps.have_settled() && std::fabs(next_service / mean_service - 1.0) <= settled;
    mean_service = next_service;
    if (has_settled) break;
  }
  HypercubeAnswer answer{.all_free = factors.all_free, .all_busy = factors.all_busy, .loss = factors.all_busy};
  answer.dispatch = dispatch_shares(city, factors.q, workload, 0.0);
  answer.workload = std::move(workload);
  return answer;
}

}  // namespace outpost::analysis
