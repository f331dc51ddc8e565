#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/folders.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/file_text.hpp"

namespace outpost::scenarios {
namespace {

namespace fs = std::filesystem;

const fs::path bad_folder = fs::path{source_folder} / "tests/scenarios/bad";

std::set<std::string> names_with(const std::string& extension) {
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator{bad_folder}) {
    if (entry.path().extension() == extension) names.insert(entry.path().stem().string());
  }
  return names;
}

/// Messages name files as the reader was told; the expected ones as seen from the folder of bad scenarios.
std::string without_folder(std::string message) {
  const std::string prefix = bad_folder.string() + "/";
  for (std::size_t at = message.find(prefix); at != std::string::npos; at = message.find(prefix)) {
    message.erase(at, prefix.size());
  }
  return message;
}

TEST_CASE("every bad scenario is refused with exactly the message that stands beside it") {
  const std::set<std::string> scenarios = names_with(".toml");
  REQUIRE(scenarios.size() >= 100);
  for (const std::string& name : scenarios) {
    DYNAMIC_SECTION(name) {
      std::string message = "accepted";
      try {
        read_scenario(bad_folder / (name + ".toml"), test_vocabulary);
      } catch (const ScenarioError& error) {
        message = without_folder(error.what());
      }
      CHECK(message + '\n' == tests::text_of(bad_folder / (name + ".expected")));
    }
  }
}

TEST_CASE("every bad scenario has its message and every message its scenario") {
  CHECK(names_with(".toml") == names_with(".expected"));
}

TEST_CASE("a scenario that does not exist, or is a folder, is refused with its name") {
  CHECK_THROWS_WITH(read_scenario("nowhere/town.toml", test_vocabulary),
                    "nowhere/town.toml:1:1: error: the scenario does not exist; write the name of a scenario file "
                    "(.toml)");
  CHECK_THROWS_WITH(read_scenario(bad_folder, test_vocabulary),
                    bad_folder.string() +
                        ":1:1: error: the scenario is a folder, not a file; write the name of a "
                        "scenario file (.toml)");
}

TEST_CASE("a scenario that may not be read is refused") {
  const fs::path locked = fs::path{OUTPOST_BINARY_DIR} / "locked.toml";
  std::ofstream{locked} << "schema = 1\n";
  fs::permissions(locked, fs::perms::none);
  const bool may_read_all = std::ifstream{locked}.good();
  std::string message;
  try {
    read_scenario(locked, test_vocabulary);
  } catch (const ScenarioError& error) {
    message = error.what();
  }
  fs::remove(locked);
  if (may_read_all) {
    WARN("this user may read every file: the claim is not held");
  } else {
    CHECK_THAT(message, Catch::Contains("cannot be read: permission denied"));
  }
}

TEST_CASE("a device is no scenario, however much it has to say") {
  CHECK_THROWS_WITH(read_scenario("/dev/zero", test_vocabulary), Catch::Contains("is not a regular file"));
}

TEST_CASE("a scenario may be made of thirty-two files and no more") {
  const fs::path folder = fs::path{OUTPOST_BINARY_DIR} / "deep-extends";
  fs::create_directories(folder);
  const auto write = [&folder](int depth, const std::string& text) {
    std::ofstream{folder / ("layer" + std::to_string(depth) + ".toml")} << text;
  };
  write(32, "schema = 1\n");
  for (int depth = 31; depth >= 0; --depth) {
    write(depth, "schema = 1\nextends = \"layer" + std::to_string(depth + 1) + ".toml\"\n");
  }
  const auto message_at = [&folder](int depth) {
    try {
      read_scenario(folder / ("layer" + std::to_string(depth) + ".toml"), test_vocabulary);
    } catch (const ScenarioError& error) {
      return std::string{error.what()};
    }
    return std::string{};
  };
  CHECK_THAT(message_at(0), Catch::Contains("extends takes in more than 32 files"));
  CHECK_THAT(message_at(1), !Catch::Contains("more than"));  // its only fault is that the last one has no town
  CHECK_THAT(message_at(1), Catch::Contains("city: give division"));
}

TEST_CASE("faults come in the order of their places, all of them, once each") {
  try {
    read_scenario(bad_folder / "many_faults.toml", test_vocabulary);
    FAIL("accepted");
  } catch (const ScenarioError& error) {
    const std::vector<Diagnostic>& found = error.diagnostics();
    CHECK(found.size() == 7);
    const auto earlier = [](const Diagnostic& a, const Diagnostic& b) {
      return std::pair{a.at.line, a.at.column} < std::pair{b.at.line, b.at.column};
    };
    CHECK(std::is_sorted(found.begin(), found.end(), earlier));
    CHECK(std::adjacent_find(found.begin(), found.end()) == found.end());
  }
}

}  // namespace
}  // namespace outpost::scenarios
