#include <catch2/catch.hpp>

#include "scenarios/import/area_map.hpp"
#include "scenarios/import/street_table.hpp"
#include "scenarios/read/error.hpp"
#include "sim/city/travel_times.hpp"
#include "tests/folders.hpp"
#include "tests/scenarios/reading.hpp"

namespace outpost::scenarios {
namespace {

const std::string square_nodes = "node,x_m,y_m\na,0,0\nb,100,0\nc,100,50\n";
const std::string two_ways = "from,to,car_s\na,b,10\nb,a,12\nb,c,5\nc,b,5\n";

ImportedStreets read(const std::string& nodes, const std::string& arcs, const ArcColumnSpec& columns = {}) {
  return read_street_tables({nodes, "nodes.csv", arcs, "arcs.csv"}, columns);
}

std::string fault_of_tables(const std::string& nodes, const std::string& arcs, const ArcColumnSpec& columns = {}) {
  try {
    read(nodes, arcs, columns);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

ArcColumnSpec named(Way way, const std::string& column, TimeUnit unit) {
  ArcColumnSpec columns;
  columns.times[static_cast<std::size_t>(way)] = column;
  columns.unit = unit;
  return columns;
}

Spot end_of(const StreetNetwork& network, Length x, Length y) {
  for (const StreetId street : network.streets.ids()) {
    if (network.nodes[network.streets[street].from] == Position{x, y}) return spot_on(network, street, Length{});
    if (network.nodes[network.streets[street].to] == Position{x, y}) {
      return spot_on(network, street, network.streets[street].length);
    }
  }
  FAIL("no junction lies there");
  return {};
}

TEST_CASE("two arcs between two junctions are one street with a time in each direction") {
  const ImportedStreets found = read(square_nodes, two_ways);
  CHECK(found.network.streets.size() == 2);
  CHECK(found.network.nodes.size() == 3);
  CHECK_FALSE(found.on_globe);
  const TravelTimes times{MetricSpec{}, TravelSpec{}, found.network};
  TravelQuery query{times};
  const Spot a = end_of(found.network, metres(0), metres(0));
  const Spot c = end_of(found.network, metres(100), metres(50));
  CHECK(query.static_time(Way::car, a, c) == 15s);
  CHECK(query.static_time(Way::car, c, a) == 17s);
}

TEST_CASE("times of a table are kept to the millisecond, in whatever unit they stand") {
  const std::string arcs = "from,to,length_m,mode_1\na,b,100,0.005\nb,a,100,0.005\nb,c,50,1e-9\nc,b,50,0.0001\n";
  const ImportedStreets found = read(square_nodes, arcs, named(Way::car, "mode_1", TimeUnit::day));
  const TravelTimes times{MetricSpec{}, TravelSpec{}, found.network};
  TravelQuery query{times};
  const Spot a = end_of(found.network, metres(0), metres(0));
  const Spot b = end_of(found.network, metres(100), metres(0));
  const Spot c = end_of(found.network, metres(100), metres(50));
  CHECK(query.static_time(Way::car, a, b) == 432s);
  CHECK(query.static_time(Way::car, b, c) == 1ms);  // 0.0864 ms
  CHECK(query.static_time(Way::car, c, b) == 8'640ms);
}

TEST_CASE("a way without a column goes by length and speed; walkers go both ways along a one-way street") {
  const ImportedStreets found = read(square_nodes, "from,to,length_m,car_s\na,b,134,10\nb,c,67,\nc,b,67,\n");
  TravelSpec travel;
  travel.base[static_cast<std::size_t>(Way::foot)].fill(metres_per_second(1.0));
  const TravelTimes times{MetricSpec{}, travel, found.network};
  TravelQuery query{times};
  const Spot a = end_of(found.network, metres(0), metres(0));
  const Spot b = end_of(found.network, metres(100), metres(0));
  const Spot c = end_of(found.network, metres(100), metres(50));
  CHECK(query.static_time(Way::foot, b, a) == 134s);
  CHECK(query.static_time(Way::foot, a, c) == 201s);
  CHECK_FALSE(query.static_time(Way::car, b, c));
  CHECK_FALSE(query.static_time(Way::e_bike, b, a));
}

TEST_CASE("tables laid out like those of JEMSS read too, once it is said what their times are for") {
  const std::string nodes =
      "nodes,3,,\nindex,x,y,offRoadAccess,\n1.0,-73.98,40.76,1.0\n2.0,-73.97,40.76,1.0\n3.0,-73.97,40.77,0.0\n,\n";
  const std::string arcs =
      "miscData,1,,\narcForm,numModes,\ndirected,2\n,\narcs,4,,\nindex,fromNode,toNode,mode_1,mode_2,\n"
      "1.0,1.0,2.0,0.001,0.002\n2.0,2.0,1.0,0.001,0.002\n3.0,2.0,3.0,0.002,0.003\n4.0,3.0,2.0,0.002,0.003\n,\n";
  ArcColumnSpec columns = named(Way::car_siren, "mode_1", TimeUnit::day);
  columns.times[static_cast<std::size_t>(Way::car)] = "mode_2";
  const ImportedStreets found = read(nodes, arcs, columns);
  CHECK(found.on_globe);
  CHECK(found.origin_latitude == Approx(40.765));
  REQUIRE(found.network.streets.size() == 2);
  CHECK(found.network.given_times[GivenTimesId{0}].forward[static_cast<std::size_t>(Way::car)] == 172'800ms);
  CHECK(found.network.given_times[GivenTimesId{0}].forward[static_cast<std::size_t>(Way::car_siren)] == 86'400ms);
  CHECK(found.network.streets[StreetId{0}].length.in_metres() == Approx(842.3).margin(0.5));
  CHECK(fault_of_tables(nodes, arcs) ==
        "arcs.csv:6:1: error: nothing says which way of moving the times are for; write [city.arc_times] with car = "
        "\"mode_1\" or the like, and their unit");
  CHECK(fault_of_tables(nodes, arcs, named(Way::car, "mode_3", TimeUnit::day)) ==
        "arcs.csv:6:1: error: the table of arcs has no column \"mode_3\", which city.arc_times.car names; did you mean "
        "\"mode_1\"?");
}

TEST_CASE("pieces that do not hang together are dropped, and the report says from which line") {
  const ImportedStreets found = import_street_tables(import_folder + "nodes.csv", import_folder + "arcs.csv", {});
  CHECK(found.nodes_read == 8);
  CHECK(found.network.nodes.size() == 6);
  CHECK(found.streets_kept == 7);
  CHECK(found.streets_dropped == 1);
  REQUIRE(found.pieces_dropped == 1);
  CHECK(found.longest_dropped[0].first == "line 15");
  CHECK(found.longest_dropped[0].length == metres(100));
}

TEST_CASE("a faulty table of nodes is refused by row") {
  CHECK(fault_of_tables("id,lon,lat\n", two_ways) ==
        "nodes.csv:1:1: error: this is not the heading of a table of nodes; write node,x_m,y_m or "
        "node,longitude,latitude");
  CHECK(fault_of_tables("node,x_m\na,1\n", two_ways) ==
        "nodes.csv:1:1: error: the table of nodes lacks a column; write node,x_m,y_m or node,longitude,latitude");
  CHECK(fault_of_tables("node,longitude,latitude\na,200,40\nb,7,\nb,7,8\nb,7,9\n", two_ways) ==
        "nodes.csv:2:3: error: longitude is \"200\"; write a number from -180 to 180\n"
        "nodes.csv:3:1: error: the row lacks a node or its place; write both\n"
        "nodes.csv:5:1: error: the node \"b\" stands in line 4 already; write every node once");
  CHECK_THAT(fault_of_tables("node,longitude,latitude\na,0,40\nb,90,40\n", two_ways),
             Catch::Contains("nodes.csv:2:1: error: the node lies more than 300 km from the middle of the others"));
  CHECK(fault_of_tables("node,x_m,y_m\n", two_ways) == "nodes.csv:1:1: error: the table has no nodes; write some");
}

TEST_CASE("a faulty arc is refused by its row: unknown node, loop, twice, no time, no length") {
  CHECK(fault_of_tables(square_nodes,
                        "from,to,length_m,class,car_s\na,x,1,,1\na,a,1,,1\na,b,0,,1\nb,a,-4,,1\na,b,1,roud,1\n"
                        "a,b,1,,0\nb,c,1,,-2\nb,c,1,,soon\n,b,1,,1\nc,a,9,,9\nc,a,9,,9\n") ==
        "arcs.csv:2:3: error: the node \"x\" is not in the table of nodes; add it there, or correct the arc\n"
        "arcs.csv:3:1: error: the arc leads from the node \"a\" back to itself; leave it out, or split it at a node "
        "between\n"
        "arcs.csv:4:5: error: length_m is 0; write a length of at least 0.001\n"
        "arcs.csv:5:5: error: length_m is \"-4\"; write a number from 0 to 500000\n"
        "arcs.csv:6:7: error: there is no class \"roud\"; write one of \"arterial\", \"collector\", \"residential\", "
        "\"lane\", \"path\"\n"
        "arcs.csv:7:8: error: car_s is 0; write a time above 0, or leave the field empty where car may not pass\n"
        "arcs.csv:8:8: error: car_s is \"-2\"; write a number from 0 to 86400\n"
        "arcs.csv:9:8: error: car_s is \"soon\"; write a number from 0 to 86400\n"
        "arcs.csv:10:1: error: the row does not say from where; write the node\n"
        "arcs.csv:12:1: error: the arc stands in line 11 already, with the same length and times; leave one out");
  CHECK(fault_of_tables(square_nodes, "from,to\n") == "arcs.csv:1:1: error: the table has no arcs; write some");
  CHECK(fault_of_tables(square_nodes, "from,to,foot_s\na,b,70\n") ==
        "arcs.csv:2:1: error: walkers may pass this arc in one direction only; write the arc back with a time on foot, "
        "or leave the field empty in both");
  CHECK(
      fault_of_tables(square_nodes, "from,to,owner\na,b,me\n") ==
      "arcs.csv:1:9: error: the column \"owner\" names persons; Outpost reads no records about persons or households: "
      "give counts per place, and leave the column out");
  CHECK(
      fault_of_tables(square_nodes, "from,to,foot_s\na,b,\nb,a,\n") ==
      "arcs.csv:1:1: error: no two junctions are joined by an arc that people may walk along; give arcs with times on "
      "foot, or leave that column out");
  CHECK_THAT(fault_of_tables("", ""), Catch::Contains("nodes.csv:1:1: error: the table is empty"));
}

TEST_CASE("parallel streets stay two streets when their lengths differ") {
  const ImportedStreets found = read(square_nodes, "from,to,length_m\na,b,100\na,b,130\nb,a,130\nb,a,100\n");
  REQUIRE(found.network.streets.size() == 2);
  CHECK(found.network.streets[StreetId{0}].length == metres(100));
  CHECK(found.network.streets[StreetId{1}].length == metres(130));
  CHECK(found.network.streets[StreetId{0}].backward.has(Way::car));
}

}  // namespace
}  // namespace outpost::scenarios
