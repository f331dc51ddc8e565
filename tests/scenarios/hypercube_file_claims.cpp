#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenarios/read/hypercube.hpp"

namespace outpost::scenarios {
namespace {

const std::string good = R"(line = "infinite"
[[unit]]
service_rate = 2
at = [0, 0]
[[unit]]
service_rate = "1 per 30 min"
at = [10, 0]
[[unit]]
service_rate = 1.5
at = [0, 10]
[[atom]]
rate = 0.5
preference = [[0], [1, 2]]
[[atom]]
rate = 0.25
at = [6, 5]
preference = "nearest"
)";

/// The good file with a part of it replaced.
std::string changed(const std::string& part, const std::string& by) {
  std::string text = good;
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), by);
}

std::string fault(const std::string& text) {
  try {
    read_hypercube_text(text, "city.toml");
  } catch (const ScenarioError& wrong) {
    return wrong.what();
  }
  return "no fault";
}

}  // namespace

TEST_CASE("a hypercube file has units, atoms and the order in which each atom asks the units") {
  const HypercubeFile file = read_hypercube_text(good, "city.toml");
  CHECK(file.has_infinite_line);
  CHECK(file.service_rates == std::vector<double>{2, 2, 1.5});
  CHECK(file.rates == std::vector<double>{0.5, 0.25});
  REQUIRE(file.preferences.size() == 2);
  CHECK(file.preferences[0].units == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(file.preferences[0].ends == std::vector<std::uint32_t>{1, 3});
  // By streets: 11 from unit 0, 9 from unit 1, 11 from unit 2; of equally near ones the lower first.
  CHECK(file.preferences[1].units == std::vector<std::uint32_t>{1, 0, 2});
  CHECK(file.preferences[1].ends.empty());
}

TEST_CASE("a list without equals is no list of groups") {
  const HypercubeFile file = read_hypercube_text(changed("[[0], [1, 2]]", "[[2], [0], [1]]"), "city.toml");
  CHECK(file.preferences[0].units == std::vector<std::uint32_t>{2, 0, 1});
  CHECK(file.preferences[0].ends.empty());
}

TEST_CASE("a wrong preference is told with its place and what to write instead") {
  CHECK(fault(changed("[[0], [1, 2]]", "[[0], [1]]")) ==
        "city.toml:13:14: error: the preference misses unit 2; write every unit once, the last choice too");
  CHECK(fault(changed("[[0], [1, 2]]", "[[2]]")) ==
        "city.toml:13:14: error: the preference misses units 0, 1; write every unit once, the last choice too");
  CHECK(fault(changed("[[0], [1, 2]]", "[[0], [1, 0], [2]]")) ==
        "city.toml:13:24: error: unit 0 stands twice in this preference; write every unit once");
  CHECK(fault(changed("[[0], [1, 2]]", "[[0], [1], [3]]")) ==
        "city.toml:13:26: error: there is no such unit; units are numbered from 0 to 2");
  CHECK(fault(changed("[[0], [1, 2]]", "[0, 1, 2]")) ==
        "city.toml:13:15: error: a place of the preference is no list of units; write lists of units, the first choice "
        "first: [[0], [1, 2]], where 1 and 2 share, or \"nearest\"");
  CHECK(fault(changed("[[0], [1, 2]]", "\"closest\"")).find("13:14: error: preference is no list; write") !=
        std::string::npos);
  CHECK(fault(changed("preference = [[0], [1, 2]]\n", "")).find("12:1: error: preference is missing") ==
        std::string::npos);
  CHECK(fault(changed("preference = [[0], [1, 2]]\n", "")).find("preference is missing in [[atom]]") !=
        std::string::npos);
}

TEST_CASE("nearest needs places") {
  CHECK(fault(changed("at = [6, 5]\n", "")) ==
        "city.toml:16:14: error: the nearest unit is wanted of an atom without a place; write at = [x, y] in this "
        "[[atom]]");
  CHECK(fault(changed("at = [10, 0]\n", "")) ==
        "city.toml:16:14: error: the nearest unit is wanted, and unit 1 has no place; write at = [x, y] in every "
        "[[unit]]");
  CHECK(fault(changed("at = [6, 5]", "at = [6]")) ==
        "city.toml:16:6: error: at must be two numbers, such as at = [1.5, 0]");
  CHECK(fault(changed("at = [6, 5]", "at = [6, nan]")).find("at must be two numbers") != std::string::npos);
}

TEST_CASE("rates that are none are told with their place") {
  CHECK(fault(changed("rate = 0.5", "rate = -0.5")) ==
        "city.toml:12:8: error: rate is negative; write a rate per hour, such as rate = 0.25, or \"2 per 45 min\"");
  CHECK(fault(changed("rate = 0.5", "rate = nan")).find("12:8: error: rate is not a number") != std::string::npos);
  CHECK(fault(changed("rate = 0.5", "rate = inf")).find("12:8: error: rate is infinite") != std::string::npos);
  CHECK(fault(changed("rate = 0.5", "rate = true")).find("12:8: error: rate is no rate") != std::string::npos);
  CHECK(fault(changed("rate = 0.5", "rate = \"often\"")).find("12:8: error: rate is no rate") != std::string::npos);
  CHECK(fault(changed("service_rate = 2", "service_rate = 0")).find("3:16: error: service_rate is 0, so that") !=
        std::string::npos);
  CHECK(fault(changed("service_rate = 2\n", "")).find("service_rate is missing in [[unit]]") != std::string::npos);
  CHECK(fault(changed("rate = 0.5", "rate = 0").replace(good.find("0.25") - 2, 4, "0")).find("no atom has calls") !=
        std::string::npos);
}

TEST_CASE("files without a line, units or atoms say so, and all faults come together") {
  CHECK(
      fault("line = \"zero\"\n[[unit]]\nservice_rate = 1\n") ==
      "city.toml:1:1: error: the file has no [[atom]]; write one at least, with rate = 0.25 and preference = [[0]] or "
      "\"nearest\"");
  const std::string none = fault("");
  CHECK(none.find("line is missing; write line = \"zero\"") != std::string::npos);
  CHECK(none.find("no [[unit]]") != std::string::npos);
  CHECK(none.find("no [[atom]]") != std::string::npos);
  CHECK(fault(changed("\"infinite\"", "\"long\"")) ==
        "city.toml:1:8: error: line must be \"zero\" (calls are lost) or \"infinite\" (they wait)");
  CHECK(fault(changed("line =", "lime =")).find("unknown key \"lime\"; did you mean \"line\"?") != std::string::npos);
  CHECK(fault(changed("service_rate = 1.5", "service_rate = 1.5\nspeed = 3"))
            .find("11:1: error: unknown key \"speed\" in [[unit]]") == std::string::npos);
  CHECK(fault(changed("service_rate = 1.5", "service_rate = 1.5\nspeed = 3"))
            .find("10:1: error: unknown key \"speed\"") != std::string::npos);
  CHECK(
      fault("line = \"zero\"\nunit = 3\natom = []\n").find("2:8: error: units are tables, each written as [[unit]]") !=
      std::string::npos);
  CHECK(fault("line = zero\n").find("1:8: error: this is not TOML") != std::string::npos);
  CHECK_THROWS_WITH(read_hypercube("absent.toml"), Catch::StartsWith("absent.toml:1:1: error: the hypercube file "));
}

}  // namespace outpost::scenarios
