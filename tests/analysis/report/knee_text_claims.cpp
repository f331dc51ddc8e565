#include "analysis/report/knee_text.hpp"
#include "tests/analysis/report/shown_difference.hpp"

#include <catch2/catch.hpp>

namespace outpost::analysis {
namespace {

KneeCurve bent() {
  KneeCurve curve;
  curve.asked = {
      .name = {"One worker a grid", "每格一人"},
      .measure = {"detected_early", "mean", ""},
      .along = "size",
      .unit = "households",
      .places = {{3, 100.0, "100"}, {1, 200.0, "200"}, {0, 300.0, "300"}, {2, 450.0, "450"}, {4, 600.0, "600"}}};
  curve.means = {0.60, 0.48, 0.42, 0.40, 0.39};
  curve.replications = 10;
  curve.ends = tests::difference(-0.21, 0.03);
  curve.knee = KneeEstimate{.point = 1, .share = 0.7145, .interval = {1, 2}, .chosen_by = {0, 1429, 571, 0, 0}};
  curve.knee->resamples = 2'000;
  curve.to_knee = tests::difference(-0.12, 0.02);
  curve.from_knee = tests::difference(-0.09, 0.018);
  return curve;
}

Text told(const KneeCurve& curve) {
  StudyView view;
  view.knees = {curve};
  const auto findings = knee_findings(view);
  REQUIRE(findings.size() == 1);
  return findings.front();
}

TEST_CASE("a knee is told with its interval, how sure its place is, and what changes on either side") {
  const Text text = told(bent());
  CHECK(text.en ==
        "One worker a grid: detected_early, mean: the knee is at 200 households, which 71% of 2000 resamples choose; "
        "the central 95% of them choose 200 or 300 households (n = 10 replications of 5 plans). From 100 households to "
        "200 households the measure changes by -12.0 ± 2.0 percentage points, from there to 600 households by -9.0 ± "
        "1.8 percentage points.");
  CHECK(text.zh ==
        "每格一人：风险提前发现率（平均）：拐点在 200 户，2000 次重抽样中 71% 选中此处，其中间 95% 选中 200 或 300 "
        "户（n = 10，5 个方案）。从 100 户到 200 户变化 -12.0 ± 2.0 个百分点，再到 600 户变化 -9.0 ± 1.8 个百分点。");
}

TEST_CASE("a knee that could be anywhere between the ends is not shown") {
  KneeCurve curve = bent();
  curve.asked.name = {};
  curve.knee->interval = {1, 2, 3};
  CHECK(
      told(curve).en ==
      "detected_early, mean: where the knee lies is not shown, because the central 95% of 2000 resamples choose every "
      "place between 100 households and 600 households: 200, 300 or 450 households (n = 10 replications of 5 plans; "
      "71% of the resamples choose 200 households).");
}

TEST_CASE("a curve whose ends are not shown to differ has no knee, and the difference is told") {
  KneeCurve curve = bent();
  curve.knee.reset();
  curve.ends = tests::difference(-0.021, 0.03);
  CHECK(told(curve).en ==
        "One worker a grid: detected_early, mean: there is no knee, because the ends of the curve, 100 households and "
        "600 households, are not shown to differ: the difference is -2.1 ± 3.0 percentage points (n = 10).");
  CHECK(told(curve).zh ==
        "每格一人：风险提前发现率（平均）：没有拐点，曲线两端（100 户与 600 户）未见差异：差值为 -2.1 ± 3.0 "
        "个百分点（n = 10）。");
  curve.ends = tests::difference(0.0, 0.0);
  CHECK(told(curve).en ==
        "One worker a grid: detected_early, mean: there is no knee, because 100 households and 600 households give the "
        "same in every replication (n = 10).");
}

TEST_CASE("a straight line has no knee, and too few replications none that is sought") {
  KneeCurve curve = bent();
  curve.knee.reset();
  CHECK(told(curve).en ==
        "One worker a grid: detected_early, mean: there is no knee, because the means lie on a straight line from 100 "
        "households to 600 households (n = 10).");
  curve.replications = 4;
  CHECK(
      told(curve).en ==
      "One worker a grid: detected_early, mean: no knee is sought in fewer than 5 replications (n = 4); more come with "
      "--replications.");
  CHECK(told(curve).zh ==
        "每格一人：风险提前发现率（平均）：重复不足 5 次（n = 4），不求拐点；可用 --replications 增加。");
}

TEST_CASE("a study that asks for no knee says nothing of one") {
  CHECK(knee_findings(StudyView{}).empty());
}

}  // namespace
}  // namespace outpost::analysis
