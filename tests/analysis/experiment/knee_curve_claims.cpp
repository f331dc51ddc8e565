#include "analysis/experiment/knee_curve.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/experiment/example_study.hpp"
#include "tests/analysis/experiment/scratch_folder.hpp"

namespace outpost::analysis {
namespace {

const std::vector<double> minutes{30.0, 20.0, 14.0, 12.0, 11.0};

/// Five plans, the mean response of each and a level of its own in every replication; what `leave_out` says has none.
std::filesystem::path stored(const ScratchFolder& folder, std::int64_t replications,
                             const std::function<bool(std::size_t, std::size_t)>& leave_out = {}) {
  return stored_study(folder, minutes.size(), replications,
                      [&](const PlannedRun& planned, Stream& noise) -> std::vector<NamedValue> {
                        const double own = 0.1 * noise.normal();
                        if (leave_out && leave_out(planned.point, planned.replication)) return {};
                        return {{"response", "mean", "all",
                                 60e3 * (minutes[planned.point] + own + static_cast<double>(planned.replication))}};
                      });
}

StudyKnee asked() {
  return {.measure = {"response", "mean", ""},
          .along = "crews",
          .places = {{0, 2.0, "2"}, {1, 3.0, "3"}, {2, 4.0, "4"}, {3, 5.0, "5"}, {4, 6.0, "6"}}};
}

TEST_CASE("a curve of a results file has its knee, with what changes on either side of it") {
  const ScratchFolder folder;
  StudyResults results{stored(folder, 8)};
  const auto curves = knee_curves(results, {asked()}, 1);
  REQUIRE(curves.size() == 1);
  REQUIRE(curves.front().knee);
  CHECK(curves.front().replications == 8);
  CHECK(curves.front().knee->point == 2);  // 14 min where the chord has 20.5
  CHECK(curves.front().knee->interval == std::vector<std::size_t>{2});
  CHECK(curves.front().to_knee->interval.estimate == Approx(-16.0 * 60e3).margin(12e3));
  CHECK(curves.front().from_knee->interval.estimate == Approx(-3.0 * 60e3).margin(12e3));
  CHECK(curves.front().ends->interval.estimate ==
        Approx(curves.front().to_knee->interval.estimate + curves.front().from_knee->interval.estimate));
}

TEST_CASE("replications count for a curve where every plan of it has a value") {
  const ScratchFolder folder;
  StudyResults results{stored(folder, 8, [](std::size_t point, std::size_t replication) {
    return (point == 1 && replication == 3) || (point == 4 && replication < 2);
  })};
  StudyKnee fewer = asked();
  fewer.places.erase(fewer.places.begin() + 1);
  const auto curves = knee_curves(results, {asked(), fewer}, 1);
  CHECK(curves[0].replications == 5);
  CHECK(curves[0].knee);
  CHECK(curves[1].replications == 6);
}

TEST_CASE("curves of too few replications, of plans without values, or with ends alike have no knee") {
  const ScratchFolder folder;
  const ScratchFolder other;
  StudyResults few{stored(folder, 4)};
  CHECK_FALSE(knee_curves(few, {asked()}, 1).front().knee);
  StudyResults results{stored(other, 6, [](std::size_t point, std::size_t) { return point == 3; })};
  const auto curves = knee_curves(results, {asked()}, 1);
  CHECK(curves.front().replications == 0);
  CHECK_FALSE(curves.front().knee);
  KneeCurve alike;
  alike.ends = PairedDifference{.interval = {.estimate = 1.0, .half_width = 1.0}};
  CHECK_FALSE(has_slope(alike));
  alike.ends->interval.half_width = 0.99;
  CHECK(has_slope(alike));
}

TEST_CASE("what a study asks about knees does not count for what is stored") {
  PlannedStudy study = example_study(5, 8);
  const DigestValue digest = design_digest(study);
  study.knees = {asked()};
  CHECK(design_digest(study) == digest);
}

}  // namespace
}  // namespace outpost::analysis
