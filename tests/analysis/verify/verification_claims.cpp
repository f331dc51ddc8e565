#include "analysis/verify/verification.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/report/verification_table.hpp"
#include "analysis/verify/bundled.hpp"
#include "scenarios/read/error.hpp"
#include "tests/folders.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

const std::atomic<bool> never{false};

VerificationOptions quick(std::vector<std::string> names) {
  return {.folder = bundled_verification_folder(), .names = std::move(names), .quick = true};
}

}  // namespace

TEST_CASE("verification is the same to the digit with any number of threads") {
  VerificationOptions options = quick({"mm3_limited", "erlang_b"});
  const std::string alone = json_of(verify(options, never));
  options.threads = 3;
  CHECK(json_of(verify(options, never)) == alone);
}

TEST_CASE("another seed makes other numbers, and the scenario's seed is the default") {
  VerificationOptions options = quick({"erlang_b"});
  const VerificationOutcome usual = verify(options, never);
  options.seed = 11;
  const VerificationOutcome other = verify(options, never);
  REQUIRE(usual.cases.size() == 1);
  REQUIRE(other.cases.size() == 1);
  CHECK(usual.cases[0].observed[0].interval->estimate != other.cases[0].observed[0].interval->estimate);
  CHECK(usual.cases[0].observed[0].observable.exact == other.cases[0].observed[0].observable.exact);
  CHECK(other.holds());
}

TEST_CASE("all values of a run share one chance in a hundred to be outside by chance") {
  const VerificationOutcome outcome = verify(quick({"erlang_b", "mm3_limited"}), never);
  REQUIRE(outcome.cases.size() == 2);
  const auto values = static_cast<double>(outcome.cases[0].observed.size() + outcome.cases[1].observed.size());
  CHECK(outcome.level == Approx(1.0 - 0.01 / values).epsilon(1e-12));
  CHECK(outcome.cases[0].observed[0].interval->level == outcome.level);
}

TEST_CASE("an interval that is wider than was stated proves nothing, even though it covers the exact value") {
  VerificationOptions options = quick({"erlang_b"});
  // Hardly a replication has anything to say.
  options.engine = [](const auto& setting, RunKey key, Recorder& recorder) {
    if (key.replication % 60 == 0) run_engine(setting, key, recorder);
  };
  const VerificationOutcome outcome = verify(options, never);
  CHECK_FALSE(outcome.holds());
  const auto faults = outcome.faults(9);
  REQUIRE(faults.size() == 2);
  const Observed& lost = *faults[0].second;
  CHECK(lost.finding == Finding::too_wide);
  CHECK(std::abs(lost.interval->estimate - lost.observable.exact) < *lost.interval->half_width);
}

TEST_CASE("an engine that does nothing is no proof") {
  VerificationOptions options = quick({"mm1"});
  options.engine = [](const auto&, RunKey, Recorder&) {};
  const VerificationOutcome outcome = verify(options, never);
  CHECK_FALSE(outcome.holds());
  CHECK(outcome.faults(1).front().second->finding == Finding::too_wide);
}

TEST_CASE("who asks for an end gets no case that is not finished, and it does not count as proof") {
  const std::atomic<bool> at_once{true};
  const VerificationOutcome outcome = verify(quick({"mm1"}), at_once);
  CHECK_FALSE(outcome.complete);
  CHECK_FALSE(outcome.holds());
  CHECK(outcome.cases.empty());
}

TEST_CASE("a case that does not exist is refused with the nearest name") {
  CHECK_THROWS_WITH(verify(quick({"mm4"}), never), "--case mm4: error: there is no such case; did you mean \"mm1\"?");
  CHECK_THROWS_AS(verify(quick({"mm4"}), never), InputError);
}

TEST_CASE("a folder without the scenarios is an error of the input") {
  VerificationOptions options = quick({"mm1"});
  options.folder = std::string(OUTPOST_SOURCE_DIR) + "/docs";
  CHECK_THROWS_AS(verify(options, never), scenarios::ScenarioError);
}
