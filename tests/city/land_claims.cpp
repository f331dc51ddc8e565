#include <catch2/catch.hpp>
#include <map>

#include "sim/base/stream.hpp"
#include "tests/city/land_measures.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::area_of;
using tests::outer_sides;
using tests::small_division;
using tests::small_spec;
using tests::town_tree;

namespace {

/// Residents by kind, in households of two or three.
std::vector<CommunityCensus> census_of(const DivisionTree& tree, std::int64_t urban, std::int64_t rural) {
  std::vector<CommunityCensus> censuses;
  for (const CountyDivision& county : tree.counties) {
    for (const TownDivision& town : county.towns) {
      for (const Division& community : town.communities) {
        CommunityCensus census;
        census.code = community.code;
        census.name = community.name;
        census.kind = community.urban ? CommunityKind::urban : CommunityKind::rural;
        census.residents = census.usual_residents = community.urban ? urban : rural;
        for (std::int64_t left = census.residents; left > 0; left -= 2 + left % 2) {
          census.household_sizes.push_back(static_cast<std::uint8_t>(std::min<std::int64_t>(left, 2 + left % 2)));
        }
        censuses.push_back(std::move(census));
      }
    }
  }
  return censuses;
}

/// Two counties of two towns each, the last town of one village alone.
DivisionTree small_prefecture() {
  DivisionTree tree{.code = 990000, .name = "测试市", .level = DivisionLevel::prefecture, .counties = {}};
  for (std::uint64_t county = 990001; county <= 990002; ++county) {
    CountyDivision counted{.code = county, .name = "县", .towns = {}};
    for (std::uint64_t town = county * 1000 + 1; town <= county * 1000 + 2; ++town) {
      TownDivision made{.code = town, .name = "镇", .communities = {}};
      if (town == 990002002) {
        made.communities.push_back({town * 1000 + 200, "独村", false});
      } else {
        for (std::uint64_t i = 1; i <= 2; ++i) made.communities.push_back({town * 1000 + i, "社区", true});
        for (std::uint64_t i = 200; i <= 202; ++i) made.communities.push_back({town * 1000 + i, "村", false});
      }
      counted.towns.push_back(std::move(made));
    }
    tree.counties.push_back(std::move(counted));
  }
  return tree;
}

struct Laid {
  DivisionTree tree{};
  std::vector<CommunityCensus> censuses{};
  Land land{};
};

Laid laid_out(const DivisionTree& tree, std::int64_t urban = 2'000, std::int64_t rural = 1'200) {
  Laid laid{tree, census_of(tree, urban, rural), {}};
  laid.land = lay_out_land(small_spec().city, laid.tree, laid.censuses);
  return laid;
}

const Laid& prefecture() {
  static const Laid laid = laid_out(small_prefecture());
  return laid;
}

const Laid& town() {
  static const Laid laid = laid_out(small_division());
  return laid;
}

DigestValue digest_of_land(const Land& land) {
  Digest digest;
  const auto add = [&digest](Position at) { digest.add(at.x).add(at.y); };
  for (const Position& node : land.streets.nodes) add(node);
  for (const Position& point : land.streets.shape_points) add(point);
  for (const Street& street : land.streets.streets) {
    digest.add(street.from.row()).add(street.to.row()).add(street.length);
    digest.add(static_cast<std::uint64_t>(street.street_class)).add(street.bridge).add(street.gate);
  }
  for (const auto& rings : {land.county_borders, land.town_borders, land.community_borders}) {
    for (const Border& ring : rings) {
      for (const Position& corner : ring) add(corner);
    }
  }
  for (const auto& plots : land.plots) {
    for (const Plot& plot : plots) {
      add(plot.at);
      digest.add(plot.homes).add(plot.offset).add(static_cast<std::uint64_t>(plot.kind));
    }
  }
  for (const LandArea& area : land.areas) {
    for (const Position& corner : area.outline) add(corner);
  }
  return digest.value();
}

}  // namespace

TEST_CASE("counties, towns and communities tile the ground: every side is shared with one neighbour or lies outside") {
  const Land& land = prefecture().land;
  const auto outline = outer_sides(land.community_borders);
  CHECK(outer_sides(land.town_borders) == outline);
  CHECK(outer_sides(land.county_borders) == outline);
  double communities = 0.0;
  for (const Border& border : land.community_borders) {
    CHECK(area_of(border) > 0.0);
    communities += area_of(border);
  }
  double counties = 0.0;
  for (const Border& border : land.county_borders) counties += area_of(border);
  CHECK(communities == Approx(counties).epsilon(1e-9));
}

TEST_CASE("no border crosses itself") {
  for (const auto& rings : {prefecture().land.county_borders, prefecture().land.town_borders,
                            prefecture().land.community_borders, town().land.community_borders}) {
    for (const Border& ring : rings) CHECK_FALSE(tests::crosses_itself(ring));
  }
}

TEST_CASE("communities get ground by their kind and the densities of the spec, within half") {
  const Laid& laid = town();
  const CitySpec spec = small_spec().city;
  double urban = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < laid.censuses.size(); ++i) {
    const double size = area_of(laid.land.community_borders[i]);
    all += size;
    if (laid.censuses[i].kind == CommunityKind::urban) urban += size;
  }
  const double weight = 3.0 * spec.urban_share_weight + 2.0;
  const double residents = 3.0 * 2'000.0 + 2.0 * 1'200.0;
  const double wanted = residents * 3.0 * spec.urban_share_weight / weight / spec.urban_density * 1e6;
  CHECK(urban > 0.5 * wanted);
  CHECK(urban < 1.5 * wanted);
  CHECK(all > urban);
}

TEST_CASE("anybody on foot, on an e-bike or in a car gets from every junction of generated land to every other") {
  for (const Laid* laid : {&prefecture(), &town()}) {
    for (const Way way : {Way::foot, Way::e_bike, Way::car, Way::car_siren}) {
      const std::vector<bool> part = largest_connected_part(laid->land.streets, way);
      CHECK(std::count(part.begin(), part.end(), false) == 0);
    }
  }
}

TEST_CASE("streets cross water at bridges alone, and there are rivers, canals and bridges") {
  const Land& land = prefecture().land;
  CHECK(tests::wet_streets(land) == 0);
  CHECK_FALSE(land.water.empty());
  CHECK(
      std::any_of(land.streets.streets.begin(), land.streets.streets.end(), [](const Street& s) { return s.bridge; }));
}

TEST_CASE("whatever the seed and the densities, ground tiles, streets join up and stay out of the water") {
  for (const std::int64_t seed : {2, 3, 4}) {
    for (const double density : {100.0, 2'000.0}) {
      const CitySpec spec = small_spec([&](ScenarioSpec& s) {
                              s.city.seed = seed;
                              s.city.rural_density = density;
                            }).city;
      const Land land = lay_out_land(spec, prefecture().tree, prefecture().censuses);
      INFO("seed " << seed << ", rural density " << density);
      CHECK(outer_sides(land.community_borders) == outer_sides(land.county_borders));
      CHECK(tests::wet_streets(land) == 0);
      const std::vector<bool> part = largest_connected_part(land.streets, Way::foot);
      CHECK(std::count(part.begin(), part.end(), false) == 0);
    }
  }
}

TEST_CASE("main roads, arterials and collectors alone, join the centres of all towns") {
  const Land& land = prefecture().land;
  std::vector<std::vector<std::size_t>> beside(land.streets.nodes.size());
  for (const Street& street : land.streets.streets) {
    if (street.street_class > StreetClass::collector) continue;
    beside[street.from.row()].push_back(street.to.row());
    beside[street.to.row()].push_back(street.from.row());
  }
  const auto node_at = [&land](Position at) {
    for (const NodeId node : land.streets.nodes.ids()) {
      if (land.streets.nodes[node] == at) return node.row();
    }
    return land.streets.nodes.size();
  };
  std::vector<bool> reached(land.streets.nodes.size());
  REQUIRE(node_at(land.town_centres.front()) < reached.size());
  std::vector<std::size_t> open{node_at(land.town_centres.front())};
  reached[open.back()] = true;
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const std::size_t next : beside[node]) {
      if (!reached[next]) open.push_back(next);
      reached[next] = true;
    }
  }
  for (const Position& centre : land.town_centres) {
    REQUIRE(node_at(centre) < reached.size());
    CHECK(reached[node_at(centre)]);
  }
}

TEST_CASE("the plots of a community lie inside it, beside their streets, and hold exactly its households") {
  for (const Laid* laid : {&prefecture(), &town()}) {
    for (std::size_t i = 0; i < laid->censuses.size(); ++i) {
      std::size_t homes = 0;
      std::map<BuildingKind, int> kinds;
      for (const Plot& plot : laid->land.plots[i]) {
        homes += plot.homes;
        ++kinds[plot.kind];
        CHECK((plot.kind == BuildingKind::homes) == (plot.homes > 0));
        CHECK((plot.homes > 0) == (plot.floor_space == 0));
        CHECK(tests::lies_within(laid->land.community_borders[i], plot.at));
        CHECK(straight_distance(plot.at, laid->land.streets.at(plot.street, plot.offset)) < metres(60));
        if (plot.area) CHECK(laid->land.areas[*plot.area].community == CommunityId{i});
      }
      CHECK(homes == laid->censuses[i].household_sizes.size());
      const bool urban = laid->censuses[i].kind == CommunityKind::urban;
      CHECK(kinds[BuildingKind::market] == 1);
      CHECK(kinds[BuildingKind::park] == (urban ? 1 : 0));
      CHECK(kinds[BuildingKind::school] == (urban || laid->censuses[i].code % 2 == 0 ? 1 : 0));
      CHECK(kinds[BuildingKind::workshop] >= 1);
      CHECK(kinds[BuildingKind::shop] >= 1);
    }
  }
}

TEST_CASE("land is a function of its arguments: the same again, and another for another seed") {
  const DigestValue digest = digest_of_land(town().land);
  CHECK(digest_of_land(laid_out(small_division()).land) == digest);
  CHECK(digest_of_land(lay_out_land(small_spec([](ScenarioSpec& s) { s.city.seed = 2; }).city, town().tree,
                                    town().censuses)) != digest);
}

TEST_CASE("editing one community redraws no other: borders, plots and streets stay where they are") {
  const Laid& before = prefecture();
  constexpr std::size_t edited = 7;
  std::vector<CommunityCensus> censuses = before.censuses;
  CommunityCensus& changed = censuses[edited];
  changed.name = "改名";
  changed.kind = changed.kind == CommunityKind::urban ? CommunityKind::rural : CommunityKind::urban;
  changed.residents = 3'000;
  changed.household_sizes.assign(1'000, 3);
  const Land after = lay_out_land(small_spec().city, before.tree, censuses);
  CHECK(after.community_borders == before.land.community_borders);
  CHECK(after.town_centres == before.land.town_centres);
  for (std::size_t i = 0; i < censuses.size(); ++i) {
    if (i == edited) continue;
    REQUIRE(after.plots[i].size() == before.land.plots[i].size());
    for (std::size_t k = 0; k < after.plots[i].size(); ++k) {
      const Plot& a = before.land.plots[i][k];
      const Plot& b = after.plots[i][k];
      CHECK(a.at == b.at);
      CHECK(a.homes == b.homes);
      CHECK(a.kind == b.kind);
      CHECK(a.floor_space == b.floor_space);
      // Where streets are cut into pieces along the common border may differ, and so the rounding on them.
      CHECK(straight_distance(before.land.streets.at(a.street, a.offset), after.streets.at(b.street, b.offset)) <=
            millimetres(3));
    }
  }
  // Every piece of street away from the edited community is there as before.
  const auto pieces = [&](const Land& land) {
    std::multiset<std::pair<tests::Corner, tests::Corner>> found;
    for (const StreetId street : land.streets.streets.ids()) {
      const std::vector<Position> line = land.streets.line(street);
      for (std::size_t i = 1; i < line.size(); ++i) {
        if (tests::lies_within(land.community_borders[edited], line[i - 1]) ||
            tests::lies_within(land.community_borders[edited], line[i])) {
          continue;
        }
        const tests::Corner a = tests::corner_of(line[i - 1]);
        const tests::Corner b = tests::corner_of(line[i]);
        found.insert({std::min(a, b), std::max(a, b)});
      }
    }
    return found;
  };
  CHECK(pieces(after) == pieces(before.land));
}

TEST_CASE("a single village is land, and so is a hamlet of fifty people or of one") {
  const DivisionTree village = {
      .code = 990000002200,
      .name = "独村",
      .level = DivisionLevel::village,
      .counties =
          town_tree({.code = 990000002, .name = "镇", .communities = {{990000002200, "独村", false}}}).counties};
  for (const std::int64_t residents : {2'600, 50, 1}) {
    const Laid laid = laid_out(village, 0, residents);
    CHECK(laid.land.community_borders.size() == 1);
    CHECK(laid.land.town_borders == laid.land.community_borders);
    CHECK(laid.land.streets.streets.size() >= 4);
    std::size_t homes = 0;
    for (const Plot& plot : laid.land.plots.front()) homes += plot.homes;
    CHECK(homes == laid.censuses.front().household_sizes.size());
  }
}

TEST_CASE("more people on the same ground stand higher, until nobody could house them") {
  const auto highest = [](std::int64_t residents) {
    DivisionTree tree = small_division();
    std::vector<CommunityCensus> censuses = census_of(tree, 2'000, 1'200);
    censuses[0].residents = residents;
    censuses[0].household_sizes.assign(static_cast<std::size_t>(residents / 2), 2);
    const Land land = lay_out_land(small_spec().city, tree, censuses);
    int storeys = 0;
    for (const Plot& plot : land.plots[0]) storeys = std::max(storeys, plot.homes > 0 ? int{plot.storeys} : 0);
    return storeys;
  };
  const int usual = highest(2'000);
  CHECK(highest(40'000) > usual);
  CHECK_THROWS_WITH(highest(300'000), Catch::Contains("东社区 (990000001001) cannot house 300000 residents") &&
                                          Catch::Contains("write fewer residents or a lower density"));
}

TEST_CASE("streets of a generated town branch and bend like those of real towns") {
  const StreetNetwork& streets = town().land.streets;
  CHECK(tests::degree_share(streets, 1) > 0.08);
  CHECK(tests::degree_share(streets, 1) < 0.30);
  CHECK(tests::degree_share(streets, 2) < 0.03);
  CHECK(tests::degree_share(streets, 3) > 0.50);
  CHECK(tests::degree_share(streets, 3) < 0.75);
  CHECK(tests::degree_share(streets, 4) > 0.08);
  CHECK(tests::degree_share(streets, 4) < 0.30);
  const double way = tests::circuity(streets, 40);
  CHECK(way > 1.15);
  CHECK(way < 1.45);
}
