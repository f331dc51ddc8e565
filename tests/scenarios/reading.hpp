#pragma once

#include <string>

#include "scenarios/read/scenario.hpp"
#include "tests/folders.hpp"

namespace outpost::scenarios {

inline const Vocabulary test_vocabulary{{"coverage_aware", "deadline_slack", "home_first", "least_loaded", "preference",
                                         "priority_soonest", "reserve", "rollout", "soonest_free"},
                                        {},
                                        {"cover_gap", "resume_round", "return_to_post", "stay"},
                                        {"due_first", "fixed_tour", "random", "risk_first"}};
inline const std::string source_folder{OUTPOST_SOURCE_DIR};
inline const std::string import_folder = source_folder + "/tests/scenarios/import/";

/// Text as if it lay in scenarios/cities.
inline ScenarioFile read_text(const std::string& text) {
  return read_scenario_text(text, "test.toml", source_folder + "/scenarios/cities", test_vocabulary);
}

/// A good town, for tests to add to.
inline const std::string town_text =
    "schema = 1\n"
    "[city]\n"
    "division = \"320612001\"\n"
    "divisions = \"../data/divisions-jinsha.csv\"\n";

/// All errors about the text, empty when there are none.
inline std::string errors_of(const std::string& text) {
  try {
    read_text(text);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

inline DigestValue digest_of_text(const std::string& text) {
  const ScenarioFile file = read_text(text);
  return digest_of(file.spec, file.content);
}

}  // namespace outpost::scenarios
