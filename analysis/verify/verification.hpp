#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/experiment/scenario_run.hpp"
#include "analysis/verify/catalogue.hpp"

namespace outpost::analysis {

/// Runs one replication over its whole horizon and hands every row to the recorder.
using Engine = std::function<void(const std::shared_ptr<const Setting>& setting, RunKey key, Recorder& recorder)>;
/// The ordinary one. Tests take another, to see that a fault of the engine is found.
void run_engine(const std::shared_ptr<const Setting>& setting, RunKey key, Recorder& recorder);

/// Both must hold for a value to pass: the interval covers the exact value, and it is as narrow as was stated. A wide
/// interval covers anything.
enum class Finding : std::uint8_t { holds, outside, too_wide };

struct Observed {
  Observable observable{};
  double precision = 0.0;              // wanted: half-width over exact value
  std::optional<Interval> interval{};  // none: nothing of the kind happened
  Finding finding = Finding::too_wide;
};

struct CaseOutcome {
  std::string name{};
  Text title{};
  std::int64_t replications = 0;
  std::int64_t days = 0;  // measured, of each
  std::vector<Observed> observed{};
  bool holds() const;
};

struct VerificationOutcome {
  double family_level = 0.99;  // that all intervals hold together
  double level = 0.0;          // of each (Bonferroni)
  std::vector<CaseOutcome> cases{};
  bool complete = true;  // nobody asked for an end before the last case
  bool holds() const;
  /// Of the first values that do not hold, at most so many: the case and the value.
  std::vector<std::pair<const CaseOutcome*, const Observed*>> faults(std::size_t most) const;
};

struct VerificationOptions {
  std::filesystem::path folder{};       // of the scenarios
  std::vector<std::string> names{};     // of the cases; none: all
  bool quick = false;                   // intervals four times as wide, a tenth of the replications
  unsigned threads = 1;                 // results do not depend on it
  std::optional<std::uint32_t> seed{};  // each case takes seed + its number; none: the scenario's
  Engine engine = run_engine;
  /// After each batch of replications, in one thread: how many cases are done of how many, the case under way and the
  /// half-width of its widest interval over the one wanted.
  std::function<void(std::size_t done, std::size_t all, const std::string& name, std::optional<double> widest)>
      on_progress{};
};

/// Simulates the cases and holds them against the models. Throws InputError for a case that does not exist, and
/// scenarios::ScenarioError for a scenario that is missing or wrong. Once `stop` is true, no replication begins any
/// more, and only the cases finished before are reported.
VerificationOutcome verify(const VerificationOptions& options, const std::atomic<bool>& stop);

}  // namespace outpost::analysis
