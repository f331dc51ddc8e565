#include <utility>

#include "sim/city/census.hpp"
#include "sim/city/employment.hpp"
#include "sim/city/settlement.hpp"

namespace outpost {
namespace {

void add_divisions(City& city, const DivisionTree& divisions, Land& land) {
  std::size_t communities = 0;
  for (std::size_t i = 0; i < divisions.counties.size(); ++i) {
    const CountyDivision& from = divisions.counties[i];
    const std::size_t first_town = city.towns.size();
    for (const TownDivision& town : from.towns) {
      const std::size_t row = city.towns.size();
      city.towns.push_back({.code = town.code,
                            .name = town.name,
                            .county = CountyId{i},
                            .centre = land.town_centres[row],
                            .border = std::move(land.town_borders[row]),
                            .communities = {communities, communities + town.communities.size()}});
      communities += town.communities.size();
    }
    city.counties.push_back({.code = from.code,
                             .name = from.name,
                             .border = std::move(land.county_borders[i]),
                             .towns = {first_town, city.towns.size()}});
  }
}

/// Tables of millions of rows are made in one piece: growing them would need twice the memory.
void reserve(City& city, const std::vector<CommunityCensus>& censuses, const Land& land) {
  std::size_t households = 0;
  std::size_t residents = 0;
  std::size_t buildings = 0;
  std::size_t premises = 0;
  for (const CommunityCensus& census : censuses) {
    households += census.household_sizes.size();
    residents += static_cast<std::size_t>(census.residents);
  }
  for (const std::vector<Plot>& plots : land.plots) {
    buildings += plots.size();
    for (const Plot& plot : plots) premises += plot.kind != BuildingKind::homes || plot.floor_space > 0 ? 1 : 0;
  }
  city.communities.reserve(censuses.size());
  city.households.reserve(households);
  city.residents.reserve(residents);
  city.buildings.reserve(buildings);
  city.premises.reserve(premises);
}

}  // namespace

City city_on_land(const CitySpec& spec, const DivisionTree& divisions, std::vector<CommunityCensus> censuses,
                  Land land) {
  require(land.plots.size() == censuses.size(), "every community has its plots");
  City city;
  city.name = {spec.name.en.empty() ? divisions.name : spec.name.en,
               spec.name.zh.empty() ? divisions.name : spec.name.zh};
  city.code = std::to_string(divisions.code);
  city.premises_kinds = spec.premises;
  reserve(city, censuses, land);
  city.streets = std::move(land.streets);
  city.land = std::move(land.areas);
  city.water = std::move(land.water);
  add_divisions(city, divisions, land);
  std::vector<std::int64_t> usual;
  for (std::size_t i = 0; i < censuses.size(); ++i) {
    settle(city, spec, censuses[i], land.plots[i], land.community_borders[i]);
    usual.push_back(censuses[i].usual_residents);
    land.plots[i] = {};  // millions of plots and of buildings are not needed at once
    censuses[i] = {};
  }
  for (const TownId town : city.towns.ids()) {
    for (const CommunityId community : city.towns[town].communities) city.communities[community].town = town;
  }
  employ(city, spec, usual);
  finish(city);
  return city;
}

}  // namespace outpost
