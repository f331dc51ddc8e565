#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/statistics/sectioning.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("a sectioning interval is centred on the pooled quantile, not on the mean of the sections") {
  const std::vector<std::optional<double>> sections{9.0, 10.0, 14.0};
  const auto interval = sectioning_interval(10.0, sections, 0.95);
  REQUIRE(interval);
  CHECK(interval->estimate == 10.0);
  // t_2 sqrt((1 + 0 + 16) / (3 * 2))
  CHECK(interval->half_width.value() == Approx(4.302652729911275 * std::sqrt(17.0 / 6.0)).epsilon(1e-9));
  CHECK(interval->n == 3);
  CHECK(interval->left_out == 0);
}

TEST_CASE("replications without data are left out of a sectioning interval and counted") {
  const std::vector<std::optional<double>> sections{9.0, std::nullopt, 11.0, std::nullopt};
  const auto interval = sectioning_interval(10.0, sections, 0.95);
  CHECK(interval->n == 2);
  CHECK(interval->left_out == 2);
  CHECK(interval->half_width.value() == Approx(12.706204736174698).epsilon(1e-9));
}

TEST_CASE("a quantile seen in one replication alone has no half-width, and in none no interval") {
  std::vector<Histogram> replications(3);
  CHECK_FALSE(quantile_interval(replications, 0.9, 0.95));
  replications[1].add(5min);
  const auto interval = quantile_interval(replications, 0.9, 0.95);
  REQUIRE(interval);
  CHECK(interval->estimate == 300'000.0);
  CHECK(interval->n == 1);
  CHECK(interval->left_out == 2);
  CHECK_FALSE(interval->half_width);
}

TEST_CASE("the pooled quantile weighs orders, not replications") {
  std::vector<Histogram> replications(2);
  for (int i = 0; i < 99; ++i) replications[0].add(10s);
  replications[1].add(1000s);
  // The mean of the replications' medians would lie at 505 s.
  CHECK(quantile_interval(replications, 0.5, 0.95)->estimate < 11'000.0);
}

TEST_CASE("95 of 100 sectioning intervals of correlated data hold the true quantile") {
  // Orders of one replication share a level, so that all orders together are lognormal and yet not independent.
  constexpr int trials = 1000;
  constexpr int replications = 20;
  constexpr double between = 0.15;
  constexpr double within = 0.5;
  const double truth = 600'000.0 * std::exp(1.2815515655446004 * std::sqrt(between * between + within * within));
  int covered = 0;
  for (std::uint32_t trial = 0; trial < trials; ++trial) {
    std::vector<Histogram> histograms(replications);
    for (int replication = 0; replication < replications; ++replication) {
      Stream stream{{9, trial}, Draw::verification, {static_cast<std::uint64_t>(replication)}};
      const double level = between * stream.normal();
      for (int i = 0; i < 200; ++i) {
        const double noise = within * stream.normal();
        histograms[static_cast<std::size_t>(replication)].add(
            Duration{std::llround(600'000.0 * std::exp(level + noise))});
      }
    }
    const auto interval = quantile_interval(histograms, 0.9, 0.95);
    if (std::fabs(interval->estimate - truth) <= *interval->half_width) ++covered;
  }
  // The acceptance bar for a 95% interval with 1,000 trials.
  CAPTURE(covered);
  CHECK(covered >= 931);
  CHECK(covered <= 969);
}

}  // namespace
}  // namespace outpost::analysis
