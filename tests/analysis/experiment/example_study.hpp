#pragma once

#include <functional>

#include "analysis/experiment/study_runner.hpp"
#include "sim/base/stream.hpp"
#include "tests/analysis/experiment/scratch_folder.hpp"

namespace outpost::analysis {

/// A made-up study of points that differ in nothing but their digests.
inline PlannedStudy example_study(std::size_t points, std::int64_t replications) {
  PlannedStudy study;
  study.file = "made-up.toml";
  study.replications = replications;
  study.measures = {{"response", "mean", ""}};
  for (std::size_t row = 0; row < points; ++row) {
    study.points.push_back({static_cast<std::int64_t>(row), {7, row}, "plan " + std::to_string(row), {}, ""});
    study.grounds.push_back({1, 1});
  }
  return study;
}

/// A run of it as it would end: a function of point and replication alone. The second plan takes 5 s more than the
/// first on the same days, the third the same to the last bit.
inline FinishedRun example_result(const RunList& list, const PlannedRun& planned, double seconds) {
  Stream stream{{3, planned.replication}, Draw::verification, {1}};
  const double day = 60'000.0 + 20'000.0 * stream.uniform();
  FinishedRun run;
  run.id = list.id(planned);
  run.point = static_cast<std::int64_t>(planned.point);
  run.replication = planned.replication;
  run.result_digest = Digest{}.add(planned.point).add(planned.replication).value();
  run.started = "2025-03-03T08:30:00Z";
  run.seconds = seconds;
  const double plan = day + (planned.point == 1 ? 5'000.0 + 100.0 * stream.uniform() : 0.0);
  run.values = {{"response", "mean", "all", plan}, {"response", "n", "all", 10.0}};
  Histogram histogram;
  for (int i = 0; i < 20; ++i) histogram.add(Duration{static_cast<std::int64_t>(plan) + i * 1000});
  run.histograms = {{"response", "all", histogram}};
  return run;
}

/// The results file of an example study whose runs have the values that are given; noise: a stream of the run's own.
inline std::filesystem::path stored_study(
    const ScratchFolder& folder, std::size_t points, std::int64_t replications,
    const std::function<std::vector<NamedValue>(const PlannedRun&, Stream& noise)>& values) {
  const PlannedStudy study = example_study(points, replications);
  const RunList list{study};
  const std::filesystem::path path = folder / "study.sqlite";
  ResultStore store = ResultStore::create(path);
  store.describe({{"model_version", "1"}, {"design_digest", design_digest(study).hex()}}, study.points);
  static const std::atomic<bool> never{false};
  run_missing(
      list, store,
      [&](const PlannedRun& planned) {
        FinishedRun run = example_result(list, planned, 0.001);
        Stream noise{{3, planned.replication}, Draw::verification, {1}, static_cast<std::uint32_t>(planned.point) + 1};
        run.values = values(planned, noise);
        return run;
      },
      1, {}, never);
  store.close();
  return path;
}

}  // namespace outpost::analysis
