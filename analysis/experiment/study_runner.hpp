#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "analysis/experiment/run_list.hpp"
#include "analysis/experiment/scenario_run.hpp"

namespace outpost::analysis {

/// A point that is ready to run.
struct ReadyPoint {
  std::shared_ptr<const Setting> setting{};
  WarmUps warm_ups{};
};

/// Makes the settings of points when they are asked for, and keeps those of the blocks under way. For several threads.
class PointSettings {
 public:
  PointSettings(const PlannedStudy& study, const RunList& list, scenarios::CacheFolder cache = {})
      : study_(study), list_(list), places_(std::move(cache)) {}
  /// Throws scenarios::ScenarioError where the point cannot be made.
  std::shared_ptr<const Setting> of(std::size_t point) { return ready(point)->setting; }
  std::shared_ptr<const ReadyPoint> ready(std::size_t point);

 private:
  const PlannedStudy& study_;
  const RunList& list_;
  SharedPlaces places_;
  MadeOnce<std::size_t, ReadyPoint> points_{};
  std::mutex mutex_{};
  std::map<std::size_t, std::shared_ptr<const ReadyPoint>> kept_{};  // by point
};

/// Makes every point's setting once, side by side, so that what cannot be made is known before anything is written.
/// Throws scenarios::ScenarioError with the faults of all points.
void require_points(const PlannedStudy& study, const RunList& list, PointSettings& settings, unsigned threads,
                    const std::atomic<bool>& stop);

/// Runs one replication of a point and measures it.
FinishedRun run_point(PointSettings& settings, const RunList& list, const PlannedRun& run,
                      const std::vector<std::string>& kept);

/// How far a study is.
struct StudyCount {
  std::uint64_t total = 0;
  std::uint64_t before = 0;  // were in the results file
  std::uint64_t done = 0;    // now
  std::uint64_t failed = 0;  // now
};

struct StudyOutcome {
  StudyCount count{};
  std::optional<FailedRun> first_failure{};  // of this time, in the order of the list
  bool all_done() const { return count.before + count.done == count.total; }
};

/// Carries out what the list has and the store has not. A run that ends in an exception becomes a row that says so, and
/// the others go on; lack of memory and a store that takes nothing more end it all. `work` is called in several threads
/// at once, `on_progress` after each run that is stored, in one at a time.
StudyOutcome run_missing(const RunList& list, ResultStore& store,
                         const std::function<FinishedRun(const PlannedRun&)>& work, unsigned threads,
                         const std::function<void(const StudyCount&, const FinishedRun*)>& on_progress,
                         const std::atomic<bool>& stop);

}  // namespace outpost::analysis
