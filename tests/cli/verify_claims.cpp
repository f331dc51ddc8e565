#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using outpost::tests::call;
using outpost::tests::has;
using outpost::tests::new_folder;
using outpost::tests::own_folder;
using outpost::tests::Said;

TEST_CASE("verify prints exact, simulated and finding of a case, and ends with 0 when all hold") {
  const Said said = call(own_folder("verify"), "verify --quick --case erlang_b --case mm3_limited");
  INFO(said.out << said.err);
  CHECK(said.status == 0);
  CHECK(said.err.empty());
  CHECK(has(said.out, "erlang_b     calls lost"));
  CHECK(has(said.out, "26.84"));
  CHECK(has(said.out, "mm3_limited  mean wait"));
  CHECK(has(said.out, "(n = 24)  holds"));
  CHECK(has(said.out, "All 6 values of 2 cases hold.\n"));
  const Said chinese = call(own_folder("verify"), "verify --quick --case erlang_b --lang zh");
  CHECK(has(chinese.out, "1 个案例的 2 个指标全部一致。"));
}

TEST_CASE("verify --json has the documented keys, the same for any number of threads") {
  const Said one = call(own_folder("verify"), "verify --quick --case erlang_b --json --threads 1");
  const Said three = call(own_folder("verify"), "verify --quick --case erlang_b --json --threads 3");
  REQUIRE(one.status == 0);
  CHECK(one.out == three.out);
  const auto json = nlohmann::ordered_json::parse(one.out);
  CHECK(json["holds"] == true);
  CHECK(json["complete"] == true);
  CHECK(json["family_level"] == 0.99);
  CHECK(json["level"] == 0.995);
  CHECK(json["faulty"].empty());
  const auto& first = json["cases"][0];
  CHECK(first["case"] == "erlang_b");
  CHECK(first["replications"] == 24);
  CHECK(first["days"] == 400);
  CHECK(first["values"][0]["value"] == "calls lost");
  CHECK(first["values"][0]["unit"] == "share");
  CHECK(first["values"][0]["exact"].get<double>() == Approx(0.268406).margin(1e-6));
  CHECK(first["values"][0]["half_width"].get<double>() <= first["values"][0]["wanted_half_width"].get<double>());
  CHECK(first["values"][0]["finding"] == "holds");
}

TEST_CASE("verify ends with 1 and names the case when its runs are too few for the stated precision") {
  const auto folder = own_folder("verify");
  std::filesystem::copy(outpost::tests::scenarios + "/verify/parts", folder / "parts");
  std::ofstream(folder / "base.toml") << std::ifstream(outpost::tests::scenarios + "/verify/mm1.toml").rdbuf();
  std::ofstream(folder / "mm1.toml") << "schema = 1\nextends = \"base.toml\"\n[run]\ndays = 2\nreplications = 30\n";
  const Said said = call(folder, "verify --quick --scenarios . --case mm1");
  CHECK(said.status == 1);
  CHECK(has(said.out, "NOT PRECISE ENOUGH"));
  CHECK(has(said.out, "4 of 4 values do not hold:\n  mm1, mean wait: exact 1.0"));
}

TEST_CASE("verify refuses cases and folders that do not exist") {
  const Said name = call(own_folder("verify"), "verify --case mm4");
  CHECK(name.status == 2);
  CHECK(name.out.empty());
  CHECK(name.err == "--case mm4: error: there is no such case; did you mean \"mm1\"?\n");
  const Said folder = call(own_folder("verify"), "verify --scenarios nowhere --case mm1");
  CHECK(folder.status == 2);
  CHECK(has(folder.err, "nowhere/mm1.toml:1:1: error: the scenario does not exist"));
}

TEST_CASE("verify --list names the cases, one a line") {
  const Said said = call(own_folder("verify"), "verify --list");
  CHECK(said.status == 0);
  CHECK(said.out.starts_with("mm1\nmm3\n"));
  CHECK(has(said.out, "\nlinear_90_zero\n"));
  CHECK(has(said.out, "\ntorus\n"));
}
