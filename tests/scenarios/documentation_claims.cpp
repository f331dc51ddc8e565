#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/write/scenario.hpp"
#include "tests/folders.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/file_text.hpp"

namespace outpost::scenarios {
namespace {

namespace fs = std::filesystem;

const std::string& document() {
  static const std::string text = tests::text_of(fs::path{source_folder} / "docs/scenario-format.md");
  return text;
}

/// What stands between the two marks of this name.
std::string part(const std::string& name) {
  const std::string begin = "<!-- " + name + ": begin -->\n";
  const std::string end = "<!-- " + name + ": end -->";
  const std::size_t from = document().find(begin);
  const std::size_t to = document().find(end);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  return document().substr(from + begin.size(), to - from - begin.size());
}

TEST_CASE("the documentation has the table of all parameters as the program knows them") {
  const std::string current = parameter_table();
  const fs::path made = fs::path{OUTPOST_BINARY_DIR} / "parameter_table.md";
  std::ofstream{made, std::ios::binary} << current;
  INFO("the current table is in " << made << "; put it between the marks of docs/scenario-format.md");
  CHECK(part("parameters") == current);
}

TEST_CASE("every parameter has a meaning and a form") {
  std::istringstream lines{parameter_table()};
  std::string line;
  int rows = 0;
  while (std::getline(lines, line)) {
    if (line.rfind("| `", 0) != 0) continue;
    CAPTURE(line);
    const std::size_t meaning = line.find("` | ") + 4;
    const std::size_t form = line.find(" | ", meaning) + 3;
    CHECK(line[meaning] != ' ');
    CHECK(line[meaning] != '|');
    CHECK(line[form] != ' ');
    CHECK(line[form] != '|');
    ++rows;
  }
  CHECK(rows > 90);
}

TEST_CASE("the bad scenario and the messages in the documentation are those of a test") {
  const fs::path bad = fs::path{source_folder} / "tests/scenarios/bad";
  CHECK(part("bad scenario") == "```toml\n" + tests::text_of(bad / "many_faults.toml") + "```\n");
  CHECK(part("messages") == "```text\n" + tests::text_of(bad / "many_faults.expected") + "```\n");
}

TEST_CASE("the worked example in the documentation is read without complaint") {
  const fs::path folder = fs::path{OUTPOST_BINARY_DIR} / "worked-example";
  fs::remove_all(folder);
  fs::create_directories(folder);
  fs::copy_file(source_folder + "/scenarios/data/divisions-jinsha.csv", folder / "divisions-jinsha.csv");
  const std::string fence = "```toml\n# ";
  std::vector<fs::path> files;
  for (std::size_t at = document().find(fence); at != std::string::npos; at = document().find(fence, at + 1)) {
    const std::size_t name_at = at + fence.size();
    const std::string name = document().substr(name_at, document().find('\n', name_at) - name_at);
    fs::create_directories((folder / name).parent_path());
    std::ofstream{folder / name} << document().substr(at + 8, document().find("```", name_at) - at - 8);
    files.push_back(folder / name);
  }
  REQUIRE(files.size() == 2);
  for (const fs::path& file : files) {
    CAPTURE(file.string());
    CHECK(read_scenario(file, test_vocabulary).warnings.empty());
  }
  const ScenarioSpec night = read_scenario(folder / "plans/night.toml", test_vocabulary).spec;
  CHECK(night.run.days == 14);
  CHECK(night.staff.at(Role::grid_worker).per_grid == 1.2);
  CHECK(night.staff.at(Role::grid_worker).rosters.size() == 4);
}

/// The cells of a row of a table, without blanks around them.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream rest{line.substr(1)};
  std::string cell;
  while (std::getline(rest, cell, '|')) {
    const std::size_t from = cell.find_first_not_of(' ');
    const std::size_t to = cell.find_last_not_of(' ');
    cells.push_back(from == std::string::npos ? "" : cell.substr(from, to - from + 1));
  }
  return cells;
}

/// What stands between backticks.
std::vector<std::string> quoted_in(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t from = text.find('`'); from != std::string::npos;) {
    const std::size_t to = text.find('`', from + 1);
    words.push_back(text.substr(from + 1, to - from - 1));
    from = text.find('`', to + 1);
  }
  return words;
}

/// Whether the table of parameters has this key in this section, such as "[work.NAME] every".
bool is_parameter(const std::string& table, const std::string& key) {
  const std::size_t blank = key.find("] ");
  if (blank == std::string::npos) return false;
  const std::size_t section = table.find("### `" + key.substr(0, blank + 1) + "`");
  if (section == std::string::npos) return false;
  const std::size_t end = table.find("\n### ", section);
  const std::size_t row = table.find("\n| `" + key.substr(blank + 2) + "` |", section);
  return row != std::string::npos && row < end;
}

TEST_CASE("every mechanism of the programme that is said to be modelled has its keys, a record, measures and claims") {
  const std::string page = tests::text_of(fs::path{source_folder} / "docs/programme.md");
  const std::string measures = tests::text_of(fs::path{source_folder} / "docs/measures.md");
  const std::string table = parameter_table();
  const std::size_t modelled = page.find("## Modelled");
  std::istringstream lines{page.substr(modelled, page.find("\n## ", modelled) - modelled)};
  std::string line;
  int rows = 0;
  while (std::getline(lines, line)) {
    if (line.rfind("| ", 0) != 0 || line.rfind("| in the programme", 0) == 0) continue;
    CAPTURE(line);
    const std::vector<std::string> cells = cells_of(line);
    REQUIRE(cells.size() >= 5);
    CHECK_FALSE(quoted_in(cells[1]).empty());
    CHECK_FALSE(cells[2].empty());
    CHECK_FALSE(quoted_in(cells[3]).empty());
    for (const std::string& key : quoted_in(cells[1])) {
      CAPTURE(key);
      CHECK(is_parameter(table, key));
    }
    for (const std::string& measure : quoted_in(cells[3])) {
      CAPTURE(measure);
      CHECK(measures.find("\n| `" + measure + "` ") != std::string::npos);
    }
    CHECK(fs::exists(fs::path{source_folder} / cells[4]));
    ++rows;
  }
  CHECK(rows > 20);
  CHECK_FALSE(is_parameter(table, "[work.NAME] households"));
}

}  // namespace
}  // namespace outpost::scenarios
