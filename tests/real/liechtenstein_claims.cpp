// Needs data that do not belong to the project; reported as skipped where they are absent (tests/CMakeLists.txt).
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>

#include "scenarios/import/osm.hpp"
#include "sim/base/stream.hpp"
#include "sim/city/travel_times.hpp"

using namespace outpost;

namespace {

const std::filesystem::path map_file = std::filesystem::path{OUTPOST_REAL_DATA} / "osm" / "liechtenstein.osm.pbf";

bool map_is_absent() {
  if (std::filesystem::exists(map_file)) return false;
  std::cout << "skipped: there is no " << map_file.string() << "; set OUTPOST_REAL_DATA to the folder that has osm/\n";
  return true;
}

Length drivable(const StreetNetwork& network, StreetClass street_class) {
  Length sum{};
  for (const Street& street : network.streets) {
    const bool by_car = street.forward.has(Way::car) || street.backward.has(Way::car);
    if (by_car && street.street_class == street_class) sum += street.length;
  }
  return sum;
}

}  // namespace

// 3,483 junctions, 3,963 edges and 409 km are published for this extract, by a definition that is not. By ours, cars
// may use everything from motorway to residential, service roads that are not private, and paved tracks.
TEST_CASE("Liechtenstein imports as one connected network of about 409 km of drivable road") {
  if (map_is_absent()) return;
  const ImportedStreets streets = scenarios::import_osm(map_file);
  const StreetNetwork& network = streets.network;
  CHECK(streets.drivable_length > kilometres(380));
  CHECK(streets.drivable_length < kilometres(470));
  CHECK(drivable(network, StreetClass::arterial) > kilometres(20));
  CHECK(drivable(network, StreetClass::residential) > kilometres(200));
  CHECK(drivable(network, StreetClass::path) == Length{});

  const std::vector<bool> on_foot = largest_connected_part(network, Way::foot);
  CHECK(on_foot == std::vector<bool>(network.nodes.size(), true));
  const std::vector<bool> by_car = largest_connected_part(network, Way::car);
  const auto junctions = std::count(by_car.begin(), by_car.end(), true);
  CHECK(junctions > 3'000);
  CHECK(junctions < 5'000);
  std::int64_t edges = 0;
  for (const Street& street : network.streets) {
    if (!street.forward.has(Way::car) && !street.backward.has(Way::car)) continue;
    ++edges;
    REQUIRE(by_car[street.from.row()]);
    REQUIRE(by_car[street.to.row()]);
  }
  CHECK(edges > 3'500);
  CHECK(edges < 5'500);
  CHECK(streets.police_stations.size() == 1);
  CHECK(streets.nodes_missing == 0);
  CHECK(streets.limits_tagged > 500);
  CHECK(streets.length_dropped < streets.length_kept / 10);
}

TEST_CASE("every street of Liechtenstein is at least as long as the straight line between its ends") {
  if (map_is_absent()) return;
  const StreetNetwork network = scenarios::import_osm(map_file).network;
  for (const Street& street : network.streets) {
    REQUIRE(street.from != street.to);
    // Every piece is rounded to a millimetre.
    const Length slack = millimetres(static_cast<std::int64_t>(street.shape.size()) + 1);
    REQUIRE(street.length + slack >= straight_distance(network.nodes[street.from], network.nodes[street.to]));
  }
}

TEST_CASE("from any door to any door of Liechtenstein leads a path, and it takes what the answer says") {
  if (map_is_absent()) return;
  const StreetNetwork network = scenarios::import_osm(map_file).network;
  const TravelTimes times{MetricSpec{}, TravelSpec{}, network};
  TravelQuery query{times};
  Stream stream{{.seed = 5}, Draw::verification, {409}};
  for (int trip = 0; trip < 200; ++trip) {
    const StreetId first{stream.below(network.streets.size())};
    const StreetId last{stream.below(network.streets.size())};
    const Spot from = spot_on(network, first, network.streets[first].length / 3);
    const Spot to = spot_on(network, last, network.streets[last].length / 2);
    if (!network.streets[first].forward.has(Way::foot) || !network.streets[last].forward.has(Way::foot)) continue;
    const std::optional<Duration> walk = query.static_time(Way::foot, from, to);
    REQUIRE(walk.has_value());
    const std::vector<WayPoint> path = query.path(Way::foot, from, to);
    REQUIRE(path.back().elapsed == *walk);
    REQUIRE(query.static_time(Way::foot, to, from) == *walk);  // nobody walks slower one way
  }
}
