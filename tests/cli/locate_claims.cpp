#include <catch2/catch.hpp>
#include <fstream>

#include "tests/cli/program.hpp"

using outpost::tests::call;
using outpost::tests::has;
using outpost::tests::new_folder;
using outpost::tests::Said;
using outpost::tests::scenarios;

namespace {

const std::string posts = "'" + scenarios + "/data/posts.toml'";

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

}  // namespace

TEST_CASE("sites for a demand come with what they are worth and a proof, as a table and as JSON") {
  const auto folder = new_folder("locate");
  const Said said = call(folder, "queue locate " + posts + " --model p-median --sites 3");
  CHECK(said.status == 0);
  CHECK(said.err.empty());
  CHECK(has(said.out, "p-median, 3 of 6 sites: the nearest site is 1143.31 m away on average"));
  CHECK(has(said.out, "Proven: no other choice is better."));
  CHECK(has(said.out, "market                  3    8700          854 m    1900 m"));
  const Said json = call(folder, "queue locate " + posts + " --model mclp --sites 3 --radius 1km --json");
  CHECK(has(json.out, "\"objective\": 15600.0"));
  CHECK(has(json.out, "\"sites\": [\n    \"station\",\n    \"market\",\n    \"north gate\"\n  ]"));
  const Said chinese =
      call(folder, "queue locate " + posts + " --model mexclp --sites 3 --radius 1km --busy 0.3 --lang zh");
  CHECK(has(chinese.out, "虚构城镇的执勤点"));
  CHECK(has(chinese.out, "已证明最优"));
}

TEST_CASE("sites without ids are rows from 0, and units that share a site stand there twice") {
  const auto folder = new_folder("locate-rows");
  write(
      folder / "two.toml",
      "metric = \"straight\"\n[[site]]\nat = [900, 0]\n[[site]]\nat = [0, 0]\n[[demand]]\nat = [0, 300]\nweight = 8\n");
  const Said said = call(folder, "queue locate two.toml --model mexclp --sites 2 --radius 300 --busy 0.5 --json");
  CHECK(has(said.out, "\"sites\": [\n    1,\n    1\n  ]"));
  CHECK(has(said.out, "\"objective\": 6.0"));
}

TEST_CASE("a question about sites that cannot be answered says what to write instead") {
  const auto folder = new_folder("locate-wrong");
  const auto told = [&](const std::string& options) {
    const Said said = call(folder, "queue locate " + options);
    CHECK(said.status == 2);
    CHECK(said.out.empty());
    return said.err;
  };
  write(folder / "p.toml", "metric = \"straight\"\n[[site]]\nat = [0, 0]\n[[demand]]\nat = [0, 3]\nweight = 8\n");
  CHECK(told("p.toml --model p-median --sites 2") ==
        "outpost queue locate: error: --sites 2, and p.toml has one site; ask for at most 1\n");
  CHECK(told("p.toml --model mclp --sites 1") ==
        "outpost queue locate: error: mclp needs a radius; write --radius \"5 km\"\n");
  CHECK(told("p.toml --model p-center --sites 1 --radius 4") ==
        "outpost queue locate: error: p-center has no radius; leave --radius out, or write --model mclp\n");
  CHECK(told("p.toml --model mexclp --sites 1 --radius 4") ==
        "outpost queue locate: error: mexclp needs the share of time that a unit is busy; write --busy 0.3\n");
  CHECK(told("p.toml --model mclp --sites 1 --radius 4 --busy 0.2") ==
        "outpost queue locate: error: mclp takes units to be always free; leave --busy out, or write --model mexclp\n");
  CHECK(told("p.toml --model mexclp --sites 1 --radius 4 --busy 1") ==
        "outpost queue locate: error: --busy 1 is no share of time; write a number from 0 to below 1, such as --busy "
        "0.3\n");
  CHECK(told("p.toml --model mexclp --sites 1 --radius 4 --busy nan") ==
        "outpost queue locate: error: --busy nan is no share of time; write a number from 0 to below 1, such as --busy "
        "0.3\n");
  CHECK(told("p.toml --model mclp --sites 1 --radius -4") ==
        "outpost queue locate: error: --radius is below 0; write --radius \"5 km\"\n");
  CHECK(has(told("p.toml --model mclp --sites 1 --radius '4 min'"), "outpost queue locate: error: --radius "));
  CHECK(has(told("p.toml --model best --sites 1"), "--model"));
  CHECK(has(told("p.toml --model p-median --sites 0"), "--sites"));
  CHECK(told("no.toml --model p-median --sites 1") ==
        "no.toml:1:1: error: the location file does not exist; write the name of a location file (.toml)\n");
  write(folder / "bad.toml", "metric = \"straight\"\n[[site]]\nat = [0, 0]\n");
  CHECK(told("bad.toml --model p-median --sites 1") ==
        "bad.toml:1:1: error: there is no demand; write at least one table [[demand]]\n");
}

TEST_CASE("officers are allocated as a table and as JSON, and status 1 says that they miss the targets") {
  const auto folder = new_folder("allocate");
  const std::string officers = "'" + scenarios + "/data/officers.toml'";
  const Said said = call(folder, "queue allocate " + officers);
  CHECK(said.status == 0);
  CHECK(has(said.out, "40 officers; 38 meet the targets, 2 more go where they help most."));
  CHECK(has(said.out, "no other allocation of as many is better"));
  const Said json = call(folder, "queue allocate " + officers + " --json");
  CHECK(has(json.out, "\"minimum\": 38"));
  CHECK(has(json.out, "\"meets_targets\": true"));
  CHECK(has(json.out, "\"wait_minutes\": ["));
  const Said few = call(folder, "queue allocate " + officers + " --officers 30");
  CHECK(few.status == 1);
  CHECK(has(few.out, "30 officers do not meet the targets: that takes 38, so 8 are lacking."));
  const Said chinese = call(folder, "queue allocate " + officers + " --officers 30 --lang zh");
  CHECK(has(chinese.out, "还差 8 名"));
  const Said none = call(folder, "queue allocate " + officers + " --officers 10");
  CHECK(none.status == 2);
  CHECK(none.out.empty());
  CHECK(has(none.err,
            "officers.toml: error: 10 officers cannot carry the calls: somewhere the line grows without bound; at "
            "least 21"));
  CHECK(call(folder, "queue allocate no.toml").err ==
        "no.toml:1:1: error: the allocation file does not exist; write the name of an allocation file (.toml)\n");
}
