#include <algorithm>
#include <bit>
#include <cmath>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/bench/bench.hpp"
#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/hypercube_approximation.hpp"
#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/statistics/incomplete_beta.hpp"
#include "sim/base/require.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

constexpr double milliseconds = 1e6;  // nanoseconds in one, so that a row reads so

/// Units and atoms at random places of a square, the nearest by streets first.
Hypercube square_city(std::size_t units, std::size_t atoms, double utilisation, Line line) {
  Stream homes{{1, 0}, Draw::verification, {1}};
  Stream places{{1, 0}, Draw::verification, {2}};
  Hypercube city;
  city.line = line;
  city.service_rates.assign(units, 1.0);
  std::vector<std::pair<double, double>> at(units);
  for (auto& [x, y] : at) {
    x = homes.uniform();
    y = homes.uniform();
  }
  city.rates.assign(atoms, utilisation * static_cast<double>(units) / static_cast<double>(atoms));
  std::vector<std::pair<double, std::uint32_t>> distances(units);
  for (std::size_t atom = 0; atom < atoms; ++atom) {
    const double x = places.uniform();
    const double y = places.uniform();
    for (std::size_t unit = 0; unit < units; ++unit) {
      distances[unit] = {std::fabs(at[unit].first - x) + std::fabs(at[unit].second - y),
                         static_cast<std::uint32_t>(unit)};
    }
    std::sort(distances.begin(), distances.end());
    Preference& list = city.preferences.emplace_back();
    for (const auto& [distance, unit] : distances) list.units.push_back(unit);
  }
  return city;
}

/// The exact model as the first paper on it solves it: sweeps over the states, asking every list anew, until no share
/// changes by more than 1e-13 of itself. Returns the share in which all units are busy.
double swept_loss(const Hypercube& city) {
  const std::size_t units = city.units();
  const std::size_t full = (std::size_t{1} << units) - 1;
  std::vector<double> sent((full + 1) * units, 0.0);
  for (std::size_t busy = 0; busy < full; ++busy) {
    for (std::size_t atom = 0; atom < city.atoms(); ++atom) {
      const auto& list = city.preferences[atom].units;
      const auto first =
          std::find_if(list.begin(), list.end(), [&](std::uint32_t unit) { return (busy >> unit & 1u) == 0; });
      sent[busy * units + *first] += city.rates[atom];
    }
  }
  std::vector<double> shares(full + 1, 1.0 / static_cast<double>(full + 1));
  for (double change = 1.0; change > 1e-13;) {
    change = 0.0;
    double all = 0.0;
    for (std::size_t busy = 0; busy <= full; ++busy) {
      double in = 0.0;
      for (std::size_t unit = 0; unit < units; ++unit) {
        const std::size_t other = busy ^ std::size_t{1} << unit;
        in += shares[other] * ((busy >> unit & 1u) != 0 ? sent[other * units + unit] : 1.0);
      }
      const double next = in / (std::popcount(busy) + (busy == full ? 0.0 : city.calls()));
      change = std::max(change, std::fabs(next / shares[busy] - 1.0));
      shares[busy] = next;
      all += next;
    }
    for (double& share : shares) share /= all;
  }
  return shares[full];
}

/// Larson's approximation as its formula stands: factors by factorials, every list to its end, a hundred sweeps or
/// until 1e-12. Returns the workload of unit 0.
double plain_larson(const Hypercube& city) {
  const std::size_t n = city.units();
  const double size = static_cast<double>(n);
  const double r = city.calls() / size;
  const double waits = erlang_c(static_cast<std::int64_t>(n), city.calls());
  const double log_none = std::log(waits) + log_gamma(size + 1.0) + std::log1p(-r) - size * std::log(city.calls());
  std::vector<double> q(n, 0.0);
  for (std::size_t k = 0; k < n; ++k) {
    const double left = size - static_cast<double>(k);
    for (std::size_t j = k; j < n; ++j) {
      const double above = static_cast<double>(j - k);
      q[k] += std::exp(log_gamma(left) + std::log(size - static_cast<double>(j)) - log_gamma(above + 1.0) +
                       static_cast<double>(j) * std::log(size) - log_gamma(size + 1.0) + above * std::log(r) +
                       log_none - std::log1p(-r));
    }
  }
  std::vector<double> workload(n, r);
  for (int sweep = 0; sweep < 100; ++sweep) {
    std::vector<double> asked(n, 0.0);
    for (std::size_t atom = 0; atom < city.atoms(); ++atom) {
      double product = city.rates[atom];
      const auto& list = city.preferences[atom].units;
      for (std::size_t k = 0; k < n; ++k) {
        asked[list[k]] += q[k] * product;
        product *= workload[list[k]];
      }
    }
    double all = 0.0;
    for (double& use : asked) all += use = (use + r * waits) / (1.0 + use);
    double change = 0.0;
    for (std::size_t unit = 0; unit < n; ++unit) {
      const double next = asked[unit] * size * r / all;
      change = std::max(change, std::fabs(next - workload[unit]));
      workload[unit] = next;
    }
    if (change <= 1e-12) break;
  }
  return workload[0];
}

template <class Work>
double timed(Work work, double& result) {
  const double begin = cpu_seconds();
  result = work();
  return cpu_seconds() - begin;
}

/// Both ways must come to the same figure to nine digits, or the program stops.
template <class Ours, class Baseline>
BenchRow compared(const std::string& name, int pairs, Ours ours, Baseline baseline, const std::string& figure) {
  double our_result = 0.0;
  double baseline_result = 0.0;
  const auto timings = alternate(
      pairs, [&] { return timed(ours, our_result); }, [&] { return timed(baseline, baseline_result); });
  require(std::fabs(our_result - baseline_result) <= 1e-9 * std::fabs(baseline_result), "both ways give one figure");
  BenchRow row = make_row(name, timings, milliseconds, Reading::nanoseconds_each, 0.0);
  row.figures = {{figure, our_result, baseline_result}};
  return row;
}

template <class Work>
BenchRow alone(const std::string& name, Work work, const std::string& figure, const std::string& note) {
  double result = 0.0;
  const auto timings = alternate(
      3, [&] { return timed(work, result); }, [] { return 0.0; });
  BenchRow row = make_row(name, timings, milliseconds, Reading::nanoseconds_each, 0.0);
  row.figures = {{figure, result, {}}};
  row.notes = {note};
  return row;
}

std::string memory_note(std::size_t units) {
  return "memory " + std::to_string((exact_hypercube_bytes(units) + 500'000) / 1'000'000) + " MB";
}

}  // namespace

BenchResult bench_queueing(std::ostream* progress) {
  BenchResult result{"queueing",
                     "the hypercube model on random cities, half busy: exactly, against sweeps alone; approximately, "
                     "against the printed formulas",
                     "CPU-milliseconds",
                     machine_line(),
                     {}};
  const auto add = [&](BenchRow row) {
    if (progress) *progress << "queueing: " << row.name << " done\n" << std::flush;
    result.rows.push_back(std::move(row));
  };
  const Hypercube twelve = square_city(12, 60, 0.5, Line::zero);
  add(compared(
      "exact, 12 units", 5, [&] { return exact_hypercube(twelve).loss; }, [&] { return swept_loss(twelve); }, "loss"));
  const Hypercube fifteen = square_city(15, 75, 0.5, Line::zero);
  add(compared(
      "exact, 15 units", 3, [&] { return exact_hypercube(fifteen).loss; }, [&] { return swept_loss(fifteen); },
      "loss"));
  result.rows.back().notes = {memory_note(15) + ", limit 10 s"};
  const Hypercube eighteen = square_city(18, 90, 0.5, Line::zero);
  add(alone(
      "exact, 18 units", [&] { return exact_hypercube(eighteen).loss; }, "loss", memory_note(18) + ", limit 120 s"));
  Hypercube large = square_city(1000, 5000, 0.5, Line::infinite);
  add(compared(
      "Larson, 1,000 units, 5,000 atoms", 3, [&] { return larson_approximation(large).workload[0]; },
      [&] { return plain_larson(large); }, "workload of unit 0"));
  result.rows.back().notes = {"limit 1 s"};
  large.line = Line::zero;
  add(alone(
      "Jarvis, 1,000 units, 5,000 atoms", [&] { return jarvis_approximation(large).workload[0]; }, "workload of unit 0",
      "limit 1 s"));
  large = square_city(1000, 5000, 0.8, Line::infinite);
  add(alone(
      "Larson, the same 80% busy", [&] { return larson_approximation(large).workload[0]; }, "workload of unit 0",
      "limit 1 s"));
  add(alone(
      "Erlang B, 13,000 servers", [] { return erlang_b(13'000, 12'700.0); }, "blocking", "no overflow"));
  return result;
}

}  // namespace outpost::analysis
