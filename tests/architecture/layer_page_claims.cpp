#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "tests/architecture/include_table.hpp"
#include "tests/architecture/source_tree.hpp"

namespace outpost::architecture {
namespace {

std::string cell(const std::string& row, std::size_t number) {
  std::size_t begin = 1;
  for (std::size_t i = 0; i < number; ++i) begin = row.find('|', begin) + 1;
  const std::size_t end = row.find('|', begin);
  return row.substr(begin + 1, end - begin - 2);  // blanks at both sides
}

/// "base, spec: **const only**" as the folders of the table: "sim/base sim/spec".
std::string folders_of(std::string words) {
  words = words.substr(0, words.find(':'));
  if (words == "itself") return "";
  if (words == "all of `sim/`") return "sim";
  std::string folders;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(", ", at), words.size());
    folders += (folders.empty() ? "" : " ") + ("sim/" + words.substr(at, end - at));
    at = end + 2;
  }
  return folders;
}

/// What the page says that the layers of sim/ may include, by folder.
std::map<std::string, std::string> layers_of_the_page() {
  std::map<std::string, std::string> found;
  const std::string page = text_of("docs/architecture.md");
  for (std::size_t at = page.find("\n| `sim/"); at != std::string::npos; at = page.find("\n| `sim/", at + 1)) {
    const std::string row = page.substr(at + 1, page.find('\n', at + 1) - at - 1);
    const std::string folder = cell(row, 0);
    found[folder.substr(1, folder.size() - 2)] = folders_of(cell(row, 1));
  }
  return found;
}

}  // namespace

TEST_CASE("the layers of sim/ may include what docs/architecture.md says, and no layer is left out of the page") {
  std::map<std::string, std::string> in_the_table;
  for (const Layer& layer : outpost::architecture::layers) {
    if (layer.folder.starts_with("sim/")) in_the_table[std::string(layer.folder)] = std::string(layer.may_include);
  }
  REQUIRE(in_the_table.size() > 5);
  CHECK(layers_of_the_page() == in_the_table);
}

TEST_CASE("a page that says something else would be found") {
  CHECK(folders_of("base, spec: **const only**") == "sim/base sim/spec");
  CHECK(folders_of("itself").empty());
  CHECK(folders_of("all of `sim/`") == "sim");
  CHECK(cell("| `sim/base` | itself | Random123 |", 1) == "itself");
}

}  // namespace outpost::architecture
