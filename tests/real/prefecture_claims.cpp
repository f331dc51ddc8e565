#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/experiment/scenario_run.hpp"
#include "scenarios/read/divisions.hpp"
#include "tests/folders.hpp"

using namespace outpost;

TEST_CASE("the bundled prefecture has every county, town and community of the table and everybody of the census") {
  const auto file = analysis::read_scenario_file(std::string(OUTPOST_SOURCE_DIR) + "/scenarios/cities/nantong.toml");
  const CitySpec& spec = file.spec.city;
  const City city = generate_city(spec, scenarios::read_divisions(spec.divisions.resolved, spec.division));
  CHECK(city.counties.size() == 8);
  CHECK(city.towns.size() == 136);
  CHECK(city.communities.size() == 2'005);
  CHECK(city.residents.size() == 7'726'635);
  REQUIRE(spec.counts.size() == 8);
  for (const PlaceCount& count : spec.counts) {
    std::size_t residents = 0;
    for (const Community& community : city.communities) {
      residents += community.code / 1'000'000 == count.code ? community.residents.size() : 0;
    }
    CHECK(residents == static_cast<std::size_t>(count.residents));
  }
  // 9,162 comprehensive grids would then hold 350 to 380 households each.
  CHECK(city.households.size() > 9'162u * 350u);
  CHECK(city.households.size() < 9'162u * 380u);
  const auto old =
      std::count_if(city.residents.begin(), city.residents.end(), [](const Resident& r) { return r.age >= 60; });
  CHECK(static_cast<double>(old) / 7'726'635.0 == Approx(0.308).margin(0.001));
}
