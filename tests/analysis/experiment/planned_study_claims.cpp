#include "analysis/experiment/planned_study.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "analysis/experiment/study_runner.hpp"
#include "tests/analysis/experiment/scratch_folder.hpp"
#include "tests/folders.hpp"

namespace outpost::analysis {
namespace {

const std::string source = OUTPOST_SOURCE_DIR;

/// A study of a queue of abstract places, which is made in no time.
std::filesystem::path write_study(const ScratchFolder& folder, const std::string& factors) {
  std::ofstream(folder / "study.toml") << "schema = 1\nscenario = \"" << source
                                       << "/scenarios/verify/mm1.toml\"\nreplications = 3\n"
                                       << factors;
  return folder / "study.toml";
}

TEST_CASE("points that change no street and no resident share one city and one index of travel times") {
  const ScratchFolder folder;
  const PlannedStudy study = plan_study(write_study(folder,
                                                    "[[factor]]\nset = \"staff.crew_110.heads\"\nvalues = [1, "
                                                    "2]\n[[factor]]\nset = \"city.seed\"\nvalues = [1, 2]\n"),
                                        {});
  REQUIRE(study.points.size() == 4);
  const RunList list{study};
  PointSettings settings{study, list};
  const auto one = settings.of(0);
  const auto other_city = settings.of(1);
  const auto more_heads = settings.of(2);
  CHECK(&one->city == &more_heads->city);
  CHECK(one->travel == more_heads->travel);
  CHECK(&one->city != &other_city->city);
  CHECK(one->force.responders.size() == 1);
  CHECK(more_heads->force.responders.size() == 2);
  CHECK(settings.of(0) == one);  // made once
}

TEST_CASE("all replications of a point differ, and a run is the same in every study that has its scenario and number") {
  const ScratchFolder folder;
  const PlannedStudy study =
      plan_study(write_study(folder, "[[factor]]\nset = \"staff.crew_110.heads\"\nvalues = [1, 2]\n"), {.days = 3});
  const RunList list{study};
  PointSettings settings{study, list};
  std::set<DigestValue> results;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    results.insert(run_point(settings, list, {0, replication}, {}).result_digest);
  }
  CHECK(results.size() == 20);
  const PlannedStudy more = plan_study(folder / "study.toml", {.replications = 500, .days = 3});
  const RunList longer{more};
  PointSettings others{more, longer};
  const FinishedRun first = run_point(settings, list, {1, 2}, {});
  const FinishedRun again = run_point(others, longer, {1, 2}, {});
  CHECK(first.id == again.id);
  CHECK(first.result_digest == again.result_digest);
}

TEST_CASE("the same values written differently are one scenario, and give the same result") {
  const ScratchFolder folder;
  const PlannedStudy study = plan_study(write_study(folder,
                                                    "[[factor]]\nset = \"demand.kind.call.on_scene\"\nvalues = "
                                                    "[\"exponential(mean 1 h)\", \"exponential(mean 60 min)\"]\n"),
                                        {.days = 3});
  CHECK(study.points[0].scenario == study.points[1].scenario);
  const RunList list{study};
  PointSettings settings{study, list};
  const FinishedRun one = run_point(settings, list, {0, 0}, {});
  const FinishedRun other = run_point(settings, list, {1, 0}, {});
  CHECK(one.result_digest == other.result_digest);
  CHECK(one.id != other.id);
}

TEST_CASE("a point whose staff comes to nobody is told before anything runs") {
  const ScratchFolder folder;
  const PlannedStudy study =
      plan_study(write_study(folder, "[[factor]]\nset = \"staff.crew_110.per_grid\"\nvalues = [1.0, 0.001]\n"), {});
  const RunList list{study};
  PointSettings settings{study, list};
  const std::atomic<bool> never{false};
  CHECK_THROWS_WITH(
      require_points(study, list, settings, 2, never),
      Catch::Contains("at the point \"crew_110.per_grid = 0.001\": staff: the ratios give no responders"));
}

TEST_CASE("scenarios side by side run on the days of the first, and their differences are listed with both values") {
  const ScratchFolder folder;
  const std::string base = source + "/scenarios/verify/mm1.toml";
  std::ofstream(folder / "b.toml") << "schema = 1\nextends = \"" << base
                                   << "\"\n[run]\ndays = 9\nseed = 5\n[demand.kind.call]\nrate = \"0.6 per hour\"\n"
                                      "[rosters.half]\nevery_day = [\"08:00-20:00\"]\n";
  const PlannedComparison comparison = plan_comparison({base, folder / "b.toml"}, {});
  const auto find = [&](const std::string& key) {
    for (const ParameterDifference& it : comparison.differences) {
      if (it.key == key) return it.values;
    }
    return std::vector<std::string>{};
  };
  CHECK(find("demand.kind.call.rate") == std::vector<std::string>{"\"12 per day\"", "\"0.6 per hour\""});
  CHECK(find("rosters.half.every_day") == std::vector<std::string>{"", "[\"08:00-20:00\"]"});
  CHECK(find("run.days") == std::vector<std::string>{"200", "9"});
  CHECK(find("title").empty());
  CHECK(comparison.study.points[0].label == "A");
  CHECK(comparison.study.scenario_at(1).spec.run == comparison.study.scenario_at(0).spec.run);
  REQUIRE(comparison.study.warnings.size() >= 1);
  CHECK_THAT(comparison.study.warnings.front(), Catch::Contains("its [run] differs"));
}

TEST_CASE("of a daily profile the hours that differ are listed, and two names of one file are no difference") {
  const ScratchFolder folder;
  scenarios::ScenarioFile one = read_scenario_file(source + "/scenarios/cities/jinsha.toml");
  scenarios::ScenarioFile other = one;
  other.spec.demand.profiles["calls"].weekday[7] = 2.5;
  other.spec.city.divisions.written = "another/name.csv";
  const auto differences = differences_between({one, other});
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].key == "demand.profile.calls.weekday at 07:00");
  CHECK(differences[0].values == std::vector<std::string>{"0.8", "2.5"});
  other.content["divisions"] = {1, 2};
  CHECK(differences_between({one, other}).size() == 2);
}

}  // namespace
}  // namespace outpost::analysis
