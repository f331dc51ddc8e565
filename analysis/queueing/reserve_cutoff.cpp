#include "analysis/queueing/reserve_cutoff.hpp"

#include <fmt/format.h>

#include <Eigen/Sparse>
#include <cmath>

#include "analysis/queueing/checks.hpp"
#include "analysis/queueing/markov_chain.hpp"

namespace outpost::analysis {
namespace {

constexpr std::int64_t most_chain_servers = 10'000;

void check(const ReserveCutoff& cutoff) {
  need_servers(cutoff.servers);
  if (cutoff.servers > most_chain_servers) {
    throw ModelError(fmt::format("{} servers are more than this model goes up to, {}; simulate", cutoff.servers,
                                 most_chain_servers));
  }
  if (cutoff.reserve < 0 || cutoff.reserve >= cutoff.servers) {
    throw ModelError(fmt::format("a reserve of {} of {} servers; write a whole number from 0 to {}", cutoff.reserve,
                                 cutoff.servers, cutoff.servers - 1));
  }
  need_positive(cutoff.service_rate, "the service rate");
  need_positive(cutoff.urgent_arrivals, "the rate of urgent calls");
  need_positive(cutoff.lesser_arrivals, "the rate of lesser calls");
  need_stable(cutoff.urgent_arrivals / cutoff.service_rate, cutoff.servers);
}

}  // namespace

double most_lesser_calls(const ReserveCutoff& cutoff) {
  check(cutoff);
  // While lesser calls wait, servers - reserve or more are busy: a birth and death chain by urgent calls alone, whose
  // lowest state lets a lesser call in at every service that ends.
  const double c = static_cast<double>(cutoff.servers);
  const double lowest = c - static_cast<double>(cutoff.reserve);
  double weight = 1.0;
  double all = 0.0;
  for (double busy = lowest; busy < c; busy += 1.0) {
    all += weight;
    weight *= cutoff.urgent_arrivals / ((busy + 1.0) * cutoff.service_rate);
  }
  all += weight / (1.0 - cutoff.urgent_arrivals / (c * cutoff.service_rate));
  return lowest * cutoff.service_rate / all;
}

ReserveLines reserve_lines(const ReserveCutoff& cutoff) {
  const double most = most_lesser_calls(cutoff);
  const double urgent = cutoff.urgent_arrivals;
  const double lesser = cutoff.lesser_arrivals;
  if (lesser >= most) {
    throw ModelError(
        fmt::format("{:g} lesser calls per hour are not below the {:g} that {} servers with a reserve of {} can take: "
                    "the queue grows "
                    "without bound; more servers or less reserve",
                    lesser, most, cutoff.servers, cutoff.reserve));
  }
  const auto c = static_cast<std::size_t>(cutoff.servers);
  const auto lowest = c - static_cast<std::size_t>(cutoff.reserve);
  const double full_rate = static_cast<double>(c) * cutoff.service_rate;
  const double ratio = urgent / full_rate;
  const auto line = static_cast<std::size_t>(std::ceil(std::log(1e-17) / std::log(ratio))) + 1;
  // State i: i servers busy; from c on, all busy and i - c urgent calls in line.
  const std::size_t top = c + line;
  const auto served = [&](std::size_t i) { return static_cast<double>(std::min(i, c)) * cutoff.service_rate; };

  // Looked at only while no lesser call waits: one that begins to wait ends, unseen, with `lowest` busy.
  MarkovChain unseen{top + 1};
  for (std::size_t i = 0; i <= top; ++i) {
    if (i < top) unseen.add(i, i + 1, urgent + (i < lowest ? lesser : 0.0));
    if (i > 0) unseen.add(i, i - 1, served(i));
    if (i > lowest) unseen.add(i, lowest, lesser);
  }
  const std::vector<double> alone = unseen.stationary();

  // With lesser calls in line, level l of them has the shares pi(l) = pi(l - 1) R, R = lesser (-T)^-1. Then the sum x
  // of the levels and the sum y of l pi(l) solve x M = lesser pi(0) and y M = -x T, with M = -(T + lesser).
  using Matrix = Eigen::SparseMatrix<double>;
  const auto m = static_cast<Matrix::StorageIndex>(top - lowest + 1);
  std::vector<Eigen::Triplet<double>> entries;
  for (Matrix::StorageIndex i = 0; i < m; ++i) {
    const std::size_t state = lowest + static_cast<std::size_t>(i);
    const double up = i + 1 < m ? urgent : 0.0;
    entries.emplace_back(i, i, -(lesser + up + served(state)));
    if (up > 0.0) entries.emplace_back(i, i + 1, up);
    if (i > 0) entries.emplace_back(i, i - 1, served(state));
    entries.emplace_back(i, 0, lesser);
  }
  Matrix t(m, m);
  t.setFromTriplets(entries.begin(), entries.end());
  Matrix identity(m, m);
  identity.setIdentity();
  const Matrix transposed = Matrix((-(t + lesser * identity)).transpose());
  Eigen::SparseLU<Matrix> solver;
  solver.compute(transposed);
  if (solver.info() != Eigen::Success) throw ModelError("the lines do not settle into one law");
  const Eigen::VectorXd start = Eigen::Map<const Eigen::VectorXd>(alone.data() + lowest, static_cast<Eigen::Index>(m));
  const Eigen::VectorXd x = solver.solve(lesser * start);
  const Eigen::VectorXd y = solver.solve(-(t.transpose() * x));

  double all = x.sum();
  for (const double share : alone) all += share;
  double busy = 0.0;
  for (std::size_t i = 0; i <= top; ++i) busy += static_cast<double>(std::min(i, c)) * alone[i];
  double all_busy = 0.0;
  for (Matrix::StorageIndex i = 0; i < m; ++i) {
    const std::size_t state = lowest + static_cast<std::size_t>(i);
    busy += static_cast<double>(std::min(state, c)) * x(i);
    if (state >= c) all_busy += alone[state] + x(i);
  }
  ReserveLines lines;
  lines.urgent_wait_probability = all_busy / all;
  lines.urgent_wait = lines.urgent_wait_probability / (full_rate - urgent);
  lines.lesser_wait_probability = (start.sum() + x.sum()) / all;
  lines.lesser_wait = y.sum() / all / lesser;
  lines.utilisation = busy / all / static_cast<double>(c);
  return lines;
}

}  // namespace outpost::analysis
