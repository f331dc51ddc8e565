#include "analysis/experiment/experiment.hpp"

#include <chrono>

#include "analysis/experiment/provenance.hpp"
#include "analysis/experiment/worker_pool.hpp"

namespace outpost::analysis {

FinishedRun measured_run(const std::shared_ptr<const Setting>& setting, const WarmUps& warm_ups,
                         std::uint32_t replication, const std::shared_ptr<const TraceNames>& traced) {
  using Clock = std::chrono::steady_clock;
  const auto seed = static_cast<std::uint32_t>(setting->spec.run.seed);
  FinishedRun run;
  run.started = utc(std::chrono::system_clock::now());
  const Clock::time_point begun = Clock::now();
  auto record =
      std::make_shared<const RunRecord>(measured_record(setting, {seed, replication}, warm_ups, traced != nullptr));
  Measured measured = measure(*setting, *record, window_of(setting->spec.run));
  run.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  run.replication = replication;
  run.result_digest = result_digest(*record);
  run.values = std::move(measured.values);
  run.histograms = std::move(measured.histograms);
  if (traced) run.trace = Trace{std::move(record), traced};
  return run;
}

ExperimentOutcome run_experiment(const LoadedScenario& scenario, const ExperimentOptions& options,
                                 const std::atomic<bool>& stop) {
  std::shared_ptr<const TraceNames> traced;
  if (options.keep_trace) traced = std::make_shared<const TraceNames>(trace_names(*scenario.setting));
  ExperimentOutcome outcome;
  std::vector<std::pair<std::uint32_t, DigestValue>> digests;
  run_replications(
      options.replications, options.threads,
      [&](std::uint32_t replication) {
        FinishedRun run = measured_run(scenario.setting, scenario.warm_ups, replication, traced);
        run.id = run_id(scenario.digest, 0, replication);
        return run;
      },
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
