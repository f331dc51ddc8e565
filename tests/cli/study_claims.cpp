#include <sys/mount.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/cli/program.hpp"

using outpost::tests::call;
using outpost::tests::has;
using outpost::tests::new_folder;
using outpost::tests::Said;
using outpost::tests::scenarios;
using outpost::tests::text_of;

namespace {

/// A small study of the town, one day each: crews, and two plans that are the same but in how they are written.
void write_study(const std::filesystem::path& folder) {
  std::ofstream(folder / "s.toml")
      << "schema = 1\ntitle = \"crews\"\nscenario = \"" << scenarios
      << "/cities/jinsha.toml\"\ndesign = \"zip\"\n"
         "[[factor]]\nset = \"staff.crew_110.heads\"\nvalues = [6, 9, 6]\n"
         "[[factor]]\nset = \"rules.spill_over\"\nvalues = [\"10 min\", \"10 min\", \"600 s\"]\n"
         "[[measure]]\nname = \"response\"\n[[measure]]\nname = \"response\"\nstatistic = \"p90\"\n"
         "[[measure]]\nname = \"utilisation\"\nby = \"role\"\n";
}

const std::string batch = "batch s.toml --days 1 --replications 3 --quiet --out ";

std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of('\n');
  const std::size_t begin = text.rfind('\n', end);
  return text.substr(begin + 1, end - begin);
}

}  // namespace

TEST_CASE("a study prints its plans side by side, with threads that change nothing") {
  const auto folder = new_folder("study");
  write_study(folder);
  const Said one = call(folder, batch + "one.sqlite --threads 1 --page p.html --markdown p.md");
  CHECK(one.status == 0);
  CHECK(one.err.empty());
  CHECK(has(one.out, "Synthetic: not the record of"));
  CHECK(has(one.out, "3 plans, 3 replications of 1 day each"));
  CHECK(has(one.out, "difference from"));
  CHECK(last_line(one.out).starts_with("result digest "));
  CHECK(call(folder, batch + "two.sqlite --threads 2").out == one.out);
  const std::string page = text_of(folder / "p.html");
  CHECK(has(page, "合成数据"));
  CHECK(has(page, "In short"));
  CHECK_FALSE(has(page, "src=\"http"));
  CHECK(has(text_of(folder / "p.md"), "| plan |"));
  const Said chinese = call(folder, batch + "zh.sqlite --lang zh");
  CHECK(has(chinese.out, "响应时间"));
  CHECK(has(chinese.out, "每次重复都相同"));
}

TEST_CASE("a plan that is the same, written differently, differs by exactly zero") {
  const auto folder = new_folder("placebo");
  write_study(folder);
  const Said said = call(folder, batch + "r.sqlite --json");
  CHECK(said.status == 0);
  // The third plan is the first in other words: one scenario digest, and every difference zero.
  CHECK(has(said.out, "\"verdict\": \"same\""));
  const std::size_t third = said.out.find("\"point\": 2,\n          \"estimate\"");
  REQUIRE(third != std::string::npos);
  const std::string plan = said.out.substr(third, 700);
  CHECK(has(plan, "\"estimate\": 0.0,\n            \"half_width\": 0.0"));
}

TEST_CASE("a study is gone on with, its file is not begun over, and another study's is refused") {
  const auto folder = new_folder("resume");
  write_study(folder);
  const Said whole = call(folder, batch + "r.sqlite");
  CHECK(whole.status == 0);
  const Said again = call(folder, batch + "r.sqlite");
  CHECK(again.status == 2);
  CHECK(has(again.err, "r.sqlite: error: this file exists already; go on with it by --resume"));
  const Said resumed = call(folder, "batch s.toml --days 1 --replications 3 --out r.sqlite --resume");
  CHECK(resumed.status == 0);
  CHECK(resumed.out == whole.out);
  CHECK(has(resumed.err, "9 of 9 runs were in r.sqlite; 0 were run now"));
  const Said more = call(folder, "batch s.toml --days 1 --replications 4 --quiet --out r.sqlite --resume");
  CHECK(has(more.out, "4 replications"));
  CHECK(call(folder, "batch s.toml --days 1 --replications 4 --quiet --out fresh.sqlite").out == more.out);
  const std::string before = text_of(folder / "r.sqlite");
  const Said other = call(folder, "batch s.toml --days 2 --replications 3 --out r.sqlite --resume");
  CHECK(other.status == 2);
  CHECK(has(other.err, "r.sqlite: error: this file holds another study: point 0"));
  CHECK(text_of(folder / "r.sqlite") == before);
  CHECK(call(folder, "batch s.toml --resume").status == 2);
}

TEST_CASE("an interrupted study keeps what is finished and says the command that goes on") {
  const auto folder = new_folder("study-interrupt");
  write_study(folder);
  const std::string command = "batch s.toml --days 30 --replications 400 --threads 2 --out r.sqlite";
  // Once the first runs are stored, however long the town takes on a busy machine.
  const Said said = call(folder, command,
                         "sh -c '\"$@\" & p=$!; n=0; while [ ! -s r.sqlite-wal ] && [ $n -lt 1200 ]; do sleep 0.1; "
                         "n=$((n + 1)); done; sleep 0.5; kill -INT $p; wait $p' sh");
  CHECK(said.status == 130);
  CHECK(has(said.err, "of 1200 runs, which are kept in r.sqlite; go on with: outpost " + command + " --resume"));
  CHECK_FALSE(std::filesystem::exists(folder / "r.sqlite-wal"));
}

TEST_CASE("a study is checked like a scenario, with the number of its points and runs") {
  const auto folder = new_folder("check-study");
  write_study(folder);
  const Said said = call(folder, "check s.toml");
  CHECK(said.status == 0);
  CHECK(has(said.out, "s.toml: reads well; 3 points, 60 runs; design digest "));
}

TEST_CASE("what is wrong with a study is told before anything is written") {
  const auto folder = new_folder("study-wrong");
  write_study(folder);
  std::ofstream(folder / "none.toml") << "schema = 1\nscenario = \"" << scenarios << "/cities/jinsha.toml\"\n";
  std::ofstream(folder / "key.toml") << "schema = 1\nscenario = \"" << scenarios
                                     << "/cities/jinsha.toml\"\n[[factor]]\nset = \"grids.houses\"\nvalues = [1]\n";
  for (const std::string command :
       {"batch none.toml --out r.sqlite", "batch key.toml --out r.sqlite", "batch no-such.toml --out r.sqlite",
        "batch s.toml", "batch s.toml --out r.sqlite --replications 0", "compare s.toml",
        "export no-such.sqlite --csv d", "export s.toml --csv d"}) {
    INFO(command);
    const Said said = call(folder, command);
    CHECK(said.status == 2);
    CHECK(said.out.empty());
    CHECK_FALSE(said.err.empty());
    CHECK_FALSE(std::filesystem::exists(folder / "r.sqlite"));
    CHECK_FALSE(std::filesystem::exists(folder / "d"));
  }
  CHECK(has(call(folder, "batch key.toml --out r.sqlite").err,
            "key.toml:4:7: error: the scenario has no value \"grids.houses\""));
  CHECK(call(folder, "batch s.toml --out no/such/r.sqlite").status == 4);
  CHECK(call(folder, "batch s.toml --out r.sqlite --page no/such/p.html").status == 4);
  CHECK_FALSE(std::filesystem::exists(folder / "r.sqlite"));
}

TEST_CASE("a comparison says first how the files differ, then how the results do") {
  const auto folder = new_folder("compare");
  const std::string town = "'" + scenarios + "/cities/jinsha.toml'";
  const std::string more = "'" + scenarios + "/presets/jinsha-more-crews.toml'";
  const Said said = call(folder, "compare " + town + " " + more + " --days 1 --replications 3 --quiet");
  CHECK(said.status == 0);
  const std::size_t differences = said.out.find("staff.crew_110.per_1000_residents  0.051  0.102");
  REQUIRE(differences != std::string::npos);
  CHECK(said.out.find("response, mean") > differences);
  CHECK(has(call(folder, "compare " + town + " " + town + " --days 1 --replications 2 --quiet").out,
            "in nothing that counts"));
  CHECK(has(
      call(folder, "compare " + more + " " + town + " --baseline " + town + " --days 1 --replications 2 --quiet").out,
      "per_1000_residents  0.051  0.102"));
  const Said missing = call(folder, "compare " + town + " no-such.toml --quiet");
  CHECK(missing.status == 2);
  CHECK(has(missing.err, "no-such.toml"));
}

TEST_CASE("results are exported as tables that a spreadsheet reads") {
  const auto folder = new_folder("export");
  write_study(folder);
  CHECK(call(folder, batch + "r.sqlite").status == 0);
  const Said said = call(folder, "export r.sqlite --csv d");
  CHECK(said.status == 0);
  CHECK(text_of(folder / "d/points.csv")
            .starts_with("point,label,label_zh,scenario_digest,rules.spill_over,staff.crew_110.heads\r\n"));
  CHECK(has(text_of(folder / "d/values.csv"), ",response,mean,all,ms,"));
  CHECK(has(text_of(folder / "d/plans.csv"), "response,p90,all,ms,1,"));
  CHECK(call(folder, "export r.sqlite --csv d").status == 2);
}

TEST_CASE("a full disk loses nothing that was finished, and says what to do") {
  const auto folder = new_folder("full-disk");
  write_study(folder);
  const auto disk = folder / "disk";
  std::filesystem::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=600k") != 0) {
    WARN("skipped: a small file system cannot be mounted here (needs root)");
    return;
  }
  const Said said = call(folder, "batch s.toml --days 7 --replications 20 --quiet --out disk/r.sqlite");
  std::filesystem::copy_file(disk / "r.sqlite", folder / "r.sqlite");
  for (const char* side : {"-wal", "-shm"}) {
    std::error_code ignored;
    std::filesystem::copy_file(disk.string() + "/r.sqlite" + side, folder.string() + "/r.sqlite" + side, ignored);
  }
  ::umount(disk.c_str());
  CHECK(said.status == 4);
  CHECK(has(said.err, "no space is left on the disk; free some"));
  CHECK(has(said.err, "go on with: outpost batch s.toml"));
  // With room again, it goes on and ends as if nothing had happened.
  const Said resumed = call(folder, "batch s.toml --days 7 --replications 20 --out r.sqlite --resume");
  CHECK(resumed.status == 0);
  CHECK(has(resumed.err, "of 60 runs were in r.sqlite"));
  CHECK_FALSE(has(resumed.err, "outpost: 0 of 60"));
  CHECK(last_line(resumed.out) ==
        last_line(call(folder, "batch s.toml --days 7 --replications 20 --quiet --out w.sqlite").out));
}

TEST_CASE("a knee is asked of a study that is done, and told in the text, on the page, in Markdown and in JSON") {
  const auto folder = new_folder("study-knee");
  const std::string study = "schema = 1\nscenario = \"" + scenarios +
                            "/cities/jinsha.toml\"\n[[factor]]\nset = \"staff.crew_110.heads\"\nname = \"crews\"\n"
                            "values = [6, 14, 8, 11]\n[[measure]]\nname = \"response\"\n";
  std::ofstream(folder / "s.toml") << study;
  const std::string run = "batch s.toml --days 1 --replications 5 --quiet --out r.sqlite --resume";
  const Said plain = call(folder, run);
  REQUIRE(plain.status == 0);
  std::ofstream(folder / "s.toml") << study
                                   << "[[knee]]\nname = { en = \"Crews\", zh = \"警组\" }\nmeasure = \"response\"\n"
                                      "along = \"crews\"\n";
  const Said bent = call(folder, run + " --page p.html --markdown p.md");
  REQUIRE(bent.status == 0);
  CHECK(last_line(bent.out) == last_line(plain.out));
  CHECK_FALSE(has(plain.out, "- Crews: "));
  CHECK(has(bent.out, "- Crews: response, mean: "));
  CHECK(has(text_of(folder / "p.md"), "- Crews: response, mean: "));
  CHECK(has(text_of(folder / "p.html"), "Crews: response, mean: "));
  CHECK(has(call(folder, run + " --lang zh").out, "- 警组：响应时间（平均）："));
  const auto knees = nlohmann::json::parse(call(folder, run + " --json").out)["knees"];
  REQUIRE(knees.size() == 1);
  CHECK(knees[0]["along"] == "crews");
  CHECK(knees[0]["replications"] == 5);
  std::vector<int> points;
  for (const auto& place : knees[0]["places"]) points.push_back(place["point"].get<int>());
  CHECK(points == std::vector<int>{0, 2, 3, 1});
}

TEST_CASE("on the bundled study the same days do not make a difference less certain than days of their own would") {
  const auto folder = new_folder("bundled-study");
  const Said said = call(folder, "batch '" + scenarios + "/studies/evening-turn.toml' --quiet --json --out r.sqlite");
  REQUIRE(said.status == 0);
  const auto object = nlohmann::json::parse(said.out);
  int compared = 0;
  for (const auto& measure : object["measures"]) {
    for (const auto& plan : measure["plans"]) {
      if (!plan.contains("difference") || plan["difference"]["variance_reduction"].is_null()) continue;
      INFO(measure["measure"] << " " << measure["statistic"] << " " << measure["scope"] << " point " << plan["point"]);
      // One plan changes so much that its days hardly resemble the baseline's: there the factor is about 1, and 20
      // replications know it to a fifth.
      CHECK(plan["difference"]["variance_reduction"].get<double>() >= 0.8);
      ++compared;
    }
  }
  CHECK(compared > 3);
}
