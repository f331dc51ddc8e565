#pragma once

#include <cstddef>
#include <vector>

namespace outpost::analysis {

/// A Markov chain in continuous time with states 0 to n - 1, given by its rates. Small and plain on purpose: models
/// whose formulas are special are held against it.
class MarkovChain {
 public:
  explicit MarkovChain(std::size_t states) : states_(states) {}

  /// From one state to another, both in range; adds to what was given before. A rate of 0 is passed over; a negative
  /// one breaks an invariant.
  void add(std::size_t from, std::size_t to, double rate);

  std::size_t states() const { return states_; }

  /// The share of time in each state in the long run: the balance equations by a sparse LU factorisation with one of
  /// them replaced by "all shares make 1". Throws ModelError where the chain has more than one such law.
  std::vector<double> stationary() const;

 private:
  struct Rate {
    std::size_t from = 0;
    std::size_t to = 0;
    double rate = 0.0;
  };
  std::size_t states_ = 0;
  std::vector<Rate> rates_{};
};

}  // namespace outpost::analysis
