#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/experiment/made_once.hpp"
#include "analysis/experiment/warm_up.hpp"
#include "scenarios/read/scenario.hpp"
#include "scenarios/write/cache_folder.hpp"
#include "sim/engine/simulation.hpp"

namespace outpost::analysis {

/// A scenario that is ready to run.
struct LoadedScenario {
  scenarios::ScenarioFile file{};
  DigestValue digest{};  // canonical: of what the scenario means, and of the bytes of its files
  WarmUps warm_ups{};
  std::shared_ptr<const Setting> setting{};
  /// What the import of its streets says, without the network; none where the city came from the cache.
  std::optional<ImportedStreets> imported{};
};

/// Reads the scenario and the files it names and makes its city, grids and travel times, or takes them from the cache,
/// where they are the same. Throws scenarios::ScenarioError if the input is wrong.
LoadedScenario load_scenario(const std::filesystem::path& path, const scenarios::CacheFolder& cache = {});
/// The two steps of it, for who changes something in between, such as by a command-line option.
scenarios::ScenarioFile read_scenario_file(const std::filesystem::path& path);
scenarios::ScenarioFile read_scenario_text(const std::string& text, const std::string& name,
                                           const std::filesystem::path& folder);
LoadedScenario load_scenario(scenarios::ScenarioFile file, const scenarios::CacheFolder& cache = {});

/// Cities and travel times of scenarios that are run side by side, each made once for all that are equal in what they
/// are made from, and kept while a scenario uses them. For several threads at once.
class SharedPlaces {
 public:
  explicit SharedPlaces(scenarios::CacheFolder cache = {}) : cache_(std::move(cache)) {}
  const scenarios::CacheFolder& cache() const { return cache_; }
  std::shared_ptr<const City> city(const scenarios::ScenarioFile& file);
  std::shared_ptr<const TravelTimes> travel(const scenarios::ScenarioFile& file);

 private:
  scenarios::CacheFolder cache_{};
  MadeOnce<DigestValue, City> cities_{};
  MadeOnce<DigestValue, TravelTimes> times_{};
};
/// The same with a city that others may share.
LoadedScenario load_scenario(scenarios::ScenarioFile file, SharedPlaces& places);

/// Runs one replication from its first midnight up to a moment of the warm-up or the measured days.
RunRecord run_until(const std::shared_ptr<const Setting>& setting, RunKey key, SimTime until,
                    bool keep_candidates = false);
/// Runs one replication over the warm-up and the measured days, and keeps the records of both.
RunRecord run_replication(const std::shared_ptr<const Setting>& setting, RunKey key, bool keep_candidates = false);

/// The same, but of the warm-up, which may have been kept from an earlier run, only what the measured days carry over.
RunRecord measured_record(const std::shared_ptr<const Setting>& setting, RunKey key, const WarmUps& warm_ups,
                          bool keep_candidates = false);

/// What stands for the outcome of one replication: all records of a measured_record.
DigestValue result_digest(const RunRecord& record);

}  // namespace outpost::analysis
