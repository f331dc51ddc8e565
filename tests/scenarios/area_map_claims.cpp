#include <catch2/catch.hpp>

#include "scenarios/import/area_map.hpp"
#include "scenarios/import/rings.hpp"
#include "scenarios/import/street_table.hpp"
#include "tests/folders.hpp"
#include "tests/scenarios/reading.hpp"

namespace outpost::scenarios {
namespace {

std::string feature(const std::string& properties, const std::string& coordinates,
                    const std::string& type = "Polygon") {
  return R"({"type": "Feature", "properties": {)" + properties + R"(}, "geometry": {"type": ")" + type +
         R"(", "coordinates": )" + coordinates + "}}";
}

/// On the plane, a feature in every line from the second.
std::string map_of(const std::vector<std::string>& features) {
  std::string text = R"({"type": "FeatureCollection", "coordinates": "metres", "features": [)";
  for (const std::string& one : features) text += (&one == &features.front() ? "\n" : ",\n") + one;
  return text + "]}\n";
}

const std::string first = R"("code": "990000001001", "name": "A", "kind": "community")";
const std::string second = R"("code": "990000001002", "name": "B", "kind": "village", "population": 700)";
const std::string square = "[[[0,0],[100,0],[100,100],[0,100],[0,0]]]";
const std::string next_to_it = "[[[100,0],[200,0],[200,100],[100,100],[100,50],[100,0]]]";

AreaFile read(const std::string& text) {
  return read_area_map(text, "map.geojson", nullptr);
}

std::string fault_of_map(const std::string& text, const Projection* projection = nullptr) {
  try {
    read_area_map(text, "map.geojson", projection);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::string fault_of_areas(const std::vector<std::string>& features) {
  return fault_of_map(map_of(features));
}

TEST_CASE("areas read in order of code with their people, and neighbours may share a border") {
  const AreaMap map = read(map_of({feature(second, next_to_it), feature(first, square)})).map;
  REQUIRE(map.communities.size() == 2);
  CHECK(map.communities[0].name == "A");
  CHECK(map.communities[0].kind == CommunityKind::urban);
  CHECK_FALSE(map.communities[0].population);
  CHECK(map.communities[1].population == 700);
  CHECK(map.communities[1].kind == CommunityKind::rural);
  CHECK(twice_area(map.communities[0].parts[0].outer) == 2 * 100'000LL * 100'000);
}

TEST_CASE("a ring may go either way around, and a hole is no ground") {
  const std::string backwards = "[[[0,0],[0,100],[100,100],[100,0],[0,0]],[[40,40],[60,40],[60,60],[40,60],[40,40]]]";
  const AreaMap map =
      read(map_of({feature(first, backwards), feature(second, "[[[40,40],[60,40],[60,60],[40,60],[40,40]]]")})).map;
  CHECK(twice_area(map.communities[0].parts[0].outer) > 0);
  CHECK(contains(map.communities[0], {metres(10), metres(10)}));
  CHECK_FALSE(contains(map.communities[0], {metres(50), metres(50)}));
  CHECK(contains(map.communities[1], {metres(50), metres(50)}));
}

TEST_CASE("an area of several parts has its largest first") {
  const AreaMap map =
      read(
          map_of({feature(first, "[[[[0,0],[10,0],[10,10],[0,0]]],[[[50,0],[90,0],[90,90],[50,0]]]]", "MultiPolygon")}))
          .map;
  REQUIRE(map.communities[0].parts.size() == 2);
  CHECK(contains(map.communities[0], {metres(80), metres(20)}));
  CHECK(map.communities[0].parts[0].outer.front() == Position{metres(50), metres(0)});
}

TEST_CASE("a point on a shared border lies in one area only") {
  const AreaMap map = read(map_of({feature(first, square), feature(second, next_to_it)})).map;
  for (const std::int64_t y : {0, 1, 25, 50, 99}) {
    const Position point{metres(100), metres(static_cast<double>(y))};
    CHECK(contains(map.communities[0], point) + contains(map.communities[1], point) == 1);
  }
  const AreaIndex index{map.communities};
  CHECK(index.at({metres(20), metres(20)}) == 0u);
  CHECK(index.at({metres(150), metres(20)}) == 1u);
  CHECK_FALSE(index.at({metres(250), metres(20)}));
  CHECK_FALSE(index.at({metres(20), metres(-1)}));
}

TEST_CASE("degrees are put on the plane of the streets, and refused where there is none") {
  const std::string text = R"({"type": "FeatureCollection", "features": [)" +
                           feature(first, "[[[121.0,32.0],[121.01,32.0],[121.01,32.01],[121.0,32.0]]]") + "]}";
  const Projection projection{32.0, 121.0};
  const AreaFile file = read_area_map(text, "map.geojson", &projection);
  CHECK(file.map.communities[0].parts[0].outer[1].x.in_metres() == Approx(943.0).margin(1.0));
  CHECK_THAT(fault_of_map(text), Catch::Contains("the areas are in degrees, and the streets lie on a plane in metres"));
  const Projection far{40.0, 121.0};
  CHECK_THAT(fault_of_map(text, &far), Catch::Contains("has a corner at 121, 32, more than 300 km from the middle"));
  const std::string swapped = R"({"type": "FeatureCollection", "features": [)" +
                              feature(first, "[[[32.0,121.0],[32.1,121.0],[32.1,121.1],[32.0,121.0]]]") + "]}";
  CHECK_THAT(fault_of_map(swapped, &projection), Catch::Contains("write longitude before latitude"));
}

TEST_CASE("coordinates of another system are refused with its name") {
  const std::string crs =
      R"({"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:4549"}}, "features": []})";
  const Projection projection{32.0, 121.0};
  CHECK(fault_of_map(crs, &projection) ==
        "map.geojson:1:38: error: the coordinates are those of \"EPSG:4549\"; export the map again in WGS 84 "
        "(EPSG:4326), degrees of longitude and latitude");
  CHECK_THAT(fault_of_map(R"({"type": "FeatureCollection", "coordinates": "feet", "features": []})"),
             Catch::Contains("coordinates must be \"WGS84\""));
}

TEST_CASE("a border that is not closed, crosses itself or holds no ground is refused with code and place") {
  CHECK(fault_of_areas({feature(first, "[[[0,0],[100,0],[100,100],[0,100]]]")}) ==
        "map.geojson:2:168: error: the area 990000001001 (A) has a ring that is not closed; write its first position "
        "again at its end");
  CHECK(fault_of_areas({feature(first, "[[[0,0],[100,100],[100,0],[0,100],[0,0]]]")}) ==
        "map.geojson:2:143: error: the area 990000001001 (A) has a border that crosses itself near 50, 50; correct it "
        "there");
  CHECK_THAT(fault_of_areas({feature(first, "[[[0,0],[0,0],[9,9],[0,0],[0,0]]]")}), Catch::Contains("holds no ground"));
  CHECK_THAT(fault_of_areas({feature(first, "[[[0,0],[100,0],[100,100],[100,200],[100,100],[0,100],[0,0]]]")}),
             Catch::Contains("crosses itself near 100, 200"));  // a spike
  CHECK_THAT(fault_of_areas({feature(first, "[[[0,0],[1,1],[0,0]]]")}), Catch::Contains("fewer than four positions"));
  CHECK_THAT(fault_of_areas({feature(first, "[[[0,0],[1,\"1\"],[0,2],[0,0]]]")}),
             Catch::Contains("has a corner that is no pair of metres east and north"));
  CHECK_THAT(fault_of_areas({feature(first, "[0,0]", "Point")}),
             Catch::Contains("the area 990000001001 (A) is no Polygon or MultiPolygon"));
  CHECK_THAT(fault_of_areas({feature(first, "[]", "MultiPolygon")}), Catch::Contains("has no ground"));
  CHECK_THAT(fault_of_areas({feature(first, "[[[0,0],[9,0],[9,9],[0,0]],[[20,20],[21,20],[21,21],[20,20]]]")}),
             Catch::Contains("has a hole that lies outside of its ring"));
}

TEST_CASE("areas that overlap are refused with both codes, how deep, and where") {
  CHECK(fault_of_areas({feature(first, square), feature(second, "[[[90,20],[200,20],[200,80],[90,80],[90,20]]]")}) ==
        "map.geojson:3:1: error: the area 990000001002 (B) overlaps 990000001001 (A) by 10 m near 100, 50; correct the "
        "border of one of them");
  CHECK_THAT(fault_of_areas({feature(first, square), feature(second, square)}), Catch::Contains("overlaps"));
  CHECK_THAT(fault_of_areas({feature(first, square), feature(second, "[[[0,0],[100,0],[100,100],[0,0]]]")}),
             Catch::Contains("overlaps"));
  CHECK_THAT(fault_of_areas({feature(first, "[[[0,40],[100,40],[100,60],[0,60],[0,40]]]"),
                             feature(second, "[[[40,0],[60,0],[60,100],[40,100],[40,0]]]")}),
             Catch::Contains("overlaps"));
  CHECK_THAT(fault_of_areas({feature(first, square), feature(second, "[[[40,40],[60,40],[60,60],[40,60],[40,40]]]")}),
             Catch::Contains("by 50 m near 50, 50"));
}

TEST_CASE("borders that were drawn twice may differ by a metre") {
  CHECK(fault_of_areas({feature(first, square), feature(second, "[[[99.2,0],[200,0],[200,100],[99.1,100],[99.2,0]]]")})
            .empty());
}

TEST_CASE("codes are held to twelve digits, once each, with a name and a kind") {
  CHECK(fault_of_areas({feature(R"("code": "99000000100", "name": "A", "kind": "community")", square)}) ==
        "map.geojson:2:44: error: the code \"99000000100\" must have 12 digits (a community or village), 9 (a town) or "
        "6 (a county)");
  CHECK(
      fault_of_areas({feature(first, square), feature(first, next_to_it)}) ==
      "map.geojson:3:1: error: the code of the area 990000001001 (A) stands in line 2 already; write every area once, "
      "several parts as a MultiPolygon");
  CHECK_THAT(fault_of_areas({feature(R"("name": "A", "kind": "community")", square)}), Catch::Contains("has no code"));
  CHECK_THAT(fault_of_areas({feature(R"("code": 990000001001, "kind": "community")", square)}),
             Catch::Contains("the area 990000001001 has no name"));
  CHECK_THAT(fault_of_areas({feature(R"("code": "990000001001", "name": "A")", square)}),
             Catch::Contains("the area 990000001001 (A) needs a kind"));
  CHECK_THAT(
      fault_of_areas({feature(R"("code": "990000001001", "name": "A", "kind": "village", "population": 1.5)", square)}),
      Catch::Contains("the population of 990000001001 (A) must be a whole number"));
  CHECK_THAT(fault_of_areas({}), Catch::Contains("there is no community in it"));
  CHECK_THAT(fault_of_map("[1, 2]"), Catch::Contains("1:1: error: this is no GeoJSON FeatureCollection"));
  CHECK_THAT(fault_of_areas({R"({"type": "Feature"})"}), Catch::Contains("2:1: error: this is no Feature"));
}

TEST_CASE("a map with properties about persons is refused") {
  CHECK_THAT(fault_of_areas({feature(first + R"(, "负责人": "x")", square)}),
             Catch::Contains("the property \"负责人\" names persons; Outpost reads no records about persons"));
}

TEST_CASE("features of other layers are passed over, so that an export reads back") {
  const AreaMap map =
      read(map_of({feature(first, square), feature(R"("layer": "street", "phone": "1")", "[0,0]", "Point")})).map;
  CHECK(map.communities.size() == 1);
}

TEST_CASE("an area in which no street has its middle is named") {
  const ImportedStreets streets = import_street_tables(import_folder + "nodes.csv", import_folder + "arcs.csv", {});
  const AreaMap map = import_area_map(import_folder + "areas.geojson", streets);
  CHECK(map.communities.size() == 2);
  REQUIRE(map.towns.size() == 1);
  CHECK(map.towns[0].name == "Twostreet");
  CHECK_THROWS_WITH(import_area_map(import_folder + "none.geojson", streets),
                    Catch::Contains("none.geojson:1:1: error: the area map does not exist; name another file"));
}

TEST_CASE("a city on areas has the communities of the map, with the residents that are counted for them") {
  const ImportedStreets streets = import_street_tables(import_folder + "nodes.csv", import_folder + "arcs.csv", {});
  const AreaMap map = import_area_map(import_folder + "areas.geojson", streets);
  CitySpec spec;
  spec.kind = CityKind::imported;
  spec.population = {1'300};
  const City city = city_on_areas(spec, streets, map);
  REQUIRE(city.communities.size() == 2);
  CHECK(city.communities[CommunityId{0}].code == 990'000'001'001);
  CHECK(city.communities[CommunityId{0}].residents.size() == 900);  // the map says so
  CHECK(city.communities[CommunityId{1}].residents.size() == 400);  // what is left
  CHECK(city.communities[CommunityId{1}].kind == CommunityKind::rural);
  REQUIRE(city.towns.size() == 1);
  CHECK(city.towns[TownId{0}].name == "Twostreet");
  CHECK(city.towns[TownId{0}].communities.size() == 2);
  CHECK(city.counties.size() == 1);
  for (const Building& building : city.buildings) {
    const bool west = building.entrance.at.x < metres(201);
    const bool near = building.entrance.at.x > metres(195) && building.entrance.at.x < metres(405);
    CHECK((west == (building.community == CommunityId{0}) || near));
  }
  spec.counts = {{990'000'001, 1'000}};
  CHECK(city_on_areas(spec, streets, map).communities[CommunityId{1}].residents.size() == 100);
  spec.counts = {{990'000'001'001, 50}, {990'000'001'200, 60}};
  CHECK(city_on_areas(spec, streets, map).residents.size() == 110);
  spec.counts = {{990'000'001'005, 50}};
  CHECK_THROWS_WITH(
      city_on_areas(spec, streets, map),
      "city.population_table: it counts 990000001005, which city.areas does not have; leave the row out, or "
      "add the area");
  spec.counts = {{990'000'001, 900}};
  CHECK_THROWS_WITH(city_on_areas(spec, streets, map),
                    Catch::Contains("has 900 residents, and 0 are left for 1 communities without a count"));
}

}  // namespace
}  // namespace outpost::scenarios
