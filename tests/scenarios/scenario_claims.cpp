#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "scenarios/write/scenario.hpp"
#include "tests/folders.hpp"
#include "tests/scenarios/reading.hpp"

namespace outpost::scenarios {
namespace {

namespace fs = std::filesystem;

/// A folder below the build tree for scenarios that name each other.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(fs::path{OUTPOST_BINARY_DIR} / "scenario-claims" / name) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream{path_ / name} << text;
  }
  ScenarioFile read(const std::string& name) const { return read_scenario(path_ / name, test_vocabulary); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

const std::string points_text =
    "schema = 1\n"
    "preset = \"empty\"\n"
    "[city]\n"
    "kind = \"points\"\n"
    "[[city.place]]\n"
    "id = \"a\"\n"
    "[[city.place]]\n"
    "id = \"b\"\n"
    "x = \"1 km\"\n"
    "weight = 2.5\n"
    "[metric]\n"
    "kind = \"straight\"\n"
    "[staff.crew_110]\n"
    "heads = 2\n"
    "post = \"station\"\n"
    "rosters = [\"always\"]\n"
    "[rosters.always]\n"
    "every_day = [\"00:00-24:00\"]\n";

TEST_CASE("a scenario that says only its town is the Nantong preset in that town") {
  const ScenarioFile file = read_text(town_text);
  ScenarioSpec expected = nantong_preset();
  expected.city.division = "320612001";
  expected.city.divisions.written = "../data/divisions-jinsha.csv";
  CHECK(file.spec == expected);
  CHECK(file.warnings.empty());
  CHECK(file.content.count("divisions") == 1);
}

TEST_CASE("every kind of parameter lands in its place") {
  const ScenarioSpec spec = read_text(town_text +
                                      "population = \"90000 residents\"\n"
                                      "urban_block = \"0.2 km\"\n"
                                      "employed = \"70 %\"\n"
                                      "name = { en = \"Jinsha\", zh = \"金沙\" }\n"
                                      "[travel.speed.car]\n"
                                      "lane = \"5 m/s\"\n"
                                      "[travel]\n"
                                      "spread = 0\n"
                                      "[demand.kind.fire]\n"
                                      "name = \"fire\"\n"
                                      "priority = 1\n"
                                      "rate = \"0.01 per 1000 residents per day\"\n"
                                      "profile = \"even\"\n"
                                      "roles = [\"crew_110\"]\n"
                                      "on_scene = \"uniform(1 h, 3 h)\"\n"
                                      "[staff.grid_worker]\n"
                                      "urgent_way = \"car\"\n"
                                      "[command]\n"
                                      "places = 0\n"
                                      "line = \"fcfs\"\n"
                                      "[targets]\n"
                                      "response = { p2 = \"7 min\" }\n"
                                      "[run]\n"
                                      "start = 2025-06-01\n"
                                      "warm_up = \"1 day\"\n")
                                .spec;
  CHECK(spec.city.population == ResidentCount{90'000});
  CHECK(spec.city.urban_block == metres(200));
  CHECK(spec.city.employed == share(0.7));
  CHECK(spec.city.name == Text{"Jinsha", "金沙"});
  CHECK(spec.travel.base[static_cast<std::size_t>(Way::car)][static_cast<std::size_t>(StreetClass::lane)] ==
        metres_per_second(5));
  CHECK(spec.travel.spread == 0.0);
  const KindSpec& fire = spec.demand.kinds.at("fire");
  CHECK(fire.name == Text{"fire", "fire"});
  CHECK(fire.rate == per_1000_residents_per_day(0.01));
  CHECK(fire.roles == std::vector{Role::crew_110});
  CHECK(mean_of(fire.on_scene) == 2h);
  CHECK(spec.staff.at(Role::grid_worker).urgent_way == Way::car);
  CHECK(spec.command.places == 0);
  CHECK(spec.command.line == LineOrder::fcfs);
  CHECK(spec.targets.response == std::array<Duration, 4>{5min, 7min, 30min, 24h});
  CHECK(spec.run.start == Date{2025, 6, 1});
  CHECK(spec.run.warm_up == 24h);
}

TEST_CASE("a date may be a TOML date or text") {
  CHECK(read_text(town_text + "[run]\nstart = 2025-06-01\n").spec ==
        read_text(town_text + "[run]\nstart = \"2025-06-01\"\n").spec);
}

TEST_CASE("a byte order mark and CRLF line ends change nothing") {
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : town_text) windows += c == '\n' ? std::string{"\r\n"} : std::string(1, c);
  CHECK(read_text(windows).spec == read_text(town_text).spec);
}

TEST_CASE("a scenario written out and read back is equal, and so is its digest") {
  const auto holds = [](const ScenarioFile& file, const fs::path& folder) {
    const ScenarioFile again = read_scenario_text(to_toml(file.spec), "again.toml", folder, test_vocabulary);
    CHECK(again.spec == file.spec);
    CHECK(digest_of(again.spec, again.content) == digest_of(file.spec, file.content));
  };
  const fs::path cities = fs::path{source_folder} / "scenarios/cities";
  holds(read_text(town_text), cities);
  holds(read_text(points_text), cities);
  holds(read_text(town_text + "name = \"a \\\"quoted\\\" \\\\ name\"\nhousehold_size = 2.7182818284590451\n"), cities);
}

TEST_CASE("a chain of files in several folders writes out as one file beside the first") {
  const Folder folder{"flatten"};
  folder.write("plans/what_if.toml", "schema = 1\nextends = \"../base/town.toml\"\n[run]\ndays = 3\n");
  folder.write("base/town.toml",
               "schema = 1\n[city]\ndivision = \"320612001\"\ndivisions = \"tables/divisions.csv\"\n"
               "[residents]\nouting = \"empirical(tables/outings.csv)\"\n");
  folder.write("base/tables/outings.csv", "90\n2 min\n1.5 h\n");
  fs::copy_file(source_folder + "/scenarios/data/divisions-jinsha.csv", folder.path() / "base/tables/divisions.csv");
  const ScenarioFile file = folder.read("plans/what_if.toml");
  CHECK(file.spec.residents.outing.values == std::vector<Duration>{90s, 2min, 90min});
  folder.write("plans/flat.toml", to_toml(file.spec));
  const ScenarioFile flat = folder.read("plans/flat.toml");
  CHECK(flat.spec == file.spec);
  CHECK(digest_of(flat.spec, flat.content) == digest_of(file.spec, file.content));
  CHECK(file.files.size() == 4);
}

TEST_CASE("the same values written differently have the same digest") {
  const auto with = [](const std::string& text) { return digest_of_text(town_text + text); };
  const DigestValue plain = with("");
  CHECK(with("[rules]\nspill_over = \"90 min\"\n") == with("[rules]\nspill_over = \"1.5 h\"\n"));
  CHECK(plain == with("employed = \"72 %\"\n"));
  CHECK(plain == with("[demand.kind.offence]\nrate = \"0.28 per 10000 residents per day\"\n"));
  CHECK(plain == with("[run]\nseed = 20250303\n"));
}

TEST_CASE("another value, another digest") {
  const DigestValue plain = digest_of_text(town_text);
  for (const char* change : {"[rules]\nspill_over = \"91 min\"\n", "population = \"118001 residents\"\n",
                             "[staff.crew_110]\nper_1000_residents = 0.052\n", "[run]\nseed = 1\n",
                             "[residents]\nouting = \"exponential(mean 70 min)\"\n"}) {
    CAPTURE(change);
    CHECK(digest_of_text(town_text + change) != plain);
  }
}

TEST_CASE("titles and names do not count, comments and the order of sections neither") {
  const DigestValue plain = digest_of_text(town_text);
  CHECK(digest_of_text("title = \"another\"\n" + town_text + "name = \"another\"\n# a comment\n") == plain);
  CHECK(digest_of_text(town_text + "[run]\ndays = 3\n[rules]\nspill_over = \"1 min\"\n") ==
        digest_of_text(town_text + "[rules]\nspill_over = \"1 min\"\n[run]\ndays = 3\n"));
}

TEST_CASE("a file counts by its bytes, not by its name") {
  const Folder folder{"bytes"};
  const auto digest_with = [&folder](const std::string& table) {
    folder.write("town.toml", "schema = 1\n[city]\ndivision = \"320612001\"\ndivisions = \"" + table + "\"\n");
    const ScenarioFile file = folder.read("town.toml");
    return digest_of(file.spec, file.content);
  };
  const fs::path table = source_folder + "/scenarios/data/divisions-jinsha.csv";
  fs::copy_file(table, folder.path() / "a.csv");
  fs::copy_file(table, folder.path() / "b.csv");
  const DigestValue a = digest_with("a.csv");
  CHECK(digest_with("b.csv") == a);
  std::ofstream{folder.path() / "b.csv", std::ios::app} << "320612002,town,320612,Xingdong,\n";
  CHECK(digest_with("b.csv") != a);
}

TEST_CASE("a delta changes what it names and nothing else") {
  const Folder folder{"delta"};
  folder.write("base.toml", points_text);
  folder.write("delta.toml", "schema = 1\nextends = \"base.toml\"\n[run]\ndays = 3\n[staff.crew_110]\ncrew = 2\n");
  ScenarioSpec expected = folder.read("base.toml").spec;
  expected.run.days = 3;
  expected.staff.at(Role::crew_110).crew = 2;
  CHECK(folder.read("delta.toml").spec == expected);
}

TEST_CASE("an empty delta is the scenario it extends, with the same digest") {
  const Folder folder{"empty-delta"};
  folder.write("base.toml", points_text);
  folder.write("delta.toml", "schema = 1\nextends = \"base.toml\"\n");
  CHECK(folder.read("delta.toml").spec == folder.read("base.toml").spec);
}

TEST_CASE("one number of people in a delta replaces the inherited one") {
  const StaffSpec staff = read_text(town_text + "[staff.grid_worker]\nheads = 12\n").spec.staff.at(Role::grid_worker);
  CHECK(staff.heads == 12);
  CHECK_FALSE(staff.per_grid);
  CHECK(staff.rosters == nantong_preset().staff.at(Role::grid_worker).rosters);
}

TEST_CASE("a role with zero heads stays, without people") {
  const ScenarioFile file = read_text(town_text + "[staff.grid_worker]\nheads = 0\n");
  CHECK(file.spec.staff.at(Role::grid_worker).heads == 0);
  REQUIRE(file.warnings.size() == 2);
  CHECK_THAT(file.warnings.front().message, Catch::Contains("nobody answers the kind \"grid_case\""));
}

TEST_CASE("a roster in a delta replaces the keys it names, and lists are replaced whole") {
  const ScenarioSpec spec = read_text(town_text + "[rosters.grid_weekend]\nweekends = [\"09:00-12:00\"]\n").spec;
  RosterSpec expected = nantong_preset().rosters.at("grid_weekend");
  expected.weekends = {{9h, 12h}};
  CHECK(spec.rosters.at("grid_weekend") == expected);
}

TEST_CASE("places in a delta replace the inherited ones") {
  const Folder folder{"places"};
  folder.write("base.toml", points_text);
  folder.write("delta.toml", "schema = 1\nextends = \"base.toml\"\n[[city.place]]\nid = \"c\"\n");
  const std::vector<PlaceSpec> places = folder.read("delta.toml").spec.city.places;
  REQUIRE(places.size() == 1);
  CHECK(places.front().id == "c");
}

TEST_CASE("a matrix of travel times is read in seconds or with units") {
  const Folder folder{"matrix"};
  folder.write("times.csv", "0, 90\r\n1.5 min, 0.25\r\n");
  folder.write("points.toml", points_text + "[command]\n");
  folder.write("matrix.toml",
               "schema = 1\nextends = \"points.toml\"\n[metric]\nkind = \"matrix\"\nmatrix = \"times.csv\"\n");
  const ScenarioFile file = folder.read("matrix.toml");
  CHECK(file.spec.metric.matrix == std::vector<std::vector<Duration>>{{0s, 90s}, {90s, 250ms}});
  CHECK(file.content.count("matrix") == 1);
}

TEST_CASE("a value that nothing uses is a warning with its place, not an error") {
  const ScenarioFile file = read_text(town_text + "[[city.place]]\nid = \"a\"\n");
  REQUIRE(file.warnings.size() == 1);
  CHECK(warning_line(file.warnings.front()) ==
        "test.toml:5:8: warning: city.place is not used: city.kind is not \"points\"");
}

TEST_CASE("reading without files opens none") {
  const ReadOptions closed{.open_files = false};
  const auto read_closed = [&closed](const std::string& text) {
    return read_scenario_text(text, "test.toml", "/nowhere", test_vocabulary, closed);
  };
  CHECK(read_closed(town_text).files == std::vector<std::string>{"test.toml"});
  CHECK_THROWS_WITH(read_closed("schema = 1\nextends = \"/etc/hostname\"\n"), Catch::Contains("may not be opened"));
  CHECK_THROWS_WITH(read_closed(town_text + "[residents]\nouting = \"empirical(/etc/hostname)\"\n"),
                    Catch::Contains("may not be opened"));
}

TEST_CASE("a rule is known by the vocabulary that the program brings") {
  const std::string text = town_text + "[rules]\ndispatch = \"my_rule\"\n";
  CHECK_THAT(errors_of(text), Catch::Contains("no dispatch rule"));
  CHECK_NOTHROW(read_scenario_text(text, "test.toml", source_folder + "/scenarios/cities", Vocabulary{{"my_rule"}}));
}

TEST_CASE("the bundled scenarios are read without complaint") {
  int count = 0;
  for (const char* folder : {"cities", "presets", "verify"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator{fs::path{source_folder} / "scenarios" / folder}) {
      CAPTURE(entry.path().string());
      if (!entry.is_regular_file()) continue;  // scenarios/verify/parts: not scenarios by themselves
      const ScenarioFile file = read_scenario(entry.path(), test_vocabulary);
      CHECK(file.warnings.empty());
      ++count;
    }
  }
  CHECK(count >= 5);
}

TEST_CASE("Jinsha has its title, its town and a week") {
  const ScenarioSpec spec = read_scenario(source_folder + "/scenarios/cities/jinsha.toml", test_vocabulary).spec;
  CHECK(spec.title.en == "Jinsha (synthetic)");
  CHECK(spec.city.division == "320612001");
  CHECK(spec.run.days == 7);
  CHECK(spec.run.replications == 20);
}

TEST_CASE("the loss system's lognormal service has a mean of one hour to the millisecond") {
  const ScenarioSpec spec = read_scenario(source_folder + "/scenarios/verify/erlang_b.toml", test_vocabulary).spec;
  CHECK(mean_of(spec.demand.kinds.at("call").on_scene) == one_hour);
  CHECK(spec.command.places == 0);
}

TEST_CASE("the template of a new scenario is the preset in a generated city") {
  const Folder folder{"template"};
  fs::copy_file(source_folder + "/scenarios/data/divisions-jinsha.csv", folder.path() / "my-divisions.csv");
  folder.write("new.toml", commented_template("My \"town\"", {"320612001", "my-divisions.csv"}));
  const ScenarioFile file = folder.read("new.toml");
  ScenarioSpec expected = nantong_preset();
  expected.title = {"My \"town\"", "My \"town\""};
  expected.city.division = "320612001";
  expected.city.divisions.written = "my-divisions.csv";
  CHECK(file.spec == expected);
  CHECK(file.warnings.empty());
}

TEST_CASE("the template explains every parameter: meaning, default, range and source") {
  const std::string text = commented_template("town");
  CHECK_THAT(text, Catch::Contains("# street spacing in urban communities; default \"160 m\"; accepts 40 m to 1 km; "
                                   "assumption; range 100-250 m\nurban_block = \"160 m\"\n"));
  CHECK_THAT(text, Catch::Contains("# matrix = "));
}

}  // namespace
}  // namespace outpost::scenarios
