#include "analysis/experiment/study_runner.hpp"

#include <chrono>
#include <limits>
#include <new>
#include <variant>

#include "analysis/experiment/experiment.hpp"
#include "analysis/experiment/provenance.hpp"
#include "analysis/experiment/worker_pool.hpp"

namespace outpost::analysis {
namespace {

using Clock = std::chrono::steady_clock;
using Result = std::variant<FinishedRun, FailedRun>;

/// What stands in the file about a run that broke: the invariant, and where in the run.
std::string words_of(const BrokenRun& broken) {
  return std::string(broken.what()) + " (seed " + std::to_string(broken.key().seed) + ", replication " +
         std::to_string(broken.key().replication) + ", simulated time " +
         std::to_string(broken.at().time_since_epoch().count()) + " ms, event number " +
         std::to_string(broken.event_number()) + ")";
}

Result attempt(const RunList& list, const PlannedRun& run, const std::function<FinishedRun(const PlannedRun&)>& work) {
  FailedRun failed{.id = list.id(run), .point = static_cast<std::int64_t>(run.point), .replication = run.replication};
  failed.started = utc(std::chrono::system_clock::now());
  const Clock::time_point begun = Clock::now();
  try {
    return work(run);
  } catch (const std::bad_alloc&) {
    throw;  // the next run would fare no better
  } catch (const BrokenRun& broken) {
    failed.message = words_of(broken);
  } catch (const std::exception& error) {
    failed.message = error.what();
  }
  failed.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  return failed;
}

}  // namespace

std::shared_ptr<const ReadyPoint> PointSettings::ready(std::size_t point) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(point);
    if (found != kept_.end()) return found->second;
  }
  auto ready = points_.get(point, [this, point] {
    LoadedScenario loaded = load_scenario(study_.scenario_at(point), places_);
    return std::make_shared<const ReadyPoint>(ReadyPoint{std::move(loaded.setting), std::move(loaded.warm_ups)});
  });
  const std::lock_guard lock(mutex_);
  const std::size_t block = list_.block_of(point);
  // A thread may still be at the block before; what lies further back is done with.
  std::erase_if(kept_, [&](const auto& kept) { return list_.block_of(kept.first) + 1 < block; });
  kept_.emplace(point, ready);
  return ready;
}

void require_points(const PlannedStudy& study, const RunList& list, PointSettings& settings, unsigned threads,
                    const std::atomic<bool>& stop) {
  std::vector<scenarios::Diagnostic> faults;
  const std::vector<std::size_t>& order = list.points();  // as they will be run
  run_replications(
      static_cast<std::uint32_t>(order.size()), threads,
      [&](std::uint32_t row) -> std::vector<scenarios::Diagnostic> {
        try {
          settings.of(order[row]);
          return {};
        } catch (const scenarios::ScenarioError& error) {
          std::vector<scenarios::Diagnostic> found = error.diagnostics();
          for (auto& it : found) it.message = "at the point \"" + study.points[order[row]].label + "\": " + it.message;
          return found;
        }
      },
      [&](std::uint32_t, const std::vector<scenarios::Diagnostic>& found) {
        faults.insert(faults.end(), found.begin(), found.end());
      },
      stop);
  if (!faults.empty()) throw scenarios::ScenarioError(std::move(faults));
}

FinishedRun run_point(PointSettings& settings, const RunList& list, const PlannedRun& run,
                      const std::vector<std::string>& kept) {
  const std::shared_ptr<const ReadyPoint> point = settings.ready(run.point);
  FinishedRun finished = measured_run(point->setting, point->warm_ups, run.replication);
  finished.id = list.id(run);
  finished.point = static_cast<std::int64_t>(run.point);
  keep_only(finished, kept);
  return finished;
}

StudyOutcome run_missing(const RunList& list, ResultStore& store,
                         const std::function<FinishedRun(const PlannedRun&)>& work, unsigned threads,
                         const std::function<void(const StudyCount&, const FinishedRun*)>& on_progress,
                         const std::atomic<bool>& stop) {
  require(list.size() <= std::numeric_limits<std::uint32_t>::max(), "a study has at most 4294967295 runs");
  StudyOutcome outcome;
  outcome.count.total = list.size();
  std::vector<std::uint32_t> missing;
  for (std::uint64_t number = 0; number < list.size(); ++number) {
    const PlannedRun run = list.at(number);
    if (store.has(static_cast<std::int64_t>(run.point), run.replication)) {
      ++outcome.count.before;
    } else {
      missing.push_back(static_cast<std::uint32_t>(number));
    }
  }
  std::optional<std::uint32_t> first_failed;
  run_replications(
      static_cast<std::uint32_t>(missing.size()), threads,
      [&](std::uint32_t row) { return attempt(list, list.at(missing[row]), work); },
      [&](std::uint32_t row, Result result) {
        if (const auto* finished = std::get_if<FinishedRun>(&result)) {
          store.put(*finished);
          ++outcome.count.done;
          if (on_progress) on_progress(outcome.count, finished);
          return;
        }
        auto& failed = std::get<FailedRun>(result);
        store.put(failed);
        ++outcome.count.failed;
        if (on_progress) on_progress(outcome.count, nullptr);
        if (first_failed && *first_failed < row) return;
        first_failed = row;
        outcome.first_failure = std::move(failed);
      },
      stop);
  return outcome;
}

}  // namespace outpost::analysis
