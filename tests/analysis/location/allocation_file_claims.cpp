#include <catch2/catch.hpp>

#include "analysis/location/allocation_file.hpp"
#include "scenarios/read/error.hpp"
#include "tests/folders.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

std::string allocation_errors(const std::string& text) {
  try {
    read_allocation_text(text, "o.toml");
  } catch (const scenarios::ScenarioError& error) {
    return error.what();
  }
  return "";
}

const std::string shift = "[[shift]]\nname = \"day\"\nspan = \"08:00-16:00\"\n";
const std::string area =
    "[[area]]\nname = \"east\"\nsquare_km = 2\ncalls = [1, 2]\nservice = \"30 min\"\nresponse_speed = \"20 km/h\"\n";

/// The good file with a line of it written otherwise.
std::string with(const std::string& line, const std::string& other) {
  std::string text = shift + area;
  const std::size_t at = text.find(line);
  REQUIRE(at != std::string::npos);
  return text.replace(at, line.size(), other);
}

}  // namespace

TEST_CASE("an allocation file gives areas, shifts, targets and the objective") {
  const PatrolPlan plan = read_allocation_file(std::string(OUTPOST_SOURCE_DIR) + "/scenarios/data/officers.toml");
  CHECK(plan.officers == 40);
  REQUIRE(plan.shifts.size() == 3);
  CHECK(plan.shifts[2].hours == std::vector<std::uint32_t>{16, 17, 18, 19, 20, 21, 22, 23});
  REQUIRE(plan.areas.size() == 3);
  CHECK(plan.areas[0].calls == std::vector<double>{0.3, 0.9, 1.1});
  CHECK(plan.areas[0].service == Approx(40.0 / 60.0));
  CHECK(plan.areas[0].response_speed == Approx(25.0));
  CHECK(plan.areas[2].response_speed == Approx(35.0));
  double calls = 0.0;
  for (const double part : plan.areas[0].profile) calls += part;
  CHECK(calls == Approx(24.0));
  CHECK(plan.targets.wait == std::vector<std::optional<double>>{0.05, 0.1, 20.0 / 60.0});
  CHECK_FALSE(plan.targets.response[2].has_value());
  CHECK(plan.objective.weights == std::vector<double>{4.0, 2.0, 1.0});
  CHECK_FALSE(plan.every_hour);
}

TEST_CASE("a shift over midnight has the hours of both days") {
  const PatrolPlan plan = read_allocation_text(with("08:00-16:00", "22:00-02:00"), "o.toml");
  CHECK(plan.shifts[0].hours == std::vector<std::uint32_t>{22, 23, 0, 1});
}

TEST_CASE("every fault of an allocation file is told with its place and what to write") {
  CHECK(allocation_errors(shift + area).empty());
  CHECK(allocation_errors(shift) == "o.toml:1:1: error: there is no area; write at least one table [[area]]");
  CHECK(allocation_errors(area) == "o.toml:1:1: error: there is no shift; write at least one table [[shift]]");
  CHECK(allocation_errors("officers = 0\n" + shift + area) ==
        "o.toml:1:12: error: officers must be a whole number from 1 to 10000, such as officers = 40; leave it out for "
        "the "
        "minimum alone");
  CHECK(allocation_errors("metric = \"torus\"\n" + shift + area) ==
        "o.toml:1:10: error: metric is how people go; write metric = \"rectilinear\" or metric = \"straight\"");
  CHECK(allocation_errors("targets_hold = \"always\"\n" + shift + area) ==
        "o.toml:1:16: error: targets hold on the mean or always; write targets_hold = \"over a shift\" or \"every "
        "hour\"");
  CHECK(allocation_errors("oficers = 4\n" + shift + area) ==
        "o.toml:1:1: error: unknown key \"oficers\"; did you mean \"officers\"?");
  CHECK(allocation_errors(with("08:00-16:00", "08:30-16:00")) ==
        "o.toml:3:8: error: span begins and ends at whole hours here, because calls are given by the hour; write "
        "\"08:00-16:00\"");
  CHECK(allocation_errors(shift + "[[shift]]\nname = \"late\"\nspan = \"15:00-23:00\"\n" + area) ==
        "o.toml:6:8: error: shift \"day\" is on duty at 15:00 already; let shifts follow each other");
  CHECK(allocation_errors(shift + "[[shift]]\nname = \"day\"\nspan = \"16:00-23:00\"\n" + area) ==
        "o.toml:5:8: error: there is a shift \"day\" already; give each its own name");
  CHECK(allocation_errors(shift + area + area) ==
        "o.toml:11:8: error: there is an area \"east\" already; give each its own name");
  CHECK(allocation_errors(with("calls = [1, 2]\n", "")) ==
        "o.toml:4:1: error: calls is missing in [[area]], and [usual] does not say it; write the calls an hour by "
        "priority, calls = [0.4, 1.2, 0.9]");
  CHECK(
      allocation_errors(with("[1, 2]", "[1, -2]")) ==
      "o.toml:7:9: error: calls must be numbers of calls an hour, at least 0, the most urgent priority first, such as "
      "calls = [0.4, 1.2, 0.9]");
  CHECK(allocation_errors(with("[1, 2]", "[1, nan]")).find("o.toml:7:9: error: calls must be numbers") == 0);
  CHECK(allocation_errors(with("[1, 2]", "[0, 0]")) ==
        "o.toml:1:1: error: no area has calls, so there is nothing to allocate officers to; write calls above 0");
  CHECK(allocation_errors(with("\"30 min\"", "30")) ==
        "o.toml:8:11: error: service needs a unit, in quotes, such as \"35 min\"");
  CHECK(allocation_errors(with("\"30 min\"", "\"0 min\"")) ==
        "o.toml:8:11: error: service is \"0 min\"; write more than 0, such as \"35 min\"");
  CHECK(allocation_errors(with("service = \"30 min\"\n", "")) ==
        "o.toml:4:1: error: service is missing in [[area]], and [usual] does not say it; write service = \"35 min\"");
  CHECK(allocation_errors(with("square_km = 2", "square_km = nan")) ==
        "o.toml:6:13: error: square_km is nan; write a number from 0 to 1000000, such as square_km = 4.5");
  CHECK(allocation_errors(shift + area + "other_work = 1\n") ==
        "o.toml:10:14: error: other_work is 1; write a number from 0 to 0.95, such as other_work = 0.3");
  CHECK(
      allocation_errors(shift + area + "profile = [1, 2]\n") ==
      "o.toml:10:11: error: profile must be 24 numbers, at least 0 and not all 0: how many of the day's calls come in "
      "each hour from midnight, in any scale");
  CHECK(allocation_errors(shift + area + "[targets]\nwait = [\"3 min\"]\n") ==
        "o.toml:11:8: error: wait needs a time for each of the 2 priorities, \"none\" where nothing is asked, such as "
        "wait "
        "= [\"3 min\", \"10 min\", \"none\"]");
  CHECK(allocation_errors(shift + area + "[targets]\npatrol = 1\n") ==
        "o.toml:11:10: error: patrol is asked for, and area \"east\" lacks street_km or patrol_speed; write both");
  CHECK(allocation_errors(shift + area + "[targets]\nutilisation = 1.5\n") ==
        "o.toml:11:15: error: utilisation is 1.5; write a number from 0.001 to 1, such as utilisation = 0.6");
  CHECK(allocation_errors(shift + area + "[objective]\nminimise = \"respons\"\n") ==
        "o.toml:11:12: error: minimise is \"respons\"; did you mean \"response\"?");
  CHECK(allocation_errors(shift + area + "[objective]\nweights = [1]\n") ==
        "o.toml:11:11: error: weights must be a number for each of the 2 priorities, at least 0 and not all 0, such as "
        "weights = [4, 2, 1]");
}
