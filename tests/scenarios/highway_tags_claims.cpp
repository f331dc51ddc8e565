#include <catch2/catch.hpp>

#include "scenarios/import/highway_tags.hpp"

using namespace outpost;
using namespace outpost::scenarios;

namespace {

HighwayUse use_of(const OsmTags& tags) {
  const std::optional<HighwayUse> use = highway_use(tags);
  REQUIRE(use.has_value());
  return *use;
}

bool both_ways(const HighwayUse& use, Way way) {
  return use.forward.has(way) && use.backward.has(way);
}

bool closed(const HighwayUse& use, Way way) {
  return !use.forward.has(way) && !use.backward.has(way);
}

double limit_of(std::string_view text) {
  const SpeedLimit read = speed_limit(text);
  REQUIRE(read.limit.has_value());
  return read.limit->in_kilometres_per_hour();
}

}  // namespace

TEST_CASE("streets have the class of what they carry") {
  CHECK(use_of({{"highway", "motorway_link"}}).street_class == StreetClass::arterial);
  CHECK(use_of({{"highway", "primary"}}).street_class == StreetClass::arterial);
  CHECK(use_of({{"highway", "tertiary_link"}}).street_class == StreetClass::collector);
  CHECK(use_of({{"highway", "living_street"}}).street_class == StreetClass::residential);
  CHECK(use_of({{"highway", "service"}}).street_class == StreetClass::lane);
  CHECK(use_of({{"highway", "steps"}}).street_class == StreetClass::path);
}

TEST_CASE("what is planned, what is no street and the edge of a car park are not imported") {
  CHECK_FALSE(highway_use({}));
  CHECK_FALSE(highway_use({{"highway", "proposed"}}));
  CHECK_FALSE(highway_use({{"highway", "_link"}}));
  CHECK_FALSE(highway_use({{"highway", "service"}, {"area", "yes"}}));
  CHECK(highway_use({{"highway", "pedestrian"}, {"area", "yes"}}));
}

TEST_CASE("an untagged residential street is open to all in both directions") {
  const HighwayUse use = use_of({{"highway", "residential"}});
  CHECK(use.forward == WaySet::all());
  CHECK(use.backward == WaySet::all());
}

TEST_CASE("paths are for feet and e-bikes, steps for feet, motorways for cars") {
  const HighwayUse path = use_of({{"highway", "footway"}, {"motor_vehicle", "yes"}});
  CHECK(path.forward == WaySet::no_cars());
  CHECK(path.backward == WaySet::no_cars());
  CHECK(use_of({{"highway", "steps"}}).forward == WaySet::walking());
  for (const OsmTags& tags :
       {OsmTags{{"highway", "motorway"}, {"access", "yes"}}, OsmTags{{"highway", "trunk"}, {"motorroad", "yes"}}}) {
    const HighwayUse motorway = use_of(tags);
    CHECK(closed(motorway, Way::foot));
    CHECK(closed(motorway, Way::e_bike));
    CHECK(motorway.forward.has(Way::car));
  }
}

TEST_CASE("a one-way street binds what has wheels and not who walks, in either direction of drawing") {
  for (const char* value : {"yes", "1", "true"}) {
    const HighwayUse use = use_of({{"highway", "residential"}, {"oneway", value}});
    CHECK(use.forward == WaySet::all());
    CHECK(use.backward == WaySet::walking());
  }
  for (const char* value : {"-1", "reverse"}) {
    const HighwayUse use = use_of({{"highway", "residential"}, {"oneway", value}});
    CHECK(use.forward == WaySet::walking());
    CHECK(use.backward == WaySet::all());
  }
}

TEST_CASE("roundabouts and motorways are one-way without saying so, unless they say otherwise") {
  CHECK(use_of({{"highway", "tertiary"}, {"junction", "roundabout"}}).backward == WaySet::walking());
  CHECK(use_of({{"highway", "tertiary"}, {"junction", "circular"}}).backward == WaySet::walking());
  CHECK(use_of({{"highway", "motorway"}}).backward.empty());
  CHECK(use_of({{"highway", "motorway_link"}}).backward.has(Way::car));
  CHECK(both_ways(use_of({{"highway", "tertiary"}, {"junction", "roundabout"}, {"oneway", "no"}}), Way::car));
}

TEST_CASE("bicycles may be let in against a one-way street") {
  for (const OsmTags& tags : {OsmTags{{"highway", "residential"}, {"oneway", "yes"}, {"oneway:bicycle", "no"}},
                              OsmTags{{"highway", "residential"}, {"oneway", "yes"}, {"cycleway", "opposite_lane"}}}) {
    CHECK(both_ways(use_of(tags), Way::e_bike));
    CHECK_FALSE(use_of(tags).backward.has(Way::car));
  }
  const HighwayUse contraflow = use_of({{"highway", "residential"}, {"oneway:bicycle", "-1"}});
  CHECK_FALSE(contraflow.forward.has(Way::e_bike));
  CHECK(both_ways(contraflow, Way::car));
}

TEST_CASE("the more special access tag counts") {
  CHECK_FALSE(highway_use({{"highway", "service"}, {"access", "private"}}));
  CHECK_FALSE(highway_use({{"highway", "service"}, {"access", "no"}}));
  const HighwayUse footpath = use_of({{"highway", "service"}, {"access", "no"}, {"foot", "yes"}});
  CHECK(both_ways(footpath, Way::foot));
  CHECK(closed(footpath, Way::e_bike));
  CHECK(closed(footpath, Way::car));
  const HighwayUse bus_gate = use_of({{"highway", "residential"}, {"motor_vehicle", "no"}});
  CHECK(both_ways(bus_gate, Way::e_bike));
  CHECK(closed(bus_gate, Way::car));
  CHECK(closed(bus_gate, Way::car_siren));
  const HighwayUse car_free = use_of({{"highway", "residential"}, {"vehicle", "no"}, {"bicycle", "yes"}});
  CHECK(both_ways(car_free, Way::e_bike));
  CHECK(closed(car_free, Way::car));
  CHECK(closed(use_of({{"highway", "footway"}, {"bicycle", "dismount"}}), Way::e_bike));
  CHECK(closed(use_of({{"highway", "primary"}, {"foot", "no"}}), Way::foot));
  CHECK(both_ways(use_of({{"highway", "residential"}, {"access", "destination"}}), Way::car));
}

TEST_CASE("cars use a track if it is paved or says so") {
  CHECK(closed(use_of({{"highway", "track"}}), Way::car));
  CHECK(both_ways(use_of({{"highway", "track"}, {"tracktype", "grade1"}}), Way::car));
  CHECK(closed(use_of({{"highway", "track"}, {"tracktype", "grade1"}, {"motor_vehicle", "agricultural"}}), Way::car));
  CHECK(both_ways(use_of({{"highway", "track"}, {"motor_vehicle", "permissive"}}), Way::car));
  CHECK(both_ways(use_of({{"highway", "track"}}), Way::e_bike));
}

TEST_CASE("speed limits are read in km/h, in miles, in words and by zone") {
  CHECK(limit_of("50") == Approx(50.0));
  CHECK(limit_of("50 km/h") == Approx(50.0));
  CHECK(limit_of("50km/h") == Approx(50.0));
  CHECK(limit_of("62.5") == Approx(62.5));
  CHECK(limit_of("30 mph") == Approx(48.28032));
  CHECK(limit_of("walk") == Approx(7.0));
  CHECK(limit_of("CH:urban") == Approx(50.0));
  CHECK(limit_of("LI:rural") == Approx(80.0));
  CHECK(limit_of("DE:zone30") == Approx(30.0));
  CHECK(limit_of("DE:zone:20") == Approx(20.0));
  CHECK(limit_of("AT:30") == Approx(30.0));
}

TEST_CASE("a limit of none is no limit, and no fault either") {
  CHECK_FALSE(speed_limit("none").limit);
  CHECK_FALSE(speed_limit("none").unreadable);
}

TEST_CASE("a limit that cannot be read, or cannot be meant, is unreadable") {
  for (const char* text : {"", "fast", "signals", "50;30", "50 furlongs", "XX:urban", "-50", "0", "0.5", "201", "1e3",
                           "nan", "inf", "DE:zone", "DE:", ":30", "km/h", "50 km/h 30", "DE:zone30x"}) {
    CAPTURE(text);
    CHECK_FALSE(speed_limit(text).limit);
    CHECK(speed_limit(text).unreadable);
  }
}

TEST_CASE("an unreadable limit leaves the street to its class, and a street without cars has no limit") {
  const HighwayUse odd = use_of({{"highway", "residential"}, {"maxspeed", "slow"}});
  CHECK(odd.limit_unreadable);
  CHECK_FALSE(odd.car_limit);
  CHECK(both_ways(odd, Way::car));
  const HighwayUse path = use_of({{"highway", "path"}, {"maxspeed", "slow"}});
  CHECK_FALSE(path.limit_unreadable);
  CHECK_FALSE(path.car_limit);
}
