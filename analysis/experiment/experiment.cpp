#include "analysis/experiment/experiment.hpp"

#include <chrono>

#include "analysis/experiment/provenance.hpp"
#include "analysis/experiment/worker_pool.hpp"

namespace outpost::analysis {
namespace {

FinishedRun run_one(const LoadedScenario& scenario, std::uint32_t replication, bool keep_trace,
                    const std::shared_ptr<const TraceNames>& names) {
  using Clock = std::chrono::steady_clock;
  const auto seed = static_cast<std::uint32_t>(scenario.setting->spec.run.seed);
  FinishedRun run;
  run.started = utc(std::chrono::system_clock::now());
  const Clock::time_point begun = Clock::now();
  auto record = std::make_shared<const RunRecord>(run_replication(scenario.setting, {seed, replication}, keep_trace));
  Measured measured = measure(*scenario.setting, *record, window_of(scenario.setting->spec.run));
  run.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  run.id = run_id(scenario.digest, 0, replication);
  run.replication = replication;
  run.result_digest = result_digest(*record);
  run.values = std::move(measured.values);
  run.histograms = std::move(measured.histograms);
  if (keep_trace) run.trace = Trace{record, names};
  return run;
}

}  // namespace

ExperimentOutcome run_experiment(const LoadedScenario& scenario, const ExperimentOptions& options,
                                 const std::atomic<bool>& stop) {
  const auto names = std::make_shared<const TraceNames>(trace_names(*scenario.setting));
  ExperimentOutcome outcome;
  std::vector<std::pair<std::uint32_t, DigestValue>> digests;
  run_replications(
      options.replications, options.threads,
      [&](std::uint32_t replication) { return run_one(scenario, replication, options.keep_trace, names); },
      [&](std::uint32_t replication, FinishedRun run) {
        if (options.store != nullptr) options.store->put(run);
        digests.emplace_back(replication, run.result_digest);
        outcome.summary.add(replication, {std::move(run.values), std::move(run.histograms)});
        ++outcome.replications;
        if (options.on_progress) options.on_progress(outcome);
      },
      stop);
  outcome.result_digest = combined_digest(std::move(digests));
  return outcome;
}

}  // namespace outpost::analysis
