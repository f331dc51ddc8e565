#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/folders.hpp"

using outpost::tests::call;
using outpost::tests::has;
using outpost::tests::new_folder;
using outpost::tests::Said;
using outpost::tests::scenarios;
using outpost::tests::text_of;

namespace {

/// The files in a folder, but for what `call` writes there.
std::size_t files_in(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    count += name != ".out" && name != ".err" ? 1 : 0;
  }
  return count;
}

const std::string town = "'" + scenarios + "/cities/jinsha.toml'";

}  // namespace

TEST_CASE("every command explains itself with an example") {
  const auto folder = new_folder("help");
  CHECK(call(folder, "--help").status == 0);
  for (const std::string command :
       {"new", "check", "run", "batch", "compare", "export", "city", "city make", "city import", "city info", "picture",
        "map", "queue", "queue locate", "queue allocate", "bench"}) {
    const Said said = call(folder, command + " --help");
    CHECK(said.status == 0);
    CHECK((has(said.out, "Example:") || command == "city"));
  }
  CHECK(has(call(folder, "--version").out, "outpost "));
}

TEST_CASE("a command that nobody asked for yet does not show") {
  const Said said = call(new_folder("absent"), "--help");
  for (const std::string command : {"plan", "sensitivity", "calibrate", "drill", "report"}) {
    CHECK_FALSE(has(said.out, "\n  " + command + " "));
  }
}

TEST_CASE("a new scenario reads well, runs, and is not written over") {
  const auto folder = new_folder("new");
  CHECK(call(folder, "new my-town").status == 0);
  CHECK(call(folder, "check my-town.toml").status == 0);
  CHECK(call(folder, "run my-town.toml --days 1 --replications 2 --quiet").status == 0);
  const std::string before = text_of(folder / "my-town.toml");
  const Said again = call(folder, "new my-town");
  CHECK(again.status == 2);
  CHECK(again.err == "my-town.toml:1:1: error: the file exists already; choose another name or remove it\n");
  CHECK(text_of(folder / "my-town.toml") == before);
}

TEST_CASE("a run prints measures with unit, interval and number, and ends in the digest of its result") {
  const Said said = call(new_folder("run"), "run " + town + " --days 1 --replications 3");
  CHECK(said.status == 0);
  CHECK(has(said.out, "response"));
  CHECK(has(said.out, " min (n = 3)"));
  CHECK(has(said.out, "±"));
  CHECK(has(said.out, "Synthetic: not the record of"));
  CHECK(has(said.out, "result digest "));
  const Said chinese = call(new_folder("run-zh"), "run " + town + " --days 1 --replications 3 --lang zh");
  CHECK(has(chinese.out, "响应时间"));
  CHECK(has(chinese.out, "合成数据"));
}

TEST_CASE("threads change nothing in what a run prints, and --json holds the same digest") {
  const auto folder = new_folder("threads");
  const std::string command = "run " + town + " --days 1 --replications 4 --quiet --threads ";
  const Said one = call(folder, command + "1");
  const Said two = call(folder, command + "2");
  CHECK(one.out == two.out);
  const std::string digest = one.out.substr(one.out.size() - 33, 32);
  const Said json = call(folder, command + "2 --json");
  CHECK(has(json.out, "\"result_digest\": \"" + digest + "\""));
  CHECK(json.err.empty());
}

TEST_CASE("another seed gives other numbers, the same seed the same") {
  const auto folder = new_folder("seed");
  const std::string command = "run " + town + " --days 1 --replications 2 --quiet --seed ";
  CHECK(call(folder, command + "5").out == call(folder, command + "5").out);
  CHECK(call(folder, command + "5").out != call(folder, command + "6").out);
}

TEST_CASE("wrong input is refused with status 2, and nothing is written") {
  const auto folder = new_folder("wrong");
  const std::vector<std::string> commands{"run no-such.toml --out r.sqlite",
                                          "run " + town + " --days 0 --out r.sqlite",
                                          "run " + town + " --replications 0 --out r.sqlite",
                                          "run " + town + " --seed 4294967296 --out r.sqlite",
                                          "run " + town + " --seed -1 --out r.sqlite",
                                          "run " + town + " --lang fr --out r.sqlite",
                                          "run " + town + " --trace",
                                          "run '" + scenarios + "' --out r.sqlite",
                                          "check no-such.toml",
                                          "picture " + town + " --out p.png --size 0x5",
                                          "picture " + town + " --out p.png --camera 4,5",
                                          "picture " + town + " --out p.png --scale nan",
                                          "picture " + town + " --out p.png --at noon",
                                          "picture " + town + " --out p.png --at 'D99 08:00'",
                                          "map " + town,
                                          "map " + town + " --at noon",
                                          "map " + town + " --at 'D99 08:00'",
                                          "map " + town + " --at 'D1 08:00' --back '0 s'",
                                          "map " + town + " --at 'D1 08:00' --function secrets",
                                          "city import no-such.osm.pbf --out x.toml",
                                          "city import --nodes no.csv --arcs no.csv --population 5 --out x.toml",
                                          "city import --population 5 --out x.toml",
                                          "city import a.osm --time car --population 5 --out x.toml",
                                          "city export no-such.toml --out x",
                                          "city info no-such.toml",
                                          "city make no-such.toml --out x.geojson",
                                          "bench everything",
                                          "dance",
                                          ""};
  for (const std::string& command : commands) {
    INFO(command);
    const Said said = call(folder, command);
    CHECK(said.status == 2);
    CHECK_FALSE(said.err.empty());
    CHECK(said.out.empty());
    CHECK(files_in(folder) == 0);
  }
}

TEST_CASE("an unknown command is named, with the nearest one") {
  CHECK(call(new_folder("unknown"), "chek x").err.find("there is no command \"chek\"; did you mean \"check\"?") !=
        std::string::npos);
}

TEST_CASE("a place whose name holds quotes makes a scenario that reads") {
  const auto folder = new_folder("quotes");
  std::ofstream(folder / "map.osm")
      << "<osm version='0.6'><node id='1' lat='47.1' lon='9.5'/><node id='2' lat='47.101' lon='9.5'/>"
         "<way id='5'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/></way></osm>";
  CHECK(call(folder, "city import map.osm --population 50 --name 'a\"b' --out q.toml").status == 0);
  CHECK(call(folder, "check q.toml").status == 0);
  CHECK(call(folder, "run q.toml --days 1 --replications 1 --quiet").status == 0);
}

TEST_CASE("surroundings that are wrong give status 4, and say what to do") {
  const auto folder = new_folder("surroundings");
  const Said run = call(folder, "run " + town + " --days 1 --replications 1 --out no/such/folder/r.sqlite");
  CHECK(run.status == 4);
  CHECK(has(run.err, "no/such/folder"));
  CHECK(call(folder, "picture " + town + " --out no/such/p.png").status == 4);
  CHECK(call(folder, "run " + town + " --days 1 --replications 1 --page no/such/p.html").status == 4);
  CHECK(call(folder, "city info " + town + " >/dev/full; echo $? >status; exec true").status == 0);
  CHECK(text_of(folder / "status") == "4\n");
  CHECK(call(folder, "city make " + town + " --out no/such/c.geojson").status == 4);
}

TEST_CASE("a results file is written once, and not written over") {
  const auto folder = new_folder("results");
  const std::string command = "run " + town + " --days 1 --replications 2 --quiet --trace --out r.sqlite";
  CHECK(call(folder, command).status == 0);
  const std::string before = text_of(folder / "r.sqlite");
  CHECK(before.starts_with("SQLite format 3"));
  CHECK(files_in(folder) == 1);  // nothing beside the one file
  const Said again = call(folder, command);
  CHECK(again.status == 2);
  CHECK(has(again.err, "r.sqlite: error: "));
  CHECK(text_of(folder / "r.sqlite") == before);
}

TEST_CASE("an interrupted run keeps what is finished and says so") {
  const auto folder = new_folder("interrupted");
  const Said said = call(folder, "run " + town + " --days 60 --replications 4000 --threads 2 --out r.sqlite",
                         "timeout --preserve-status --signal=INT 2");
  CHECK(said.status == 130);
  CHECK(has(said.err, "of 4000 replications, which are kept in r.sqlite"));
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a page holds the tables and the picture in one file") {
  const auto folder = new_folder("page");
  CHECK(call(folder, "run " + town + " --days 1 --replications 2 --quiet --page p.html").status == 0);
  const std::string page = text_of(folder / "p.html");
  CHECK(has(page, "<!DOCTYPE html>"));
  CHECK(has(page, "data:image/png;base64,"));
  CHECK(has(page, "合成数据"));
  CHECK_FALSE(has(page, "src=\"http"));
}

TEST_CASE("a picture says that it is made, and is the same twice") {
  const auto folder = new_folder("picture");
  const std::string command = "picture " + town + " --size 640x480 --at 'D0 09:30' --out ";
  CHECK(call(folder, command + "a.png").status == 0);
  CHECK(call(folder, command + "b.png").status == 0);
  CHECK(text_of(folder / "a.png") == text_of(folder / "b.png"));
  CHECK(text_of(folder / "a.png").substr(1, 3) == "PNG");
}

TEST_CASE("the one map answers five questions about a moment, for people in both languages and for programs") {
  const auto folder = new_folder("map");
  const std::string command = "map " + town + " --at 'D1 10:00'";
  const Said overview = call(folder, command);
  CHECK(overview.status == 0);
  CHECK(has(overview.out, "Basic overview, D1 Tue 10:00:00"));
  CHECK(has(overview.out, "Synthetic: not the record of Jinsha"));
  CHECK(has(overview.out, "118000"));
  CHECK(has(call(folder, command + " --function quality --lang zh").out, "质态监测"));
  CHECK(has(call(folder, command + " --function live").out, "units on duty"));
  CHECK(has(call(folder, command + " --function services").out, "reports by channel"));
  CHECK(has(call(folder, command + " --function alerts").out, "false alarms"));
  CHECK(has(call(folder, command + " --function live --json").out, "\"function\": \"live\""));
}

TEST_CASE("the city of a scenario can be described and exported, without a person in it") {
  const auto folder = new_folder("city");
  const Said info = call(folder, "city info " + town);
  CHECK(info.status == 0);
  CHECK(has(info.out, "118000"));
  CHECK(has(call(folder, "city info " + town + " --json").out, "\"residents\": 118000"));
  CHECK(call(folder, "city make " + town + " --out c.geojson").status == 0);
  const std::string json = text_of(folder / "c.geojson");
  CHECK(has(json, "\"320612001001\""));
  CHECK(has(json, "\"FeatureCollection\""));
  for (const std::string word : {"\"age\"", "\"resident\"", "\"household\""}) CHECK_FALSE(has(json, word));
}

TEST_CASE("streets, borders and counts from tables make a city, which goes out as files that read back in") {
  const auto folder = new_folder("tables");
  for (const std::string file :
       {"nodes.csv", "arcs.csv", "areas.geojson", "population.csv", "stations.csv", "city.toml"}) {
    std::filesystem::copy_file(std::filesystem::path{OUTPOST_SOURCE_DIR} / "tests/scenarios/import" / file,
                               folder / file);
  }
  CHECK(call(folder, "city export city.toml --out out --streets").status == 0);
  CHECK(
      has(text_of(folder / "out/grids.csv"), "Synthetic: not the record of Twostreet / 合成数据：并非两街的实际记录"));
  CHECK(call(folder, "city export city.toml --out out").status == 2);  // never into what is there
  const Said again = call(folder,
                          "city import --nodes out/nodes.csv --arcs out/arcs.csv --areas out/city.geojson "
                          "--population 1200 --out again.toml");
  CHECK(again.status == 0);
  CHECK(has(again.out, "junctions kept"));
  CHECK(has(call(folder, "city info again.toml --json").out, "\"residents\": 1200"));
  CHECK(call(folder, "run again.toml --days 1 --replications 1 --quiet").status == 0);
}

TEST_CASE("a table with a row for every household is refused with the reason, and nothing is written") {
  const auto folder = new_folder("households");
  std::ofstream(folder / "people.csv") << "code,residents,phone\n320612001001,3,1\n";
  std::ofstream(folder / "people.toml") << "schema = 1\n[city]\ndivision = \"320612001\"\ndivisions = \""
                                        << OUTPOST_SOURCE_DIR << "/scenarios/data/divisions-nantong.csv\"\n"
                                        << "population_table = \"people.csv\"\n";
  const auto files = files_in(folder);
  const Said said = call(folder, "run people.toml --days 1 --out r.sqlite");
  CHECK(said.status == 2);
  CHECK(has(said.err, "Outpost reads no records about persons or households"));
  CHECK(files_in(folder) == files);
}

TEST_CASE("the more-crews preset is a delta of the town that changes only the crews") {
  const auto folder = new_folder("delta");
  const Said said = call(folder, "city info '" + scenarios + "/presets/jinsha-more-crews.toml'");
  CHECK(said.status == 0);
  CHECK(has(said.out, "118000"));
}

TEST_CASE("a kind that nobody who may answer it is ever sent for is refused with its line, before anything is run") {
  const auto folder = new_folder("nobody-answers");
  std::ofstream(folder / "half.toml") << "schema = 1\n"
                                         "extends = \"" +
                                             scenarios +
                                             "/cities/jinsha.toml\"\n"
                                             "[rosters.office]\n"
                                             "weekdays = [\"09:00-18:00\"]\n"
                                             "[departments.market_regulation]\n"
                                             "rosters = [\"office\"]\n"
                                             "per_post = 0.5\n"
                                             "[demand.kind.short_weight]\n"
                                             "rate = \"0.01 per 1000 residents per day\"\n"
                                             "roles = [\"department_crew\"]\n"
                                             "department = \"market_regulation\"\n";
  for (const std::string command : {"check", "run"}) {
    const Said said = call(folder, command + " half.toml");
    CHECK(said.status == 2);
    CHECK(said.out.empty());
    CHECK(has(
        said.err,
        "half.toml:10:1: error: demand.kind.short_weight.roles: nobody who may answer (department_crew of "
        "market_regulation) can be sent to the town 金沙街道, where orders would wait for ever; give the roles more "
        "units or a wider reach, or name another role\n"));
  }
}
