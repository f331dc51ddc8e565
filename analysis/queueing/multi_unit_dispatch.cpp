#include "analysis/queueing/multi_unit_dispatch.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <cmath>

#include "analysis/queueing/checks.hpp"

namespace outpost::analysis {
namespace {

constexpr std::int64_t most_matrix_servers = 1000;  // the states without a line make a dense matrix of that size

void check(const MultiUnitDispatch& dispatch) {
  need_servers(dispatch.servers);
  need_positive(dispatch.arrivals, "the arrival rate");
  need_positive(dispatch.service_rate, "the service rate");
  double all = 0.0;
  for (const double share : dispatch.shares) {
    need_not_negative(share, "a share of calls");
    all += share;
  }
  if (!(std::fabs(all - 1.0) < 1e-9)) {
    throw ModelError(fmt::format("the shares of calls that need 1, 2, ... servers make {:g}; they must make 1", all));
  }
  if (static_cast<std::int64_t>(dispatch.shares.size()) > dispatch.servers) {
    throw ModelError(fmt::format("some calls need {} servers and there are {}; write at least {} servers",
                                 dispatch.shares.size(), dispatch.servers, dispatch.shares.size()));
  }
  if (dispatch.servers > most_matrix_servers) {
    throw ModelError(fmt::format("{} servers are more than this model goes up to, {}; simulate", dispatch.servers,
                                 most_matrix_servers));
  }
}

/// The states of the first in line: it needs `need` servers, and fewer are free.
struct Phase {
  Eigen::Index need = 1;
  Eigen::Index free = 0;
};

}  // namespace

double most_calls(const MultiUnitDispatch& dispatch) {
  check(dispatch);
  double until_free = 0.0;
  double mean = 0.0;  // between two starts while calls wait
  for (std::size_t k = 0; k < dispatch.shares.size(); ++k) {
    until_free += 1.0 / ((static_cast<double>(dispatch.servers) - static_cast<double>(k)) * dispatch.service_rate);
    mean += dispatch.shares[k] * until_free;
  }
  return 1.0 / mean;
}

MultiUnitLine multi_unit_line(const MultiUnitDispatch& dispatch) {
  const double most = most_calls(dispatch);
  if (dispatch.arrivals >= most) {
    throw ModelError(fmt::format(
        "{:g} calls per hour are not below the {:g} that can start while calls wait for all their servers: the queue "
        "grows without bound; more servers",
        dispatch.arrivals, most));
  }
  const auto c = static_cast<Eigen::Index>(dispatch.servers);
  const double arrivals = dispatch.arrivals;
  const auto share = [&](Eigen::Index need) { return dispatch.shares[static_cast<std::size_t>(need - 1)]; };
  const auto served = [&](Eigen::Index free) { return static_cast<double>(c - free) * dispatch.service_rate; };
  std::vector<Phase> phases;
  for (Eigen::Index need = 1; need <= static_cast<Eigen::Index>(dispatch.shares.size()); ++need) {
    for (Eigen::Index free = 0; free < need; ++free) phases.push_back({need, free});
  }
  const auto m = static_cast<Eigen::Index>(phases.size());
  const auto phase_of = [](Eigen::Index need, Eigen::Index free) { return need * (need - 1) / 2 + free; };

  // Within a level of the line; then down by one, which leads to the phases (need, 0) by their shares.
  Eigen::MatrixXd within = Eigen::MatrixXd::Zero(m, m);
  Eigen::VectorXd down = Eigen::VectorXd::Zero(m);
  Eigen::RowVectorXd entered = Eigen::RowVectorXd::Zero(m);
  for (Eigen::Index i = 0; i < m; ++i) {
    const Phase phase = phases[static_cast<std::size_t>(i)];
    within(i, i) = -(arrivals + served(phase.free));
    if (phase.free + 1 < phase.need) {
      within(i, phase_of(phase.need, phase.free + 1)) = served(phase.free);
    } else {
      down(i) = served(phase.free);
    }
    if (phase.free == 0) entered(i) = share(phase.need);
  }
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(m);
  // pi(n + 1) = pi(n) R, R = lambda (-(within + lambda 1 entered))^-1.
  const Eigen::MatrixXd r = arrivals * (-(within + arrivals * ones * entered)).inverse();

  // States without a line (by free servers) and the first level, together.
  const Eigen::Index n = c + 1 + m;
  Eigen::MatrixXd balance = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index free = 0; free <= c; ++free) {
    balance(free, free) -= arrivals + served(free);
    if (free < c) balance(free, free + 1) += served(free);
    for (Eigen::Index need = 1; need <= static_cast<Eigen::Index>(dispatch.shares.size()); ++need) {
      const Eigen::Index to = need <= free ? free - need : c + 1 + phase_of(need, free);
      balance(free, to) += arrivals * share(need);
    }
  }
  balance.block(c + 1, c + 1, m, m) = within + r * down * entered;
  for (Eigen::Index i = 0; i < m; ++i) balance(c + 1 + i, 0) += down(i);
  // One equation follows from the others: in its place the shares of all states make 1.
  const Eigen::MatrixXd left = (Eigen::MatrixXd::Identity(m, m) - r).inverse();
  balance.col(0).head(c + 1).setOnes();
  balance.col(0).tail(m) = left * ones;
  Eigen::VectorXd wanted = Eigen::VectorXd::Zero(n);
  wanted(0) = 1.0;
  const Eigen::VectorXd shares = balance.transpose().partialPivLu().solve(wanted);

  const Eigen::RowVectorXd first = shares.tail(m).transpose();
  const Eigen::RowVectorXd waiting = first * left;
  MultiUnitLine line;
  line.mean_queue = (waiting * left).sum();
  line.mean_wait = line.mean_queue / arrivals;
  double busy = 0.0;
  for (Eigen::Index free = 0; free <= c; ++free) busy += static_cast<double>(c - free) * shares(free);
  for (Eigen::Index i = 0; i < m; ++i) {
    busy += static_cast<double>(c - phases[static_cast<std::size_t>(i)].free) * waiting(i);
  }
  line.utilisation = busy / static_cast<double>(c);
  double waits = waiting.sum();
  for (Eigen::Index need = 1; need <= static_cast<Eigen::Index>(dispatch.shares.size()); ++need) {
    waits += shares(need - 1);  // and those that find fewer free than they need
    line.wait_probability.push_back(waits);
  }
  return line;
}

}  // namespace outpost::analysis
