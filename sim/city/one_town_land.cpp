#include <algorithm>

#include "sim/base/stream.hpp"
#include "sim/city/land.hpp"
#include "sim/city/layout.hpp"

namespace outpost {
namespace {

struct HomesSize {
  std::uint16_t homes = 1;
  std::uint8_t storeys = 1;
};

// Assumption: estates of six-storey walk-ups and some towers with lifts; houses of one or two households in villages.
HomesSize draw_homes(Stream& stream, CommunityKind kind) {
  const double level = stream.uniform();
  if (kind == CommunityKind::rural) {
    const double height = stream.uniform();
    return {static_cast<std::uint16_t>(level < 0.72 ? 1 : 2), static_cast<std::uint8_t>(height < 0.35  ? 1
                                                                                        : height < 0.9 ? 2
                                                                                                       : 3)};
  }
  if (level < 0.18) return {12, 3};
  if (level < 0.72) return {24, 6};
  if (level < 0.90) return {36, 6};
  return {66, 11};
}

std::vector<Plot> draw_plots(const CitySpec& spec, const CommunityCensus& census) {
  std::vector<Plot> plots;
  Stream stream{{static_cast<std::uint32_t>(spec.seed), 0}, Draw::city_layout, owner_of(census.code, 2)};
  for (std::size_t housed = 0; housed < census.household_sizes.size();) {
    const HomesSize size = draw_homes(stream, census.kind);
    Plot plot;
    plot.homes = static_cast<std::uint16_t>(std::min<std::size_t>(size.homes, census.household_sizes.size() - housed));
    plot.storeys = size.storeys;
    plot.lift = size.storeys > 6;
    housed += plot.homes;
    plots.push_back(plot);
  }
  const auto add = [&plots](BuildingKind kind, std::uint32_t floor_space) {
    plots.push_back({.kind = kind, .storeys = 2, .floor_space = floor_space});
  };
  const bool urban = census.kind == CommunityKind::urban;
  for (std::int64_t i = 0; i <= census.residents / (urban ? 250 : 500); ++i) add(BuildingKind::workshop, 900);
  add(BuildingKind::market, 1'500);
  add(BuildingKind::shop, 120);
  add(BuildingKind::public_service, 600);
  if (urban || census.code % 2 == 0) add(BuildingKind::school, 4'000);
  if (urban) add(BuildingKind::park, 200);
  return plots;
}

/// Spreads the plots evenly along the streets.
void place(std::vector<Plot>& plots, const StreetNetwork& network, const std::vector<StreetId>& streets) {
  for (std::size_t i = 0; i < plots.size(); ++i) {
    const std::size_t begin = i * streets.size() / plots.size();
    const StreetId street = streets[begin];
    // Plots that share a street stand one after the other on it.
    const std::size_t first = (begin * plots.size() + streets.size() - 1) / streets.size();
    const std::size_t after = std::max(((begin + 1) * plots.size() + streets.size() - 1) / streets.size(), first + 1);
    const auto part = static_cast<std::int64_t>(2 * (i - first) + 1);
    const Length length = network.streets[street].length;
    plots[i].entrance = spot_on(
        network, street, millimetres(length.in_millimetres() * part / static_cast<std::int64_t>(2 * (after - first))));
    plots[i].at = plots[i].entrance.at;
  }
}

}  // namespace

Land lay_out_land(const CitySpec& spec, const DivisionTree& divisions, const std::vector<CommunityCensus>& censuses) {
  require(divisions.counties.size() == 1 && divisions.counties.front().towns.size() == 1, "one town is laid out");
  const TownDivision& town = divisions.counties.front().towns.front();
  require(censuses.size() == town.communities.size(), "every community has its census");
  const TownLayout layout = lay_out_town(spec, town);
  Land land;
  land.streets = lay_out_streets(spec, town, layout);
  Border outline;
  for (const Point& corner : layout.outline) outline.push_back(rounded(corner));
  land.county_borders = {outline};
  land.town_borders = {outline};
  land.town_centres = {Position{}};
  std::vector<std::vector<StreetId>> streets_of(censuses.size());
  for (const StreetId street : land.streets.streets.ids()) {
    const Position middle = land.streets.at(street, land.streets.streets[street].length / 2);
    streets_of[cell_of(layout.sites, in_metres(middle))].push_back(street);
  }
  for (std::size_t i = 0; i < censuses.size(); ++i) {
    Border border;
    for (const Point& corner : layout.borders[i]) border.push_back(rounded(corner));
    land.community_borders.push_back(border);
    if (streets_of[i].empty()) streets_of[i].push_back(StreetId{0});
    land.plots.push_back(draw_plots(spec, censuses[i]));
    place(land.plots.back(), land.streets, streets_of[i]);
  }
  return land;
}

}  // namespace outpost
