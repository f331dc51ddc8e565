#include <catch2/catch.hpp>
#include <fstream>

#include "tests/cli/program.hpp"

using outpost::tests::call;
using outpost::tests::has;
using outpost::tests::new_folder;
using outpost::tests::Said;
using outpost::tests::scenarios;
using outpost::tests::text_of;

namespace {

/// Two plans of a small town with risks, the second under another name, and a list of that study alone.
void write_list(const std::filesystem::path& folder) {
  std::ofstream(folder / "town.toml") << "schema = 1\nextends = \"" << scenarios
                                      << "/cities/jinsha-risks.toml\"\n"
                                         "[city]\npopulation = \"6000 residents\"\n"
                                         "[run]\nwarm_up = \"20 day\"\ndays = 20\nreplications = 3\n";
  std::ofstream(folder / "s.toml")
      << "schema = 1\ntitle = \"turns\"\nscenario = \"town.toml\"\nreplications = 2\n"
         "[[plan]]\nlabel = \"now\"\n[[plan]]\nlabel = \"the same\"\n"
         "[[plan]]\nlabel = \"no volunteers\"\nchange = { volunteers = { per_grid = 0 } }\n"
         "[[measure]]\nname = \"escalated\"\n";
  std::ofstream(folder / "all.toml") << "schema = 1\ntitle = { en = \"all of them\", zh = \"全部\" }\n"
                                        "studies = [\"s.toml\"]\nfirst = 5\n"
                                        "[[sites]]\nstudy = \"s.toml\"\nnumber = 3\n";
}

}  // namespace

TEST_CASE("a list of studies gives a folder of results and one page, main measures and ranks first") {
  const auto folder = new_folder("collection");
  write_list(folder);
  const Said said = call(folder, "batch all.toml --days 2 --out all --markdown all.md --quiet");
  CHECK(said.err.empty());
  REQUIRE(said.status == 0);
  CHECK(std::filesystem::exists(folder / "all/s.sqlite"));
  CHECK(has(said.out, "the same in every replication"));
  CHECK(has(said.out, "Where to begin with 5 places"));
  const std::string page = text_of(folder / "all.md");
  CHECK(page.starts_with("# all of them\n"));
  CHECK(has(page, "\n## turns\n"));
  CHECK(has(page, "volunteers.per_grid | 6.9 | 0 |"));
  CHECK(has(page, "Synthetic: not the record of"));
  const Said again = call(folder, "batch all.toml --days 2 --out all --quiet");
  CHECK(again.status == 2);
  CHECK(has(again.err, "this file exists already"));
  CHECK(call(folder, "batch all.toml --days 2 --out all --resume --quiet").out == said.out);
  const Said json = call(folder, "batch all.toml --out other --json");
  CHECK(json.status == 2);
  CHECK(has(json.err, "--json is for one study, and all.toml lists several"));
  CHECK_FALSE(std::filesystem::exists(folder / "other"));
  CHECK(has(call(folder, "check all.toml").out, "s.toml: reads well; 3 points, 6 runs"));
}

TEST_CASE("a story is told of a risk that fits, and if none does the answer is no") {
  const auto folder = new_folder("story");
  write_list(folder);
  const Said said = call(folder, "story town.toml --risk dispute_brewing --quiet");
  CHECK(said.err.empty());
  REQUIRE(said.status == 0);
  CHECK(has(said.out, "Synthetic: not the record of"));
  CHECK(has(said.out, "begins. Nobody knows."));
  CHECK(call(folder, "story town.toml --risk dispute_brewing --quiet").out == said.out);
  const Said none = call(folder, "story town.toml --risk group_rental --finder inspection --replications 1 --quiet");
  CHECK(none.status == 1);
  CHECK(none.out == "no such risk was found and settled; replications: 1\n");
  const Said wrong = call(folder, "story town.toml --risk group_rentals --quiet");
  CHECK(wrong.status == 2);
  CHECK(has(wrong.err, "the scenario has no risk \"group_rentals\"; did you mean \"group_rental\"?"));
  const Said nowhere = call(folder, "story town.toml --place 1 --quiet");
  CHECK(nowhere.status == 2);
  CHECK(has(nowhere.err, "--place 1 is no community of the city"));
}
