#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/folders.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/file_text.hpp"

namespace outpost::scenarios {
namespace {

/// The keys of the tables of docs/sources.md.
std::set<std::string> sources() {
  std::set<std::string> keys;
  const std::string page = tests::text_of(source_folder + "/" + "docs/sources.md");
  for (std::size_t at = page.find("\n| `"); at != std::string::npos; at = page.find("\n| `", at + 1)) {
    keys.insert(page.substr(at + 4, page.find('`', at + 4) - at - 4));
  }
  return keys;
}

/// Words of keys and of plain text: letters, digits and hyphens.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words{""};
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

/// By kind and key, what stands behind the value.
std::map<std::string, std::map<std::string, std::string>> comments() {
  std::map<std::string, std::map<std::string, std::string>> found;
  std::istringstream lines{tests::text_of(source_folder + "/" + "scenarios/data/kinds.toml")};
  std::string line;
  std::string kind;
  while (std::getline(lines, line)) {
    if (line.starts_with("[demand.kind.")) kind = line.substr(13, line.find(']') - 13);
    const std::size_t equals = line.find(" = ");
    const std::size_t hash = line.find("  # ");
    if (kind.empty() || equals == std::string::npos) continue;
    found[kind][line.substr(0, equals)] = hash == std::string::npos ? "" : line.substr(hash + 4);
  }
  return found;
}

TEST_CASE("the table of kinds has the five fields, 110 and 12345, and replaces every kind of the preset") {
  const ScenarioSpec spec =
      read_scenario(std::string(source_folder) + "/scenarios/cities/jinsha-orders.toml", test_vocabulary).spec;
  const auto table = comments();
  std::map<Field, int> of_field;
  double rates = 0.0;
  for (const auto& [key, kind] : spec.demand.kinds) {
    CAPTURE(key);
    CHECK(table.contains(key));
    CHECK_FALSE(kind.name.en.empty());
    CHECK_FALSE(kind.name.zh.empty());
    CHECK_FALSE(kind.roles.empty());
    CHECK(kind.course.deadline.has_value());
    ++of_field[kind.field];
    REQUIRE(kind.rate.residents == ResidentCount{1000});
    rates += kind.rate.per_day;
  }
  CHECK(table.size() == spec.demand.kinds.size());
  CHECK(of_field[Field::other] == 0);
  int of_the_five = 0;
  for (const Field field :
       {Field::elements, Field::floating_population, Field::visit_duties, Field::disputes, Field::hazards}) {
    CHECK(of_field[field] >= 3);
    of_the_five += of_field[field];
  }
  CHECK(of_the_five >= 25);
  CHECK(of_field[Field::incident] == 5);
  CHECK(of_field[Field::request] == 3);
  CHECK(rates == Approx(0.35 + 0.05 + 0.296));
}

TEST_CASE("rate, time on site and deadline of every kind have a source or are called an assumption, with a range") {
  const auto keys = sources();
  REQUIRE(keys.contains("city-management-limits"));
  const auto table = comments();
  REQUIRE(table.size() > 30);
  for (const auto& [kind, values] : table) {
    for (const char* key :
         {"name", "field", "priority", "rate", "profile", "channel", "roles", "on_scene", "deadline"}) {
      CAPTURE(kind, key);
      CHECK(values.contains(key));
    }
    for (const char* key : {"rate", "on_scene", "deadline"}) {
      const std::string& comment = values.at(key);
      CAPTURE(kind, key, comment);
      const auto words = words_of(comment);
      const bool assumed = std::find(words.begin(), words.end(), "assumption") != words.end();
      const bool cited =
          std::any_of(words.begin(), words.end(), [&](const std::string& w) { return keys.contains(w); });
      CHECK((assumed || cited));
      // What looks like a key is one.
      for (const std::string& word : words) {
        const bool dated = word.size() > 5 && word.find("-20") != std::string::npos && std::isalpha(word.front()) != 0;
        if (dated) CHECK(keys.contains(word));
      }
      if (key == std::string("rate")) CHECK(comment.find("range ") != std::string::npos);
      if (assumed && key != std::string("rate")) CHECK(comment.find("half to double") != std::string::npos);
    }
  }
}

TEST_CASE("every number of the table of departments has a source or is called an assumption, with a range") {
  const auto keys = sources();
  std::istringstream lines{tests::text_of(source_folder + "/" + "scenarios/data/departments.toml")};
  std::string line;
  int numbers = 0;
  while (std::getline(lines, line)) {
    const std::string key = line.substr(0, line.find(" = "));
    const bool counts = key == "rate" || key == "per_post" || key == "mobilise" || key == "on_scene" || key == "base" ||
                        key == "per_day_of_delay" || key == "recurs" || key == "recurs_after" || key == "escalates" ||
                        key == "escalates_after" || key == "suspended";
    if (!counts) continue;
    CAPTURE(line);
    ++numbers;
    const std::size_t hash = line.find("# ");
    REQUIRE(hash != std::string::npos);
    const auto words = words_of(line.substr(hash));
    const auto has = [&words](const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    const bool cited = std::any_of(words.begin(), words.end(), [&](const std::string& w) { return keys.contains(w); });
    CHECK((cited || has("assumption")));
    CHECK((has("range") || has("mean") || has("median")));
  }
  CHECK(numbers > 50);
}

TEST_CASE("the seven departments and four professions each answer something, and none of them settles more by itself") {
  const ScenarioSpec spec =
      read_scenario(std::string(source_folder) + "/scenarios/cities/jinsha-departments.toml", test_vocabulary).spec;
  CHECK(spec.departments.size() == 11);
  int with_depots = 0;
  for (const auto& [name, department] : spec.departments) {
    CAPTURE(name);
    CHECK_FALSE(department.name.en.empty());
    CHECK_FALSE(department.name.zh.empty());
    with_depots += department_called(name) ? 1 : 0;
    CHECK(department_called(name).has_value() == (department.role == Role::department_crew));
    CHECK(std::any_of(spec.demand.kinds.begin(), spec.demand.kinds.end(), [&name = name](const auto& kind) {
      return kind.second.department == name && kind.second.rate.per_day > 0.0;
    }));
  }
  CHECK(with_depots == 7);
  int disputes = 0;
  for (const auto& [name, kind] : spec.demand.kinds) {
    if (!kind.settlement.base) continue;
    ++disputes;
    for (const auto& own : kind.settlement.by_role) CHECK_FALSE(own.has_value());
  }
  CHECK(disputes == 6);
}

TEST_CASE("a list of extends puts its parts over the first in their order, and the file over all") {
  const auto folder = std::filesystem::path{OUTPOST_BINARY_DIR} / "parts-in-order";
  std::filesystem::create_directories(folder);
  const auto write = [&folder](const char* name, const std::string& text) {
    std::ofstream{folder / name, std::ios::binary} << "schema = 1\n" << text;
  };
  const std::string town = "extends = \"" + std::string(source_folder) + "/scenarios/cities/jinsha.toml\"\n";
  write("base.toml", town + "[run]\ndays = 3\nreplications = 3\nseed = 3\nwarm_up = \"3 day\"\n");
  write("a.toml", "[run]\ndays = 4\nreplications = 4\nseed = 4\n");
  write("b.toml", "[run]\ndays = 5\nreplications = 5\n");
  write("all.toml", "extends = [\"base.toml\", \"a.toml\", \"b.toml\"]\n[run]\ndays = 6\n");
  const ScenarioFile file = read_scenario(folder / "all.toml", test_vocabulary);
  CHECK(file.spec.run.days == 6);
  CHECK(file.spec.run.replications == 5);
  CHECK(file.spec.run.seed == 4);
  CHECK(file.spec.run.warm_up == 3 * one_day);
  CHECK(std::count_if(file.files.begin(), file.files.end(),
                      [](const std::string& name) { return name.ends_with(".toml"); }) == 5);
  // One text and a list of one are the same.
  write("one.toml", "extends = \"base.toml\"\n");
  write("list.toml", "extends = [\"base.toml\"]\n");
  CHECK(read_scenario(folder / "one.toml", test_vocabulary).spec ==
        read_scenario(folder / "list.toml", test_vocabulary).spec);
}

}  // namespace
}  // namespace outpost::scenarios
