#include "analysis/measures/names.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "tests/folders.hpp"

namespace outpost::analysis {
namespace {

/// The names in the first column of every table of the page whose first heading is "measure".
std::vector<std::string> measures_of_the_page() {
  std::ifstream page(std::string(OUTPOST_SOURCE_DIR) + "/docs/measures.md");
  std::vector<std::string> names;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("| measure |")) inside = true;
    if (!line.starts_with("|")) inside = false;
    if (!inside || !line.starts_with("| `")) continue;
    names.push_back(line.substr(3, line.find('`', 3) - 3));
  }
  return names;
}

}  // namespace

TEST_CASE("every measure is a row of docs/measures.md, in the order of the tables, and every row is a measure") {
  std::vector<std::string> names;
  for (const MeasureName& measure : measure_names()) names.emplace_back(measure.name);
  REQUIRE(!names.empty());
  CHECK(measures_of_the_page() == names);
}

TEST_CASE("a measure is found by its name, and no other name is one") {
  for (const MeasureName& measure : measure_names()) {
    REQUIRE(find_measure(measure.name) != nullptr);
    CHECK(find_measure(measure.name)->name == measure.name);
    CHECK(!measure.en.empty());
    CHECK(!measure.zh.empty());
  }
  CHECK(find_measure("responses") == nullptr);
  CHECK(find_measure("") == nullptr);
}

}  // namespace outpost::analysis
