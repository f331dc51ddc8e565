#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "scenarios/import/area_map.hpp"
#include "scenarios/import/street_table.hpp"
#include "scenarios/read/csv.hpp"
#include "scenarios/read/json.hpp"
#include "scenarios/read/place_tables.hpp"
#include "scenarios/write/city_export.hpp"
#include "sim/city/street_arcs.hpp"
#include "sim/city/street_times.hpp"
#include "tests/folders.hpp"
#include "tests/scenarios/reading.hpp"

namespace outpost::scenarios {
namespace {

/// Twostreet of tests/scenarios/import, with its grids and places.
struct Twostreet {
  ImportedStreets streets = import_street_tables(import_folder + "nodes.csv", import_folder + "arcs.csv", {});
  City city{};
  GridPlan plan{};
  Places places{};
  TravelSpec travel{};
  GridSpec grids{};

  Twostreet() {
    CitySpec spec;
    spec.kind = CityKind::imported;
    spec.name = {"Two, \"streets\"", "两街"};
    spec.population = {1'300};
    city = city_on_areas(spec, streets, import_area_map(import_folder + "areas.geojson", streets));
    plan = make_grid_plan({}, city);
    places = make_places({}, {}, city);
  }
  CityLayers layers() const { return {city, plan, places, travel, grids}; }
};

template <class Write>
std::string text_of(const Write& write, const CityLayers& layers) {
  std::ostringstream text;
  write(text, layers);
  return text.str();
}

const JsonNode& member(const JsonNode& node, std::string_view key) {
  const JsonNode* found = node.find(key);
  REQUIRE(found != nullptr);
  return *found;
}

TEST_CASE("an exported map is JSON that says in both languages that it is synthetic, and whose streets it has") {
  const Twostreet town;
  CityLayers layers = town.layers();
  const JsonNode root = parse_json(to_geojson(layers), "city.geojson");
  CHECK(member(root, "notice").characters ==
        "Synthetic: not the record of Two, \"streets\" / 合成数据：并非两街的实际记录");
  CHECK(root.find("attribution") != nullptr);
  std::map<std::string, int> layer_counts;
  for (const JsonNode& feature : member(root, "features").items) {
    ++layer_counts[member(member(feature, "properties"), "layer").characters];
  }
  CHECK(layer_counts["street"] == 7);
  CHECK(layer_counts["community"] == 2);
  CHECK(layer_counts["town"] == 1);
  CHECK(layer_counts["county"] == 1);
  CHECK(layer_counts["building"] == static_cast<int>(town.city.buildings.size()));
  CHECK(layer_counts["grid"] == static_cast<int>(town.plan.grids.size()));
  CHECK(layer_counts["police_area"] == static_cast<int>(town.places.areas.size()));
  CHECK(layer_counts["command_room"] == 1);
}

TEST_CASE("exported communities read back as an area map, with their people and borders") {
  const Twostreet town;
  const AreaMap before = import_area_map(import_folder + "areas.geojson", town.streets);
  AreaMap after = read_area_map(to_geojson(town.layers()), "city.geojson", nullptr).map;
  REQUIRE(after.communities.size() == 2);
  CHECK(after.communities[0].population == 900);
  CHECK(after.communities[1].population == 400);
  for (std::size_t row = 0; row < 2; ++row) {
    CHECK(after.communities[row].code == before.communities[row].code);
    CHECK(after.communities[row].name == before.communities[row].name);
    CHECK(after.communities[row].kind == before.communities[row].kind);
    CHECK(after.communities[row].parts == before.communities[row].parts);
  }
  CHECK(after.towns == before.towns);
}

TEST_CASE("exported streets read back with the same junctions, lengths, classes and times to the millisecond") {
  const Twostreet town;
  const std::string nodes = text_of(write_node_table, town.layers());
  const std::string arcs = text_of(write_arc_table, town.layers());
  const ImportedStreets again = read_street_tables({nodes, "nodes.csv", arcs, "arcs.csv"}, {});
  const StreetNetwork& before = town.city.streets;
  const StreetNetwork& after = again.network;
  CHECK(after.nodes == before.nodes);
  REQUIRE(after.streets.size() == before.streets.size());
  const StreetArcs old_arcs{before};
  const StreetArcs new_arcs{after};
  for (std::size_t way = 0; way < way_count; ++way) {
    const StreetTimes old_graph{before, old_arcs, town.travel, static_cast<Way>(way)};
    const StreetTimes new_graph{after, new_arcs, town.travel, static_cast<Way>(way)};
    for (const StreetId id : before.streets.ids()) {
      const Street& old_street = before.streets[id];
      const Street& new_street = after.streets[id];
      CHECK(new_street.length == old_street.length);
      CHECK(new_street.street_class == old_street.street_class);
      CHECK(new_street.from == old_street.from);
      CHECK(new_graph.along(id, Length{}, new_street.length) == old_graph.along(id, Length{}, old_street.length));
      CHECK(new_graph.along(id, new_street.length, Length{}) == old_graph.along(id, old_street.length, Length{}));
    }
  }
}

TEST_CASE("exported stations read back where they stand") {
  const Twostreet town;
  const std::vector<StationRow> stations =
      read_station_table(text_of(write_station_table, town.layers()), "stations.csv");
  REQUIRE(stations.size() == town.places.stations.size());
  const Position at = town.places.stations[StationId{0}].post.at;
  REQUIRE(stations[0].at);
  CHECK(metres(stations[0].at->x) == at.x);
  CHECK(metres(stations[0].at->y) == at.y);
  CHECK(stations[0].code == 990'000'001);
}

TEST_CASE("the table of grids has a row for every grid, and the notice in each") {
  const Twostreet town;
  const std::vector<CsvRow> rows = read_csv(text_of(write_grid_table, town.layers()), "grids.csv");
  REQUIRE(rows.size() == town.plan.grids.size() + 1);
  std::int64_t households = 0;
  std::int64_t residents = 0;
  double ground = 0.0;  // square metres
  for (std::size_t i = 1; i < rows.size(); ++i) {
    REQUIRE(rows[i].size() == rows[0].size());
    CHECK(rows[i].back().text == export_notice(town.city));
    CHECK(rows[i][0].text.substr(0, 12) == rows[i][1].text);
    households += std::stoll(rows[i][4].text);
    residents += std::stoll(rows[i][5].text);
    const double area = std::stod(rows[i][9].text);
    const double perimeter = std::stod(rows[i][10].text);
    ground += area;
    CHECK(area > 0.0);
    CHECK(std::stod(rows[i][11].text) == Approx(4.0 * 3.14159265 * area / (perimeter * perimeter)).margin(0.001));
  }
  CHECK(households == static_cast<std::int64_t>(town.city.households.size()));
  CHECK(residents == 1'300);
  double borders = 0.0;
  for (const Community& community : town.city.communities) {
    borders += static_cast<double>(twice_area(community.border)) / 2e6;
  }
  // Grids do not overlap, and leave no ground but that of dedicated ones.
  CHECK(ground < borders * 1.0001);
  CHECK(ground > borders * 0.9);
}

TEST_CASE("totals over fewer than 20 residents are withheld from every export") {
  Twostreet town;
  CitySpec spec;
  spec.kind = CityKind::imported;
  spec.name = {"Few", "少"};
  spec.counts = {{990'000'001'001, 19}, {990'000'001'200, 20}};
  town.city = city_on_areas(spec, town.streets, import_area_map(import_folder + "areas.geojson", town.streets));
  town.plan = make_grid_plan({}, town.city);
  town.places = make_places({}, {}, town.city);
  const AreaMap map = read_area_map(to_geojson(town.layers()), "city.geojson", nullptr).map;
  CHECK_FALSE(map.communities[0].population);
  CHECK(map.communities[1].population == 20);
  const std::vector<CsvRow> rows = read_csv(text_of(write_grid_table, town.layers()), "grids.csv");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i][1].text == "990000001001") CHECK(rows[i][5].text.empty());
  }
}

TEST_CASE("no export has a feature or a column for persons or households") {
  const Twostreet town;
  const std::string map = to_geojson(town.layers());
  for (const std::string word : {"\"age\"", "\"resident\"", "\"household\"", "tenure", "migrant", "visit_duty"}) {
    CHECK_THAT(map, !Catch::Contains(word));
  }
}

}  // namespace
}  // namespace outpost::scenarios
