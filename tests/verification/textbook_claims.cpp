#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/experiment/experiment.hpp"
#include "analysis/experiment/worker_pool.hpp"
#include "analysis/statistics/interval.hpp"
#include "tests/folders.hpp"

using namespace outpost;

namespace {

// Three cases hold together with 99%: each interval gets its share of the family's error (Bonferroni).
const double level = analysis::level_of_each(0.99, 5);

analysis::Summary simulate(const std::string& name) {
  const std::string path = std::string(OUTPOST_SOURCE_DIR) + "/scenarios/verify/" + name + ".toml";
  const analysis::LoadedScenario scenario = analysis::load_scenario(path);
  analysis::ExperimentOptions options;
  options.replications = static_cast<std::uint32_t>(scenario.setting->spec.run.replications);
  options.threads = analysis::usual_threads();
  const std::atomic<bool> never{false};
  return analysis::run_experiment(scenario, options, never).summary;
}

void covers(const analysis::Summary& summary, const char* measure, const char* statistic, const char* scope,
            double exact, double precision) {
  const auto row = summary.row(measure, statistic, scope, level);
  REQUIRE(row.has_value());
  REQUIRE(row->interval.half_width.has_value());
  INFO(measure << " " << statistic << ": " << row->interval.estimate << " +- " << *row->interval.half_width
               << ", exact " << exact);
  CHECK(std::abs(row->interval.estimate - exact) <= *row->interval.half_width);
  // An interval that is wide enough covers anything: it must also be narrow.
  CHECK(*row->interval.half_width <= precision * exact);
}

constexpr double hour = 3'600'000.0;  // ms

}  // namespace

TEST_CASE("one unit with exponential service waits and works as M/M/1 says") {
  const analysis::Summary summary = simulate("mm1");
  // Load 0.5, mean service 1 h: Wq = 1 h, busy half of the time.
  covers(summary, "queue", "mean", "all", 1.0 * hour, 0.15);
  covers(summary, "utilisation", "mean", "role=crew_110", 0.5, 0.05);
}

TEST_CASE("three units with exponential service wait as M/M/3 says") {
  const analysis::Summary summary = simulate("mm3");
  // Load 2.4 over 3 units: Erlang C 0.647191, Wq = 1.078652 services.
  covers(summary, "queue", "mean", "all", 1.078652 * hour, 0.15);
  covers(summary, "utilisation", "mean", "role=crew_110", 0.8, 0.03);
}

TEST_CASE("three units without a waiting room turn away what Erlang B says, whatever the law of service") {
  const analysis::Summary summary = simulate("erlang_b");
  // Load 2.4, lognormal with sigma 1.17: Erlang B depends on the mean alone, 0.268406.
  covers(summary, "abandoned", "mean", "all", 0.268406, 0.05);
}
