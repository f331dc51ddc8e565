#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <ostream>

#include "analysis/bench/bench.hpp"
#include "analysis/experiment/experiment.hpp"
#include "analysis/experiment/study_runner.hpp"
#include "analysis/experiment/worker_pool.hpp"

namespace outpost::analysis {
namespace {

constexpr int pairs = 5;
constexpr std::uint32_t long_runs = 32;
constexpr std::uint32_t short_runs = 2000;
const std::atomic<bool> never{false};

/// Not CPU seconds: what threads are for is that a clock on the wall runs less.
double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class Act>
double timed(const Act& act) {
  const double begin = wall_seconds();
  act();
  return wall_seconds() - begin;
}

/// Three servers and a queue, for as many days as take a replication to 50 ms on this machine.
std::shared_ptr<const Setting> queue_of_50_ms() {
  ScenarioSpec spec;
  spec.city.kind = CityKind::points;
  spec.city.places = {{.id = "desk"}};
  spec.metric.kind = MetricKind::zero;
  spec.residents.day_plan = DayPlan::at_home;
  spec.travel.spread = 0.0;
  spec.demand.day_level_cv = 0.0;
  HourProfile even;
  even.weekday.fill(1.0);
  even.weekend.fill(1.0);
  spec.demand.profiles["even"] = even;
  spec.demand.kinds["job"] = {
      .priority = 3, .rate = per_hour(2.4), .roles = {Role::grid_worker}, .on_scene = exponential(60min)};
  spec.rosters["always"].every_day = {{0h, 24h}};
  spec.staff[Role::grid_worker] = {.heads = 3, .post = PostKind::command_room, .rosters = {"always"}};
  spec.rules.dispatch = "soonest_free";
  spec.rules.return_home = Return::instant;
  for (spec.run.days = 7;; spec.run.days *= 2) {
    auto setting = make_setting(spec, city_of_points(spec.city));
    measured_run(setting, {}, 0);
    if (timed([&] { measured_run(setting, {}, 1); }) >= 0.050 || spec.run.days > 1000) return setting;
  }
}

/// A results file of its own, gone afterwards.
class ScratchResults {
 public:
  ScratchResults() {
    std::string name = (std::filesystem::temp_directory_path() / "outpost-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw SurroundingsError(name + ": no temporary folder can be made");
    folder_ = name;
  }
  ScratchResults(const ScratchResults&) = delete;
  ScratchResults& operator=(const ScratchResults&) = delete;
  ~ScratchResults() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::filesystem::path next() { return folder_ / (std::to_string(count_++) + ".sqlite"); }

 private:
  std::filesystem::path folder_{};
  int count_ = 0;
};

/// A replication that does nothing, so that what is left is the cost of launching it: ten figures and no histogram.
FinishedRun empty_run(const RunList& list, const PlannedRun& planned) {
  FinishedRun run;
  run.id = list.id(planned);
  run.replication = planned.replication;
  run.started = "2025-03-03T08:30:00Z";
  for (int i = 0; i < 10; ++i) run.values.push_back({"measure" + std::to_string(i), "mean", "all", 1.0 * i});
  return run;
}

/// Milliseconds that each run of ours took beyond the baseline's.
Figure launch_cost(const std::vector<TimedPair>& timings, std::uint32_t runs) {
  std::vector<double> costs;
  for (const TimedPair& pair : timings) costs.push_back((pair.ours - pair.baseline) * 1000.0 / runs);
  return {"launch cost, ms a run", spread_of(costs).median};
}

BenchRow efficiency_row(unsigned threads) {
  const auto setting = queue_of_50_ms();
  const auto timings = alternate(
      pairs,
      [&] {
        return timed([&] {
          run_replications(
              long_runs, threads, [&](std::uint32_t row) { return measured_run(setting, {}, row); },
              [](std::uint32_t, const FinishedRun&) {}, never);
        });
      },
      [&] {
        return timed([&] {
          for (std::uint32_t row = 0; row < long_runs; ++row) measured_run(setting, {}, row);
        });
      });
  BenchRow row = make_row("50 ms, " + std::to_string(threads) + " threads", timings, long_runs,
                          Reading::number_each_second, 0.9 * threads);
  row.figures = {{"efficiency", row.ratio.median / threads}};
  return row;
}

/// `stored`: through the whole runner into a results file; else through the pool alone.
BenchRow launch_row(bool stored) {
  PlannedStudy study;
  study.replications = short_runs;
  study.measures = usual_measures();
  study.points.push_back({0, {1, 2}, "only", {}, ""});
  study.grounds.push_back({1, 1});
  const RunList list{study};
  ScratchResults scratch;
  const auto loop = [&] {
    return timed([&] {
      for (std::uint32_t row = 0; row < short_runs; ++row) empty_run(list, list.at(row));
    });
  };
  const auto pool = [&] {
    return timed([&] {
      run_replications(
          short_runs, 1, [&](std::uint32_t row) { return empty_run(list, list.at(row)); },
          [](std::uint32_t, const FinishedRun&) {}, never);
    });
  };
  const auto store = [&] {
    return timed([&] {
      ResultStore results = ResultStore::create(scratch.next());
      results.describe({}, study.points);
      run_missing(
          list, results, [&](const PlannedRun& run) { return empty_run(list, run); }, 1, {}, never);
      results.close();
    });
  };
  const auto timings = stored ? alternate(pairs, store, loop) : alternate(pairs, pool, loop);
  BenchRow row =
      make_row(stored ? "empty, stored" : "empty, not stored", timings, short_runs, Reading::number_each_second, 0.0);
  row.figures = {launch_cost(timings, short_runs)};
  return row;
}

}  // namespace

BenchResult bench_study(std::ostream* progress) {
  BenchResult result{"study",
                     "replications side by side on all threads, and the cost of launching one that does nothing, with "
                     "and without a results file; against a plain loop over the same replications",
                     "runs per second",
                     machine_line(),
                     {}};
  const auto note = [progress](const char* what) {
    if (progress) *progress << "study: " << what << " done\n" << std::flush;
  };
  result.rows.push_back(efficiency_row(usual_threads()));
  note("runs of 50 ms");
  result.rows.push_back(launch_row(false));
  note("empty runs");
  result.rows.push_back(launch_row(true));
  note("empty runs into a file");
  return result;
}

}  // namespace outpost::analysis
