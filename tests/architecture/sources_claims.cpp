#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <set>
#include <string_view>

#include "tests/architecture/source_tree.hpp"

namespace outpost::architecture {
namespace {

bool is_key_letter(char letter) {
  return letter == '-' || std::isalnum(static_cast<unsigned char>(letter)) != 0;
}

// A key such as census-2020; keys without a year are too much like other words to be told apart.
bool is_dated_key(std::string_view word) {
  const bool lower = std::none_of(word.begin(), word.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; });
  const bool named = std::any_of(word.begin(), word.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
  if (!lower || !named || word.size() < 6) return false;
  const std::string_view year = word.substr(word.size() - 5);
  return (year.starts_with("-19") || year.starts_with("-20")) &&
         year.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

std::set<std::string> dated_keys_in(const std::string& text) {
  std::set<std::string> keys;
  for (auto begin = text.begin(); begin != text.end();) {
    begin = std::find_if(begin, text.end(), is_key_letter);
    const auto end = std::find_if_not(begin, text.end(), is_key_letter);
    const std::string word(begin, end);
    if (is_dated_key(word)) keys.insert(word);
    begin = end;
  }
  return keys;
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
  CHECK(dated_keys_in("range 1990-2020, on 2025-03-03, a2-2020x, day-2020-11, GBK-2020, x-20y0").empty());
}

}  // namespace outpost::architecture
