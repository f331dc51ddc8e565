#pragma once

#include <utility>

#include "sim/city/census.hpp"
#include "sim/city/frontage.hpp"
#include "tests/support/towns.hpp"

namespace outpost::tests {

/// Two counties, three towns, ten communities; no real place.
inline DivisionTree small_prefecture() {
  const auto town = [](std::uint64_t code, std::vector<Division> communities) {
    return TownDivision{.code = code, .name = "镇", .communities = std::move(communities)};
  };
  return {.code = 990000,
          .name = "测试市",
          .level = DivisionLevel::prefecture,
          .counties = {{.code = 990001,
                        .name = "甲县",
                        .towns = {town(990001001, {{990001001001, "一社区", true},
                                                   {990001001002, "二社区", true},
                                                   {990001001200, "三村", false},
                                                   {990001001201, "四村", false}}),
                                  town(990001100, {{990001100001, "五社区", true}, {990001100200, "六村", false}})}},
                       {.code = 990002,
                        .name = "乙县",
                        .towns = {town(990002001, {{990002001001, "七社区", true},
                                                   {990002001002, "八社区", true},
                                                   {990002001201, "九村", false},
                                                   {990002001203, "十村", false}})}}}};
}

inline std::vector<Division> communities_of(const DivisionTree& tree) {
  std::vector<Division> communities;
  for (const CountyDivision& county : tree.counties) {
    for (const TownDivision& town : county.towns) {
      communities.insert(communities.end(), town.communities.begin(), town.communities.end());
    }
  }
  return communities;
}

/// Land for claims about people: towns 6 km apart in a row, each community one street of 900 m with its plots along it.
inline Land flat_land(const CitySpec& spec, const DivisionTree& tree, const std::vector<CommunityCensus>& censuses) {
  Land land;
  std::size_t row = 0;
  for (const CountyDivision& county : tree.counties) {
    land.county_borders.push_back({});
    for (const TownDivision& town : county.towns) {
      const Position centre{kilometres(6.0 * static_cast<double>(land.town_centres.size())), Length{}};
      land.town_centres.push_back(centre);
      land.town_borders.push_back({});
      for (std::size_t i = 0; i < town.communities.size(); ++i, ++row) {
        const Position west{centre.x, metres(600.0 * static_cast<double>(i))};
        const NodeId from = land.streets.nodes.push_back(west);
        const NodeId to = land.streets.nodes.push_back({west.x + metres(900), west.y});
        const StreetId street = land.streets.streets.push_back({.from = from, .to = to, .length = metres(900)});
        land.community_borders.push_back({});
        land.plots.push_back(plots_along(spec, land.streets, {street}, censuses[row]));
      }
    }
  }
  return land;
}

inline City city_on_flat_land(const CitySpec& spec, const DivisionTree& tree) {
  std::vector<CommunityCensus> censuses = take_census(spec, tree);
  Land land = flat_land(spec, tree, censuses);
  return city_on_land(spec, tree, std::move(censuses), std::move(land));
}

/// The Nantong preset's people in a prefecture of 24,000 residents.
inline CitySpec prefecture_spec() {
  CitySpec spec = small_spec().city;
  spec.division = "9900";
  spec.population = {24'000};
  return spec;
}

}  // namespace outpost::tests
