#include "analysis/experiment/study_runner.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>
#include <map>
#include <thread>

#include "analysis/experiment/study_results.hpp"
#include "tests/analysis/experiment/example_study.hpp"
#include "tests/analysis/experiment/scratch_folder.hpp"

namespace outpost::analysis {
namespace {

using Catch::Matchers::Contains;

const std::atomic<bool> never{false};
constexpr double long_run = 0.5;  // seconds, as told to the store: a transaction of its own
constexpr double short_run = 0.001;

ResultStore opened(const std::filesystem::path& path, const PlannedStudy& study) {
  ResultStore store = ResultStore::resume(path, study.points, design_digest(study));
  store.describe({{"model_version", std::to_string(model_version)}, {"design_digest", design_digest(study).hex()}},
                 study.points);
  return store;
}

/// Runs what is missing; `work` may do more than make a result.
StudyOutcome run_all(const std::filesystem::path& path, const PlannedStudy& study, unsigned threads,
                     const std::function<void(const PlannedRun&)>& work = {}, double seconds = long_run,
                     const std::atomic<bool>& stop = never) {
  const RunList list{study};
  ResultStore store = opened(path, study);
  const StudyOutcome outcome = run_missing(
      list, store,
      [&](const PlannedRun& run) {
        if (work) work(run);
        return example_result(list, run, seconds);
      },
      threads, {}, stop);
  store.close();
  return outcome;
}

DigestValue digest_in(const std::filesystem::path& path) {
  return StudyResults{path}.result_digest();
}

/// Notes every run that begins, in a file that survives the program's death.
class ExecutionLog {
 public:
  explicit ExecutionLog(const std::filesystem::path& path) : path_(path) {}
  void note(const PlannedRun& run) const {
    const std::string line = std::to_string(run.point) + ' ' + std::to_string(run.replication) + '\n';
    const int file = ::open(path_.c_str(), O_CREAT | O_APPEND | O_WRONLY, 0666);
    const auto written = ::write(file, line.data(), line.size());
    ::close(file);
    if (written != static_cast<ssize_t>(line.size())) std::abort();
  }
  std::map<std::string, int> counts() const {
    std::map<std::string, int> counts;
    std::ifstream file(path_);
    for (std::string line; std::getline(file, line);) ++counts[line];
    return counts;
  }

 private:
  std::filesystem::path path_;
};

TEST_CASE("a study that is killed five times and resumed on other threads gives the digest of one that never was") {
  const ScratchFolder folder;
  const PlannedStudy study = example_study(2, 50);
  run_all(folder / "whole.sqlite", study, 1);
  const ExecutionLog log{folder / "log"};
  const std::filesystem::path path = folder / "killed.sqlite";
  const auto slowly = [&log](const PlannedRun& run) {
    log.note(run);
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  };
  int in_flight = 0;
  int killed = 0;
  const std::vector<std::pair<unsigned, int>> kills{{1, 35}, {2, 20}, {4, 15}, {3, 27}, {2, 11}};  // threads, ms
  for (const auto& [threads, after] : kills) {
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        run_all(path, study, threads, slowly);
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        ::_exit(1);
      }
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(after) * 1000);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status) ? 1 : 0;
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));  // it was killed, or it was done
    in_flight += static_cast<int>(threads);
  }
  const StudyOutcome last = run_all(path, study, 2, slowly);
  CHECK(killed >= 1);
  CHECK(last.all_done());
  CHECK(digest_in(path) == digest_in(folder / "whole.sqlite"));
  int executions = 0;
  for (const auto& [run, count] : log.counts()) executions += count;
  CHECK(log.counts().size() == 100);
  CHECK(executions <= 100 + in_flight);
  CHECK(StudyResults{path}.done() == 100);
}

TEST_CASE("a study that is done runs nothing when it is resumed, and more replications leave the first as they were") {
  const ScratchFolder folder;
  const auto path = folder / "r.sqlite";
  run_all(path, example_study(2, 4), 2);
  int executed = 0;
  std::mutex mutex;
  const auto count = [&](const PlannedRun& run) {
    const std::lock_guard lock(mutex);
    ++executed;
    CHECK(run.replication >= 4);
  };
  CHECK(run_all(path, example_study(2, 4), 2, count).count.before == 8);
  CHECK(executed == 0);
  CHECK(run_all(path, example_study(2, 6), 2, count).count.done == 4);
  CHECK(executed == 4);
  run_all(folder / "at-once.sqlite", example_study(2, 6), 1);
  CHECK(digest_in(path) == digest_in(folder / "at-once.sqlite"));
}

TEST_CASE("a run that fails is a row with its message, the others go on, and resuming tries it again") {
  const ScratchFolder folder;
  const auto path = folder / "r.sqlite";
  const PlannedStudy study = example_study(2, 5);
  const auto breaks = [](const PlannedRun& run) {
    if (run.point == 1 && run.replication == 3) throw BrokenRun("orders add up", {9, 3}, SimTime{90s}, 77);
  };
  const StudyOutcome outcome = run_all(path, study, 2, breaks);
  CHECK(outcome.count.done == 9);
  CHECK(outcome.count.failed == 1);
  CHECK_FALSE(outcome.all_done());
  REQUIRE(outcome.first_failure);
  CHECK_THAT(outcome.first_failure->message, Contains("orders add up"));
  CHECK_THAT(outcome.first_failure->message,
             Contains("seed 9, replication 3, simulated time 90000 ms, event number 77"));
  {
    StudyResults results{path};
    CHECK(results.failed() == 1);
    CHECK_FALSE(results.is_done(1, 3));
    const auto compared = compare_plans(results, study.measures, 0);
    CHECK(compared.front().plans[1].difference->interval.n == 4);  // the day that one plan lacks is no pair
  }
  run_all(path, study, 2, breaks);  // fails again: one row still
  CHECK(StudyResults{path}.failed() == 1);
  CHECK(run_all(path, study, 1).count.done == 1);
  run_all(folder / "whole.sqlite", study, 1);
  CHECK(digest_in(path) == digest_in(folder / "whole.sqlite"));
  CHECK(StudyResults{path}.failed() == 0);
}

TEST_CASE("a stop keeps what is finished, of short runs too, and the rest is run when resumed") {
  const ScratchFolder folder;
  const auto path = folder / "r.sqlite";
  const PlannedStudy study = example_study(2, 200);
  std::atomic<bool> stop{false};
  std::atomic<int> begun{0};
  const StudyOutcome first = run_all(
      path, study, 2, [&](const PlannedRun&) { stop = ++begun >= 25; }, short_run, stop);
  CHECK(first.count.done >= 25);
  CHECK(first.count.done < 400);
  CHECK(StudyResults{path}.done() == first.count.done);
  const StudyOutcome second = run_all(path, study, 2, {}, short_run);
  CHECK(second.count.before == first.count.done);
  CHECK(second.all_done());
}

TEST_CASE("a results file of another study is refused, with what differs, and left as it is") {
  const ScratchFolder folder;
  const auto path = folder / "r.sqlite";
  const PlannedStudy study = example_study(2, 2);
  run_all(path, study, 1);
  const std::string before = contents_of(path);
  PlannedStudy other = study;
  other.points[1].scenario = {7, 99};
  other.points[1].label = "another plan";
  CHECK_THROWS_AS(run_all(path, other, 1), InputError);
  CHECK_THROWS_WITH(
      run_all(path, other, 1),
      Contains("this file holds another study: point 1, \"plan 1\" there and \"another plan\" here, has other values"));
  CHECK_THROWS_WITH(run_all(path, example_study(3, 2), 1), Contains("it has no point \"plan 2\""));
  CHECK_THROWS_WITH(run_all(path, example_study(1, 2), 1), Contains("it has more points, the next of them \"plan 1\""));
  PlannedStudy by_hour = study;
  by_hour.measures.push_back({"response", "mean", "hour"});
  CHECK_THROWS_WITH(run_all(path, by_hour, 1), Contains("it keeps other measures by hour or by grid"));
  CHECK(contents_of(path) == before);
}

TEST_CASE("a file that another program is writing is not gone on with") {
  const ScratchFolder folder;
  const auto path = folder / "r.sqlite";
  const PlannedStudy study = example_study(1, 2);
  ResultStore first = opened(path, study);
  CHECK_THROWS_AS(opened(path, study), SurroundingsError);
  CHECK_THROWS_WITH(opened(path, study),
                    path.string() + ": another outpost is writing this file; wait until it has finished");
  first.close();
  CHECK_NOTHROW(opened(path, study));
}

TEST_CASE("a file that was left before anything was said in it is begun anew") {
  const ScratchFolder folder;
  const auto path = folder / "r.sqlite";
  std::ofstream{path};  // killed before anything
  CHECK(run_all(path, example_study(1, 2), 1).all_done());
  const auto log = folder / "log.sqlite";  // killed when the file had its first page and no table
  std::ofstream{log};
  Database{log, 0}.execute("PRAGMA journal_mode = WAL");
  CHECK(std::filesystem::file_size(log) > 0);
  CHECK(run_all(log, example_study(1, 2), 1).all_done());
  const auto tables = folder / "tables.sqlite";
  ResultStore::create(tables).close();  // killed before the first row
  CHECK(run_all(tables, example_study(1, 2), 1).all_done());
}

TEST_CASE("plans on the same days: a fixed effect is shown, and a placebo differs by exactly zero") {
  const ScratchFolder folder;
  const auto path = folder / "r.sqlite";
  const PlannedStudy study = example_study(3, 10);
  run_all(path, study, 2);
  StudyResults results{path};
  for (const StudyMeasure& measure : {StudyMeasure{"response", "mean", ""}, StudyMeasure{"response", "p90", ""}}) {
    const auto compared = compare_plans(results, {measure}, 0);
    REQUIRE(compared.size() == 1);
    const ComparedMeasure& row = compared.front();
    CHECK(verdict_of(row.plans[1]) == Verdict::higher);
    CHECK(row.plans[1].difference->interval.estimate == Approx(5050.0).margin(measure.statistic == "mean" ? 60 : 1500));
    CHECK(verdict_of(row.plans[2]) == Verdict::same);
    CHECK(row.plans[2].difference->interval.estimate == 0.0);
    CHECK(row.plans[2].difference->interval.half_width == 0.0);
    CHECK(row.plans[2].adjusted_p == 1.0);
    CHECK_FALSE(row.plans[0].difference);
  }
  const auto compared = compare_plans(results, {{"response", "mean", ""}}, 0);
  // The same days: of the spread of 20 s between days, only that of 0.1 s between plans is left.
  CHECK(compared.front().plans[1].difference->variance_reduction.value() > 1000.0);
  CHECK(*compared.front().plans[1].difference->interval.half_width <
        *compared.front().plans[1].estimate->half_width / 20);
}

TEST_CASE("values by hour and grid share a row, and are kept for the measures that a study names") {
  const ScratchFolder folder;
  PlannedStudy study = example_study(1, 2);
  study.measures.push_back({"response", "mean", "hour"});
  const RunList list{study};
  ResultStore store = opened(folder / "r.sqlite", study);
  FinishedRun run = example_result(list, {0, 0}, long_run);
  run.values.push_back({"response", "mean", "hour=08", 1.0 / 3.0});
  run.values.push_back({"response", "mean", "hour=17", 2.5});
  run.values.push_back({"response", "mean", "grid=320612001001001", 4.0});
  run.values.push_back({"on_duty", "mean", "role=grid_worker hour=08", 3.0});
  keep_only(run, kept_parts(study.measures));
  store.put(run);
  store.close();
  StudyResults results{folder / "r.sqlite"};
  const auto by_hour = results.values({"response", "mean", "hour"});
  REQUIRE(by_hour.size() == 2);
  CHECK(by_hour.at("hour=08")[0].by_replication[0] == 1.0 / 3.0);  // to the last bit
  CHECK(results.values({"response", "mean", "grid"}).empty());
  CHECK(results.values({"on_duty", "mean", "hour"}).empty());
}

}  // namespace
}  // namespace outpost::analysis
