#include <catch2/catch.hpp>

#include "scenarios/read/grid_plan.hpp"
#include "scenarios/write/grid_plan_geojson.hpp"
#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {
namespace {

City planned_town() {
  CitySpec spec = nantong_preset().city;
  spec.division = "990000001";
  spec.population = {6'000};
  const TownDivision row{.code = 990000001,
                         .name = "测试镇",
                         .communities = {{990000001001, "东社区", true}, {990000001200, "北村", false}}};
  return generate_city(spec, {.code = row.code,
                              .name = row.name,
                              .level = DivisionLevel::town,
                              .counties = {{.code = 990000, .name = "测试县", .towns = {row}}}});
}

std::string faults_of(const std::string& text) {
  try {
    read_drawn_grids(text, "plan.geojson");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::string plan_with(const std::string& feature) {
  return "{\"type\":\"FeatureCollection\",\"features\":[\n" + feature + "\n]}";
}

}  // namespace

TEST_CASE("a plan that is written and read back is the same plan, by lists of buildings") {
  const City city = planned_town();
  const GridPlan plan = make_grid_plan({}, city);
  const std::string text = grid_plan_geojson(city, plan, {}, PlanMembers::listed);
  const DrawnPlan read = plan_of(city, read_drawn_grids(text, "plan.geojson"));
  REQUIRE(read.errors.empty());
  REQUIRE(read.plan.grids.size() == plan.grids.size());
  for (const GridId id : plan.grids.ids()) {
    CHECK(read.plan.grids[id].code == plan.grids[id].code);
    CHECK(read.plan.grids[id].buildings == plan.grids[id].buildings);
  }
  CHECK(grid_plan_geojson(city, read.plan, {}, PlanMembers::listed) == text);
  CHECK(text.find("Synthetic: not the record of") != std::string::npos);
}

TEST_CASE("the polygons of a plan alone give back its grids, for they tile the ground around the buildings") {
  const City city = planned_town();
  const GridPlan plan = make_grid_plan({}, city);
  const std::string text = grid_plan_geojson(city, plan, {}, PlanMembers::by_polygon);
  const DrawnPlan read = plan_of(city, read_drawn_grids(text, "plan.geojson"));
  REQUIRE(read.errors.empty());
  // A building beyond its community's border has no ground of its own, and may come to the polygon next to its grid's.
  std::size_t elsewhere = 0;
  for (const BuildingId building : city.buildings.ids()) {
    elsewhere += read.plan.grid_of[building] != plan.grid_of[building] ? 1 : 0;
  }
  CHECK(elsewhere * 100 <= city.buildings.size());
}

TEST_CASE("a bad plan file is told by line and column, all faults together") {
  CHECK(
      faults_of("[]") ==
      "plan.geojson:1:1: error: the file is no FeatureCollection with features; write one as outpost city grids does");
  CHECK(faults_of(plan_with("")).find("the plan has no feature of kind \"grid\"") != std::string::npos);
  const std::string faults = faults_of(plan_with(
      R"({"properties":{"kind":"grid","code":"12"},"geometry":null},
{"properties":{"kind":"grid","code":"990000001001001","buildings":["17"]},"geometry":null},
{"properties":{"kind":"grid","code":"990000001001002"},"geometry":{"type":"Point","coordinates":[1,2]}},
{"properties":{"kind":"grid","code":"990000001001003"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}})"));
  INFO(faults);
  CHECK(faults.find("plan.geojson:2:37: error: a grid's code is text of 15 digits") != std::string::npos);
  CHECK(faults.find("plan.geojson:3:68: error: a building is named by its community's 12 digits and its serial") !=
        std::string::npos);
  CHECK(faults.find("error: a grid's geometry is a Polygon or a MultiPolygon with coordinates") != std::string::npos);
  CHECK(faults.find("error: a ring has three corners at least") != std::string::npos);
}

}  // namespace outpost::scenarios
