#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <map>

#include "analysis/experiment/experiment.hpp"
#include "tests/folders.hpp"
#include "tests/golden/golden_digests.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

const std::string source = OUTPOST_SOURCE_DIR;

/// Prints what would have to be written into golden_digests.hpp; regenerating fails, so that nobody forgets it is on.
void hold(const std::string& name, const std::string& found) {
  if (std::getenv("OUTPOST_REGENERATE_GOLDEN") != nullptr) {
    std::cout << "    {\"" << name << "\", \"" << found << "\"},\n";
    FAIL_CHECK("goldens are being regenerated; raise model_version and the version beside them");
    return;
  }
  const auto golden = tests::golden_digests().find(name);
  REQUIRE(golden != tests::golden_digests().end());
  CHECK(found == golden->second);
}

std::string of_run(const std::shared_ptr<const Setting>& setting, RunKey key, Duration length) {
  const tests::Finished finished = tests::run(setting, key, length);
  return digest_of(finished.record).hex() + " " + finished.state.hex();
}

}  // namespace

TEST_CASE("the golden digests are those of this model version") {
  CHECK(tests::golden_version == model_version);
}

TEST_CASE("the small town is the golden one, and so are its runs") {
  hold("small town", digest_of(tests::small_town()->city).hex());
  hold("small town, home_first", of_run(tests::small_town(), {1, 0}, 7 * one_day));
  hold("small town, soonest_free",
       of_run(tests::small_town([](ScenarioSpec& s) { s.rules.dispatch = "soonest_free"; }), {1, 1}, 7 * one_day));
  hold("small town, priority_soonest, one crew", of_run(tests::small_town([](ScenarioSpec& s) {
                                                          s.rules.dispatch = "priority_soonest";
                                                          s.staff[Role::crew_110].heads = 1;
                                                        }),
                                                        {2, 0}, 7 * one_day));
}

TEST_CASE("a queue of abstract places runs as the golden one") {
  hold("points", of_run(tests::points(3, [](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_hour(2.4); }), {1, 0},
                        30 * one_day));
}

TEST_CASE("the bundled town and a week in it are the golden ones") {
  const analysis::LoadedScenario jinsha = analysis::load_scenario(source + "/scenarios/cities/jinsha.toml");
  hold("jinsha scenario", jinsha.digest.hex());
  hold("jinsha city", digest_of(jinsha.setting->city).hex());
  hold("jinsha week", of_run(jinsha.setting, {20250303, 0}, 7 * one_day));
}

TEST_CASE("the town in which orders have a course, and ten days in it, are the golden ones") {
  const analysis::LoadedScenario jinsha = analysis::load_scenario(source + "/scenarios/cities/jinsha-orders.toml");
  hold("jinsha orders scenario", jinsha.digest.hex());
  hold("jinsha orders, ten days", of_run(jinsha.setting, {20250303, 0}, 10 * one_day));
}

TEST_CASE("an experiment has one digest, whatever the threads and the order of replications") {
  const analysis::LoadedScenario jinsha = analysis::load_scenario(source + "/scenarios/cities/jinsha.toml");
  analysis::ExperimentOptions options;
  options.replications = 4;
  const std::atomic<bool> never{false};
  const auto one = analysis::run_experiment(jinsha, options, never);
  options.threads = 2;
  const auto two = analysis::run_experiment(jinsha, options, never);
  CHECK(one.result_digest == two.result_digest);
  hold("jinsha experiment of 4", one.result_digest.hex());

  // The same replications in another order: one digest, and the same numbers to the last bit.
  analysis::Summary backwards;
  for (std::uint32_t replication = 4; replication-- > 0;) {
    const RunRecord record = analysis::run_replication(jinsha.setting, {20250303, replication});
    backwards.add(replication,
                  analysis::measure(*jinsha.setting, record, analysis::window_of(jinsha.setting->spec.run)));
  }
  const auto rows = one.summary.rows();
  const auto other = backwards.rows();
  REQUIRE(rows.size() == other.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].interval == other[i].interval);
    CHECK(rows[i].scope == other[i].scope);
  }
}
