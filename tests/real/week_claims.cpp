// Needs data that do not belong to the project; reported as skipped where they are absent (tests/CMakeLists.txt).
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "analysis/experiment/experiment.hpp"
#include "analysis/experiment/lint.hpp"
#include "tests/folders.hpp"

using namespace outpost;

TEST_CASE("a week runs on the streets of Liechtenstein, and everybody can be reached by every way of moving") {
  const std::filesystem::path map_file = std::filesystem::path(OUTPOST_REAL_DATA) / "osm/liechtenstein.osm.pbf";
  if (!std::filesystem::exists(map_file)) {
    std::cout << "skipped: there is no " << map_file.string()
              << "; set OUTPOST_REAL_DATA to the folder that has osm/\n";
    return;
  }
  const std::filesystem::path scenario = std::filesystem::path(OUTPOST_BINARY_DIR) / "liechtenstein.toml";
  std::ofstream(scenario) << "schema = 1\n[city]\nkind = \"imported\"\nname = \"Liechtenstein\"\nstreets = \""
                          << map_file.string() << "\"\npopulation = \"39000 residents\"\n";
  const analysis::LoadedScenario loaded = analysis::load_scenario(scenario);
  CHECK(loaded.setting->city.residents.size() == 39'000);
  CHECK(loaded.setting->city.attribution == "© OpenStreetMap contributors, ODbL 1.0");
  for (const std::string& warning : analysis::lint(*loaded.setting)) {
    INFO(warning);
    CHECK(warning.find("cut off") == std::string::npos);
  }
  analysis::ExperimentOptions options;
  options.replications = 2;
  const std::atomic<bool> never{false};
  const auto one = analysis::run_experiment(loaded, options, never);
  options.threads = 2;
  CHECK(analysis::run_experiment(loaded, options, never).result_digest == one.result_digest);
  const auto response = one.summary.row("response", "mean", "all");
  REQUIRE(response.has_value());
  CHECK(response->observations > 100.0);
  CHECK(response->interval.half_width.has_value());
}
