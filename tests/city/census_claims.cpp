#include "sim/city/census.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "sim/city/households.hpp"
#include "sim/city/shares.hpp"
#include "tests/support/flat_land.hpp"

using namespace outpost;

namespace {

std::vector<CommunityCensus> census_with(std::vector<PlaceCount> counts) {
  CitySpec spec = tests::prefecture_spec();
  spec.counts = std::move(counts);
  return take_census(spec, tests::small_prefecture());
}

/// Residents of the place whose code the communities' codes begin with.
std::int64_t residents_in(const std::vector<CommunityCensus>& censuses, std::uint64_t place) {
  std::int64_t sum = 0;
  for (const CommunityCensus& row : censuses) {
    std::uint64_t code = row.code;
    while (code > place) code /= 10;
    sum += code == place ? row.residents : 0;
  }
  return sum;
}

}  // namespace

TEST_CASE("a total is shared out in whole numbers that add up") {
  CHECK(shared_out(10, {1.0, 1.0, 1.0}) == std::vector<std::int64_t>{4, 3, 3});
  CHECK(shared_out(0, {2.0, 1.0}) == std::vector<std::int64_t>{0, 0});
  CHECK_THROWS_AS(shared_out(5, {0.0, 0.0}), BrokenInvariant);
}

TEST_CASE("the residents of a prefecture add up to what was asked for, in every community's households too") {
  const auto censuses = census_with({});
  REQUIRE(censuses.size() == 10);
  CHECK(residents_in(censuses, 99) == 24'000);
  for (const CommunityCensus& row : censuses) {
    CHECK(std::accumulate(row.household_sizes.begin(), row.household_sizes.end(), std::int64_t{0}) == row.residents);
    CHECK(row.usual_residents == row.residents);
  }
}

TEST_CASE("counties have the residents that the population table gives them") {
  const auto censuses = census_with({{990001, 15'001}, {990002, 8'002}});
  CHECK(residents_in(censuses, 990001) == 15'001);
  CHECK(residents_in(censuses, 990002) == 8'002);
}

TEST_CASE("a row for one place changes no place outside it") {
  const auto before = census_with({{990001, 15'000}, {990002, 8'000}});
  const auto after = census_with({{990001, 15'000}, {990002, 8'000}, {990001001002, 1'234}});
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(after[i].usual_residents == before[i].usual_residents);
    if (before[i].code == 990001001002) {
      CHECK(after[i].residents == 1'234);
    } else {
      CHECK(after[i].residents == before[i].residents);
      CHECK(after[i].household_sizes == before[i].household_sizes);
    }
  }
  const auto town = census_with({{990001, 15'000}, {990002, 8'000}, {990001100, 999}});
  CHECK(residents_in(town, 990001100) == 999);
  CHECK(residents_in(town, 990001001) == residents_in(before, 990001001));
  CHECK(residents_in(town, 990002) == 8'000);
}

TEST_CASE("a row above the place that is made has no say in it") {
  DivisionTree town = tests::small_prefecture();
  town.code = 990001100;
  town.level = DivisionLevel::town;
  town.counties = {{.code = 990001, .name = "甲县", .towns = {town.counties[0].towns[1]}}};
  CitySpec spec = tests::prefecture_spec();
  spec.population = {500};
  spec.counts = {{990001, 15'000}};
  CHECK(residents_in(take_census(spec, town), 990001100) == 500);
  spec.counts.push_back({990001100, 700});
  CHECK(residents_in(take_census(spec, town), 990001100) == 700);
}

TEST_CASE("urban communities have more residents than villages, by the weight that was asked for") {
  CitySpec spec = tests::prefecture_spec();
  spec.population = {1'000'000};
  DivisionTree tree = tests::town_tree({.code = 990000001, .name = "镇"});
  auto& communities = tree.counties[0].towns[0].communities;
  for (std::uint64_t i = 0; i < 400; ++i) communities.push_back({990000001001 + i, "社", i % 2 == 0});
  std::int64_t urban = 0;
  for (const CommunityCensus& row : take_census(spec, tree)) {
    urban += row.kind == CommunityKind::urban ? row.residents : 0;
  }
  CHECK(static_cast<double>(urban) / static_cast<double>(1'000'000 - urban) == Approx(2.2).epsilon(0.05));
}

TEST_CASE("household sizes have the means of the spec, cut or not") {
  for (const double mean : {1.0, 2.22, 2.65, 4.0}) {
    CitySpec spec;
    spec.household_size = mean;
    spec.group_rentals_urban = share(0);
    const HouseholdLaw law{spec, CommunityKind::urban};
    double sum = 0.0;
    constexpr int levels = 20'000;
    for (int i = 0; i < levels; ++i) {
      const HouseholdLaw::Home home = law.home_at((i + 0.5) / levels);
      REQUIRE_FALSE(home.group_rental);
      sum += home.size;
    }
    CHECK(sum / levels == Approx(mean).epsilon(0.001));
  }
}

TEST_CASE("group rentals are as many as asked for, and hold three people or more") {
  CitySpec spec;
  spec.group_rentals_urban = share(0.10);
  const HouseholdLaw law{spec, CommunityKind::urban};
  int groups = 0;
  double people = 0.0;
  for (int i = 0; i < 10'000; ++i) {
    const HouseholdLaw::Home home = law.home_at((i + 0.5) / 10'000);
    if (!home.group_rental) continue;
    ++groups;
    people += home.size;
    CHECK(home.size >= 3);
  }
  CHECK(groups == 1'000);
  CHECK(people / groups == Approx(spec.group_rental_size).epsilon(0.01));
}
