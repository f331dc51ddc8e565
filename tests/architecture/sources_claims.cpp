#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "tests/architecture/source_tree.hpp"

namespace outpost::architecture {
namespace {

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), pattern); at != std::sregex_iterator(); ++at) {
    found.insert((*at)[1].str());
  }
  return found;
}

// A key such as census-2020; keys without a year are too much like other words to be told apart.
std::set<std::string> dated_keys_in(const std::string& text) {
  static const std::regex dated(
      R"((?:^|[^A-Za-z0-9-])((?=[a-z0-9-]*[a-z])(?:[a-z0-9]+-)+(?:19|20)\d\d)(?![A-Za-z0-9]|-[A-Za-z0-9]))");
  return matches(text, dated);
}

// The first column of the tables of docs/sources.md.
std::set<std::string> keys_of_the_sources() {
  std::set<std::string> keys;
  const std::string page = text_of("docs/sources.md");
  for (std::size_t at = page.find("\n| `"); at != std::string::npos; at = page.find("\n| `", at + 1)) {
    keys.insert(page.substr(at + 4, page.find('`', at + 4) - at - 4));
  }
  return keys;
}

}  // namespace

TEST_CASE("every dated citation key in the spec is an entry of the sources") {
  const auto keys = keys_of_the_sources();
  REQUIRE(keys.count("census-2020") == 1);
  std::set<std::string> used;
  for (const std::string& path : our_files()) {
    if (!path.starts_with("sim/")) continue;
    for (const std::string& key : dated_keys_in(text_of(path))) {
      INFO(path << " cites " << key);
      CHECK(keys.count(key) == 1);
      used.insert(key);
    }
  }
  CHECK(used.count("census-2020") == 1);
}

TEST_CASE("a citation key is told from what only looks like one") {
  CHECK(dated_keys_in("// [census-2020] and \"nantong-12345-2020: 0.05\"") ==
        std::set<std::string>{"census-2020", "nantong-12345-2020"});
  CHECK(dated_keys_in("range 1990-2020, on 2025-03-03, a2-2020x, day-2020-11").empty());
}

}  // namespace outpost::architecture
