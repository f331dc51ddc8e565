#include "analysis/queueing/markov_chain.hpp"

#include <Eigen/Sparse>
#include <cmath>

#include "analysis/queueing/model_error.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {

void MarkovChain::add(std::size_t from, std::size_t to, double rate) {
  require(from < states_ && to < states_ && from != to, "a rate leads from one state of the chain to another");
  require(rate >= 0.0 && std::isfinite(rate), "a rate of a chain is a number of at least 0");
  if (rate > 0.0) rates_.push_back({from, to, rate});
}

std::vector<double> MarkovChain::stationary() const {
  require(states_ > 0, "a chain has a state");
  using Matrix = Eigen::SparseMatrix<double>;
  const auto row = [](std::size_t state) { return static_cast<Matrix::StorageIndex>(state); };
  std::vector<Eigen::Triplet<double>> entries;
  // Inflow less outflow of every state but the first, whose equation follows from the others; then the sum of all.
  for (const Rate& rate : rates_) {
    if (rate.to != 0) entries.emplace_back(row(rate.to), row(rate.from), rate.rate);
    if (rate.from != 0) entries.emplace_back(row(rate.from), row(rate.from), -rate.rate);
  }
  for (std::size_t state = 0; state < states_; ++state) entries.emplace_back(0, row(state), 1.0);
  Matrix equations(row(states_), row(states_));
  equations.setFromTriplets(entries.begin(), entries.end());
  Eigen::SparseLU<Matrix> solver;
  solver.compute(equations);
  if (solver.info() != Eigen::Success) throw ModelError("the chain does not settle into one law");
  Eigen::VectorXd wanted = Eigen::VectorXd::Zero(row(states_));
  wanted[0] = 1.0;
  Eigen::VectorXd shares = solver.solve(wanted);
  shares += solver.solve(wanted - equations * shares);  // takes back most of what rounding left
  return {shares.data(), shares.data() + shares.size()};
}

}  // namespace outpost::analysis
