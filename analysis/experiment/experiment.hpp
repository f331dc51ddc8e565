#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/experiment/result_store.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/summary.hpp"

namespace outpost::analysis {

/// Runs one replication, measures it and forgets its records, but for a trace where `traced` names things for one. The
/// caller gives it its id and point.
FinishedRun measured_run(const std::shared_ptr<const Setting>& setting, const WarmUps& warm_ups,
                         std::uint32_t replication, const std::shared_ptr<const TraceNames>& traced = nullptr);

/// What replications of one scenario gave.
struct ExperimentOutcome {
  Summary summary{};
  std::uint32_t replications = 0;  // finished
  DigestValue result_digest{};     // of the finished ones, whatever the order or the number of threads
};

struct ExperimentOptions {
  std::uint32_t replications = 1;
  unsigned threads = 1;
  bool keep_trace = false;       // in the store
  ResultStore* store = nullptr;  // none: results are only summarised
  /// After each finished replication, in one thread at a time.
  std::function<void(const ExperimentOutcome&)> on_progress{};
};

/// Runs replications 0, 1, ... of the scenario side by side, measures each and forgets its records. Once `stop` is
/// true, those in flight are finished and no more are begun.
ExperimentOutcome run_experiment(const LoadedScenario& scenario, const ExperimentOptions& options,
                                 const std::atomic<bool>& stop);

}  // namespace outpost::analysis
