#include "analysis/experiment/break_even.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/experiment/example_study.hpp"
#include "tests/analysis/experiment/scratch_folder.hpp"

namespace outpost::analysis {
namespace {

const std::vector<double> mean_minutes{30.0, 24.0, 29.9};
const std::vector<double> yuan{1'000.0, 1'400.0, 1'050.0};

/// Three plans; what each costs and how soon help comes, with a noise of its own in every replication.
std::filesystem::path priced(const ScratchFolder& folder, bool with_costs) {
  return stored_study(folder, mean_minutes.size(), 10, [&](const PlannedRun& planned, Stream& noise) {
    std::vector<NamedValue> values{
        {"response", "mean", "all", 60e3 * (mean_minutes[planned.point] + 0.1 * noise.normal())}};
    if (with_costs) values.push_back({"cost", "mean", "all", yuan[planned.point] + 50.0 * noise.normal()});
    return values;
  });
}

TEST_CASE("what plans cost more than the baseline is corrected for their number") {
  const ScratchFolder folder;
  StudyResults results{priced(folder, true)};
  const auto found = break_even(results, {"response", "mean", ""}, 0);
  REQUIRE(found.size() == 3);
  CHECK_FALSE(found[0]);
  REQUIRE(found[1]);
  REQUIRE(found[2]);
  CHECK(found[1]->cost.interval.estimate == Approx(400.0).margin(60.0));
  CHECK(*found[1]->adjusted_p == Approx(2.0 * *found[1]->cost.p_value));  // the smaller of two: Holm doubles it
  CHECK(*found[2]->adjusted_p == Approx(*found[2]->cost.p_value));
  REQUIRE(found[1]->price);
  CHECK(found[1]->price->estimate * 60e3 == Approx(-400.0 / 6.0).margin(10.0));  // CNY for a minute
}

TEST_CASE("a study without costs, a quantile and a cost itself have no price") {
  const ScratchFolder folder;
  StudyResults without{priced(folder, false)};
  for (const auto& plan : break_even(without, {"response", "mean", ""}, 0)) CHECK_FALSE(plan);
  const ScratchFolder other;
  StudyResults with{priced(other, true)};
  for (const auto& plan : break_even(with, {"response", "p90", ""}, 0)) CHECK_FALSE(plan);
  for (const auto& plan : break_even(with, {"cost", "mean", ""}, 0)) CHECK_FALSE(plan);
}

}  // namespace
}  // namespace outpost::analysis
