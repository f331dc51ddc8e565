#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/experiment/scenario_run.hpp"
#include "scenarios/read/divisions.hpp"
#include "sim/city/street_form.hpp"
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

  // The ranges of Liechtenstein, Baltimore and Campo Grande; docs/realism.md says why the fourth measure lies outside.
  const auto like_the_real = [](const StreetForm& form) {
    CHECK(form.dead_ends > 0.065);
    CHECK(form.dead_ends < 0.352);
    CHECK(form.three_way > 0.583);
    CHECK(form.three_way < 0.601);
    CHECK(form.four_way > 0.047);
    CHECK(form.four_way < 0.341);
    CHECK(form.density > 7.58);
    CHECK(form.density < 15.15);
  };
  const StreetForm towns = street_form(city.streets, streets_in(city, CommunityKind::urban));
  like_the_real(towns);
  CHECK(towns.block_hectares > 0.40);
  CHECK(towns.block_hectares < 1.76);
  const StreetForm villages = street_form(city.streets, streets_in(city, CommunityKind::rural));
  like_the_real(villages);
  CHECK(villages.circuity > 1.29);
  CHECK(villages.circuity < 1.60);
}
