#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/statistics/ratio_interval.hpp"
#include "analysis/verify/tally.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// What a value is in.
enum class ObservableUnit : std::uint8_t { share, hours, orders, metres };

/// One number that a model knows exactly and a simulation estimates.
struct Observable {
  Text what{};
  ObservableUnit unit = ObservableUnit::share;
  double exact = 0.0;  // by the models of analysis/queueing
  /// The half-width that its interval must reach, as a part of the exact value.
  double precision = 0.01;
  /// What one replication gives to the estimate.
  std::function<Sums(const Tally&)> read{};
};

/// What a case asks: the numbers, and what the tally must count for them.
struct Question {
  Wanted wanted{};
  std::vector<Observable> observables{};
};

}  // namespace outpost::analysis
