#include <catch2/catch.hpp>

#include "tests/support/ascii_city.hpp"

using namespace outpost;
using outpost::test::ascii_city;

TEST_CASE("a spot on a street lies in proportion along its drawn line, bends included") {
  StreetNetwork network;
  const NodeId a = network.nodes.push_back({metres(0), metres(0)});
  const NodeId b = network.nodes.push_back({metres(30), metres(40)});
  network.shape_points.push_back({metres(30), metres(0)});
  // 70 m are drawn, 140 m are given: half of one is half of the other.
  const StreetId street = network.streets.push_back({.from = a, .to = b, .length = metres(140), .shape = {0, 1}});
  CHECK(network.line(street) ==
        std::vector<Position>{{metres(0), metres(0)}, {metres(30), metres(0)}, {metres(30), metres(40)}});
  CHECK(network.at(street, metres(0)) == Position{metres(0), metres(0)});
  CHECK(network.at(street, metres(30)) == Position{metres(15), metres(0)});
  CHECK(network.at(street, metres(60)) == Position{metres(30), metres(0)});
  CHECK(network.at(street, metres(100)) == Position{metres(30), metres(20)});
  CHECK(network.at(street, metres(140)) == Position{metres(30), metres(40)});
}

TEST_CASE("a spot beyond the end of its street is put at the end") {
  const auto city = ascii_city("a---b");
  const StreetId street = city.street('a', 'b');
  CHECK(spot_on(city.streets, street, metres(250)).offset == metres(100));
  CHECK(spot_on(city.streets, street, metres(250)).at == city.streets.nodes[city.junction('b')]);
  CHECK(spot_on(city.streets, street, -metres(3)).offset == metres(0));
  CHECK(spot_on(city.streets, street, -metres(3)).at == city.streets.nodes[city.junction('a')]);
}

TEST_CASE("a street whose drawn points coincide puts every spot at that point") {
  StreetNetwork network;
  const NodeId a = network.nodes.push_back({metres(5), metres(5)});
  const NodeId b = network.nodes.push_back({metres(5), metres(5)});
  const StreetId street = network.streets.push_back({.from = a, .to = b, .length = metres(10)});
  CHECK(network.at(street, metres(4)) == Position{metres(5), metres(5)});
}

TEST_CASE("the largest connected part is what can be reached and left again") {
  const auto city = ascii_city(R"(
    a---b->-c---d
    |   |
    e---f       g---h
  )");
  const std::vector<bool> part = largest_connected_part(city.streets, Way::car);
  for (const char name : {'a', 'b', 'e', 'f'}) CHECK(part[city.junction(name).row()]);
  // c and d are reached by the one-way street but never left again; g and h are an island.
  for (const char name : {'c', 'd', 'g', 'h'}) CHECK_FALSE(part[city.junction(name).row()]);
}

TEST_CASE("walkers are connected where one-way streets part the cars") {
  const auto city = ascii_city("a->-b->-c->-d");
  const std::vector<bool> on_foot = largest_connected_part(city.streets, Way::foot);
  CHECK(on_foot == std::vector<bool>(4, true));
  const std::vector<bool> by_car = largest_connected_part(city.streets, Way::car);
  CHECK(by_car == std::vector<bool>{true, false, false, false});
}

TEST_CASE("of two equally large parts the one with the lowest junction counts") {
  const auto city = ascii_city("a---b   c---d");
  CHECK(largest_connected_part(city.streets, Way::foot) == std::vector<bool>{true, true, false, false});
}

TEST_CASE("a network without junctions has no connected part") {
  CHECK(largest_connected_part(StreetNetwork{}, Way::foot).empty());
}
