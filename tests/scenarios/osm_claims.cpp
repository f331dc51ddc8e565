#include <zlib.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iterator>

#include "scenarios/import/osm.hpp"
#include "scenarios/read/error.hpp"
#include "tests/folders.hpp"
#include "tests/support/osm_drawing.hpp"

using namespace outpost;
using outpost::scenarios::import_osm;
using outpost::scenarios::ScenarioError;
using outpost::test::OsmDrawing;
using outpost::test::write_file;

namespace {

/// A folder for every process, because ctest runs claims side by side.
const std::string& folder() {
  static const std::string name = [] {
    std::string pattern = std::string{OUTPOST_BINARY_DIR} + "/osm_claims_XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
    return pattern;
  }();
  return name;
}

void write_compressed(const std::string& file, std::string_view content) {
  const gzFile out = gzopen(file.c_str(), "wb");
  const int written = gzwrite(out, content.data(), static_cast<unsigned>(content.size()));
  if (gzclose(out) != Z_OK || written != static_cast<int>(content.size())) {
    throw std::runtime_error("cannot write " + file);
  }
}

std::string file_named(const std::string& name) {
  return folder() + "/" + name;
}

ImportedStreets imported(const OsmDrawing& drawing) {
  write_file(file_named("map.osm"), drawing.xml());
  return import_osm(file_named("map.osm"));
}

/// "line:message" of what the import complains about.
std::string complaint(const std::string& name) {
  try {
    import_osm(file_named(name));
  } catch (const ScenarioError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics()[0].at.file == file_named(name));
    return std::to_string(error.diagnostics()[0].at.line) + ":" + error.diagnostics()[0].message;
  }
  return "no complaint";
}

std::string complaint_about(const std::string& name, std::string_view content) {
  write_file(file_named(name), content);
  return complaint(name);
}

const Street& only_street(const ImportedStreets& streets) {
  REQUIRE(streets.network.streets.size() == 1);
  return streets.network.streets[StreetId{0}];
}

/// Four corners, 111.195 m apart.
OsmDrawing corners() {
  OsmDrawing drawing;
  drawing.node(1, 0, 0).node(2, 0, 1).node(3, 1, 1).node(4, 1, 0);
  return drawing;
}

constexpr std::int64_t side = 111'195;  // mm

const std::string advice = "; give an extract of OpenStreetMap (.osm.pbf, .osm or .osm.gz)";

}  // namespace

TEST_CASE("two crossing ways become four streets that meet at one junction") {
  OsmDrawing drawing;
  drawing.node(1, -1, 0).node(2, 0, 0).node(3, 1, 0).node(4, 0, -1).node(5, 0, 1);
  drawing.way(10, {1, 2, 3}).way(11, {4, 2, 5});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.network.nodes.size() == 5);
  REQUIRE(streets.network.streets.size() == 4);
  for (const Street& street : streets.network.streets) {
    CHECK(std::abs(street.length.in_millimetres() - side) <= 1);
    CHECK(street.street_class == StreetClass::residential);
    CHECK(street.shape.empty());
  }
  CHECK(streets.nodes_read == 5);
  CHECK(streets.ways_read == 2);
  CHECK(streets.streets_kept == 4);
  CHECK(streets.streets_dropped == 0);
  CHECK(streets.length_kept == streets.drivable_length);
  CHECK(streets.attribution == "© OpenStreetMap contributors, ODbL 1.0");
}

TEST_CASE("a bend is a shape point and not a junction, and lengthens the street") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2, 3});
  const ImportedStreets streets = imported(drawing);
  const Street& street = only_street(streets);
  CHECK(streets.network.nodes.size() == 2);
  CHECK(std::abs(street.length.in_millimetres() - 2 * side) <= 2);
  CHECK(street.shape.size() == 1);
  CHECK(streets.network.line(StreetId{0}).size() == 3);
}

TEST_CASE("positions are metres around the middle of the streets, and a degree of longitude shrinks to the north") {
  OsmDrawing drawing;
  drawing.node(1, 60'000, 9'000).node(2, 60'000, 9'002).node(3, 89'000, 0);
  drawing.way(10, {1, 2});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.origin_latitude == 60.0);
  CHECK(streets.origin_longitude == 9.001);
  CHECK(std::abs(only_street(streets).length.in_millimetres() - side) <= 2);  // 0.002 degrees times cos 60
  const Position west = streets.network.nodes[only_street(streets).from];
  CHECK(std::abs(west.x.in_millimetres() + side / 2) <= 1);
  CHECK(west.y == Length{});
}

TEST_CASE("a one-way street stays one-way, drawn forwards or backwards") {
  for (const bool reverse : {false, true}) {
    OsmDrawing drawing = corners();
    if (reverse) drawing.way(10, {2, 1}, {{"highway", "residential"}, {"oneway", "-1"}});
    if (!reverse) drawing.way(10, {1, 2}, {{"highway", "residential"}, {"oneway", "yes"}});
    drawing.way(11, {2, 3, 4, 1});
    const ImportedStreets streets = imported(drawing);
    const Street& street = streets.network.streets[StreetId{0}];
    CHECK(street.forward == (reverse ? WaySet::walking() : WaySet::all()));
    CHECK(street.backward == (reverse ? WaySet::all() : WaySet::walking()));
  }
}

TEST_CASE("a roundabout is driven round in one direction") {
  OsmDrawing drawing = corners();
  drawing.node(5, -1, 0).node(6, 2, 1);
  drawing.way(10, {1, 2, 3, 4, 1}, {{"highway", "tertiary"}, {"junction", "roundabout"}});
  drawing.way(11, {5, 1}).way(12, {3, 6});
  const ImportedStreets streets = imported(drawing);
  REQUIRE(streets.network.streets.size() == 4);
  const Street& first = streets.network.streets[StreetId{0}];
  const Street& second = streets.network.streets[StreetId{1}];
  for (const Street* half : {&first, &second}) {
    CHECK(half->forward == WaySet::all());
    CHECK(half->backward == WaySet::walking());
  }
  CHECK(first.to == second.from);
  CHECK(first.from == second.to);
}

TEST_CASE("a loop at the end of a street is cut, so that no street leads from a junction to itself") {
  OsmDrawing drawing = corners();
  drawing.node(5, 0, -1);
  drawing.way(10, {5, 1}).way(11, {1, 2, 3, 4, 1});
  const ImportedStreets streets = imported(drawing);
  REQUIRE(streets.network.streets.size() == 3);
  for (const Street& street : streets.network.streets) CHECK(street.from != street.to);
  CHECK(std::abs(streets.length_kept.in_millimetres() - 5 * side) <= 5);
}

TEST_CASE("a way there and back over the same node is cut into two parallel streets") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2, 1});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.network.streets.size() == 2);
  CHECK(streets.network.nodes.size() == 2);
}

TEST_CASE("parallel streets between two junctions are both kept") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2}).way(11, {1, 4, 3, 2});
  CHECK(imported(drawing).network.streets.size() == 2);
}

TEST_CASE("a node that a way repeats at once, or two junctions at one place, leave no street without length") {
  OsmDrawing drawing;
  drawing.node(1, 0, 0).node(2, 0, 1).node(3, 0, 1).node(4, 0, 2);
  drawing.way(10, {1, 1, 2, 2}).way(11, {2, 3}).way(12, {3, 4}).way(13, {4, 4});
  const ImportedStreets streets = imported(drawing);
  REQUIRE(streets.network.streets.size() == 3);
  CHECK(streets.network.streets[StreetId{1}].length == millimetres(1));
}

TEST_CASE("speed limits are kept and counted, unreadable ones counted") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2}, {{"highway", "residential"}, {"maxspeed", "30"}});
  drawing.way(11, {2, 3}, {{"highway", "residential"}, {"maxspeed", "brisk"}});
  drawing.way(12, {3, 4}, {{"highway", "footway"}, {"maxspeed", "30"}});
  drawing.way(13, {3, 1}, {{"highway", "residential"}, {"maxspeed", "20 mph"}});
  const ImportedStreets streets = imported(drawing);
  REQUIRE(streets.network.streets.size() == 4);
  CHECK(streets.limits_tagged == 2);
  CHECK(streets.limits_unreadable == 1);
  CHECK(streets.network.streets[StreetId{0}].car_limit == kilometres_per_hour(30));
  CHECK_FALSE(streets.network.streets[StreetId{1}].car_limit);
  CHECK_FALSE(streets.network.streets[StreetId{2}].car_limit);
  REQUIRE(streets.network.streets[StreetId{3}].car_limit);
  CHECK(streets.network.streets[StreetId{3}].car_limit->in_kilometres_per_hour() == Approx(32.18688));
}

TEST_CASE("what cannot be reached is dropped and reported with its length") {
  OsmDrawing drawing = corners();
  drawing.node(5, 5, 5).node(6, 5, 7);
  drawing.way(10, {1, 2}).way(11, {2, 3}).way(12, {5, 6});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.streets_kept == 2);
  CHECK(streets.streets_dropped == 1);
  CHECK(std::abs(streets.length_kept.in_millimetres() - 2 * side) <= 2);
  CHECK(std::abs(streets.length_dropped.in_millimetres() - 2 * side) <= 2);
  CHECK(streets.network.nodes.size() == 3);
}

TEST_CASE("a street that cars could not leave again stays open to walkers alone") {
  OsmDrawing drawing = corners();
  drawing.node(5, 0, 2);
  drawing.way(10, {1, 2, 3, 4, 1});
  drawing.way(11, {2, 5}, {{"highway", "residential"}, {"oneway", "yes"}, {"maxspeed", "30"}});
  const ImportedStreets streets = imported(drawing);
  const Street& trap = streets.network.streets[StreetId{streets.network.streets.size() - 1}];
  CHECK(trap.forward == WaySet::walking());
  CHECK(trap.backward == WaySet::walking());
  CHECK_FALSE(trap.car_limit);
  CHECK(streets.limits_tagged == 0);
  CHECK(streets.drivable_length < streets.length_kept);
}

TEST_CASE("a motorway is kept between junctions that walkers reach, and dropped where none can") {
  OsmDrawing drawing = corners();
  drawing.node(5, 0, 2).node(6, 0, 3);
  drawing.way(10, {1, 4, 3, 2});
  drawing.way(11, {1, 2}, {{"highway", "motorway"}});
  drawing.way(12, {2, 5}, {{"highway", "motorway"}, {"oneway", "no"}});
  drawing.way(13, {5, 6}, {{"highway", "footway"}});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.streets_kept == 2);
  CHECK(streets.streets_dropped == 2);
  CHECK(largest_connected_part(streets.network, Way::foot) == std::vector<bool>{true, true});
}

TEST_CASE("of two towns the one with more junctions for cars is kept, though the other has more paths") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2}).way(11, {2, 3}).way(12, {3, 4});
  for (int i = 0; i < 6; ++i) drawing.node(20 + i, 9, i);
  drawing.way(30, {20, 21});
  for (int i = 1; i < 5; ++i) drawing.way(30 + i, {20 + i, 21 + i}, {{"highway", "path"}});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.streets_kept == 3);
  CHECK(streets.drivable_length == streets.length_kept);
}

TEST_CASE("a map of paths alone is a city without cars") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2, 3}, {{"highway", "footway"}});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.streets_kept == 1);
  CHECK(streets.drivable_length == Length{});
}

TEST_CASE("at the border of an extract a way is cut where its nodes are missing") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2, 99, 98, 3, 4}).way(11, {2, 3});
  const ImportedStreets streets = imported(drawing);
  CHECK(streets.nodes_missing == 2);
  CHECK(streets.streets_kept == 3);
}

TEST_CASE("police stations are found as points and as buildings") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2, 3});
  drawing.node(5, 0, 0.5, {{"amenity", "police"}}).node(6, 1, 0.5, {{"amenity", "fire_station"}});
  drawing.way(11, {1, 2, 3, 4, 1}, {{"amenity", "police"}, {"building", "yes"}});
  const ImportedStreets streets = imported(drawing);
  REQUIRE(streets.police_stations.size() == 2);
  CHECK(std::abs(streets.police_stations[0].x.in_millimetres()) <= 1);
  CHECK(std::abs(streets.police_stations[0].y.in_millimetres() + side / 2) <= 1);
  CHECK(std::abs(streets.police_stations[1].x.in_millimetres()) <= 1);
  CHECK(std::abs(streets.police_stations[1].y.in_millimetres()) <= 1);
}

TEST_CASE("one map imports alike from XML, compressed XML and PBF, in whatever order it is written") {
  OsmDrawing drawing = corners();
  drawing.node(5, 0, -3.5).node(6, -2, 0.25);
  drawing.way(10, {1, 2, 3, 4, 1}, {{"highway", "tertiary"}, {"junction", "roundabout"}, {"maxspeed", "30"}});
  drawing.way(11, {5, 1}).way(12, {3, 6}, {{"highway", "path"}}).way(13, {6, 5});
  const ImportedStreets plain = imported(drawing);
  REQUIRE(plain.streets_kept == 5);
  write_compressed(file_named("map.osm.gz"), drawing.xml());
  write_file(file_named("map.osm.pbf"), drawing.pbf());
  std::reverse(drawing.nodes.begin(), drawing.nodes.end());
  std::reverse(drawing.ways.begin(), drawing.ways.end());
  write_file(file_named("reversed.osm"), drawing.xml(true));
  for (const char* name : {"map.osm", "map.osm.gz", "map.osm.pbf", "reversed.osm"}) {
    CAPTURE(name);
    const ImportedStreets again = import_osm(file_named(name));
    CHECK(again.network == plain.network);
    CHECK(again.origin_latitude == plain.origin_latitude);
    CHECK(again.origin_longitude == plain.origin_longitude);
    CHECK(again.limits_tagged == plain.limits_tagged);
  }
}

TEST_CASE("junctions are numbered by where they are, whatever their numbers on the map") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2}).way(11, {2, 3}).way(12, {3, 4});
  OsmDrawing renamed;
  renamed.node(77, 0, 0).node(6, 0, 1).node(5, 1, 1).node(1, 1, 0);
  renamed.way(10, {77, 6}).way(11, {6, 5}).way(12, {5, 1});
  CHECK(imported(drawing).network == imported(renamed).network);
}

TEST_CASE("an object that stands twice and alike counts once; two versions of it are refused") {
  OsmDrawing drawing = corners();
  drawing.node(1, 0, 0);
  drawing.way(10, {1, 2, 3}).way(10, {1, 2, 3});
  CHECK(imported(drawing).streets_kept == 1);
  OsmDrawing two_ways = drawing;
  two_ways.way(10, {1, 2});
  CHECK(complaint_about("two.osm", two_ways.xml()) ==
        "1:way 10 stands in it twice, and differently" + advice + " of one moment");
  drawing.node(1, 0, 0.5);
  CHECK(complaint_about("two.osm", drawing.xml()) ==
        "1:node 1 stands in it twice, and differently" + advice + " of one moment");
}

TEST_CASE("a map that is missing, a folder, empty or something else is refused in words") {
  CHECK(complaint("missing.osm.pbf") ==
        "1:there is no such file; check the name, which is relative to the file that gives it");
  std::filesystem::create_directories(file_named("folder.osm"));
  CHECK(complaint("folder.osm") == "1:this is not a file" + advice);
  CHECK(complaint_about("empty.osm.pbf", "") == "1:the file is empty" + advice);
  CHECK(complaint_about("notes.txt", "hello") == "1:the name does not end like a street map" + advice);
  CHECK(complaint_about("hello.osm", "hello") == "1:the street map is damaged (syntax error)" + advice);
  CHECK(complaint_about("other.osm", "<gpx/>") ==
        "1:the street map is damaged (Unknown top-level element: gpx)" + advice);
  CHECK(complaint_about("hello.osm.pbf", "hello, this is not a PBF file").substr(0, 31) ==
        "1:the street map cannot be read");
  CHECK(complaint_about("hello.osm.gz", "hello, this is not compressed").substr(0, 17) == "1:the street map ");
}

TEST_CASE("a truncated map is refused, not imported in part") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2, 3});
  const std::string xml = drawing.xml();
  const std::string cut_xml = complaint_about("cut.osm", xml.substr(0, xml.size() - 20));
  CHECK(cut_xml.find(":the street map is damaged (") == 2);  // at line 20 or so
  const std::string pbf = drawing.pbf();
  for (const std::size_t rest : {pbf.size() - 1, pbf.size() - 40, std::size_t{30}, std::size_t{3}}) {
    CAPTURE(rest);
    CHECK(complaint_about("cut.osm.pbf", pbf.substr(0, rest)).substr(0, 31) == "1:the street map cannot be read");
  }
  write_compressed(file_named("whole.osm.gz"), xml);
  std::ifstream whole{file_named("whole.osm.gz"), std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{whole}, {}};
  const std::string cut_gz = complaint_about("cut.osm.gz", bytes.substr(0, bytes.size() - 30));
  CHECK(cut_gz.find(":the street map ") != std::string::npos);
}

TEST_CASE("any byte of a map may be wrong, and nothing but a ScenarioError comes of it") {
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2, 3}, {{"highway", "residential"}, {"maxspeed", "50"}});
  const std::string pbf = drawing.pbf();
  for (std::size_t i = 0; i < pbf.size(); ++i) {
    CAPTURE(i);
    std::string wrong = pbf;
    wrong[i] = static_cast<char>(wrong[i] ^ 0x55);
    CHECK_NOTHROW(complaint_about("wrong.osm.pbf", wrong));
  }
}

TEST_CASE("a map without streets, without positions or without a connection is refused") {
  OsmDrawing no_streets = corners();
  no_streets.way(10, {1, 2, 3}, {{"waterway", "river"}}).way(11, {1, 2}, {{"highway", "proposed"}});
  CHECK(complaint_about("river.osm", no_streets.xml()) ==
        "1:there is no street in it (no way with a highway tag that people may use); give an extract with roads");
  OsmDrawing no_nodes;
  no_nodes.way(10, {1, 2, 3});
  CHECK(complaint_about("bare.osm", no_nodes.xml()) ==
        "1:it holds streets but not the positions of their nodes; give an extract with complete ways");
  OsmDrawing motorway = corners();
  motorway.way(10, {1, 2}, {{"highway", "motorway"}, {"oneway", "no"}});
  CHECK(complaint_about("motorway.osm", motorway.xml()) ==
        "1:no two junctions are joined by a street that people may walk along; give an extract with streets");
}

TEST_CASE("positions that are missing or outside the Earth are refused with their node") {
  const std::string outside = "1:node 7 lies outside latitudes -90 to 90 and longitudes -180 to 180";
  OsmDrawing drawing = corners();
  drawing.way(10, {1, 2}).node(7, 91'000, 0);
  CHECK(complaint_about("north.osm", drawing.xml()) == outside + advice + " of one moment");
  CHECK(complaint_about("north.osm.pbf", drawing.pbf()) == outside + advice + " of one moment");
  drawing.nodes.back() = {7, 0.0, -181.0, {}};
  CHECK(complaint_about("west.osm", drawing.xml()) == outside + advice + " of one moment");
  CHECK(complaint_about("nowhere.osm", R"(<osm version="0.6"><node id="7"/></osm>)") ==
        "1:node 7 has no position" + advice + " of one moment");
  CHECK(complaint_about("words.osm", R"(<osm version="0.6"><node id="7" lat="north" lon="1"/></osm>)").substr(0, 31) ==
        "1:the street map cannot be read");
}

TEST_CASE("a map wider than a city is refused") {
  OsmDrawing drawing;
  drawing.node(1, 0, 0).node(2, 0, 2'800);
  drawing.way(10, {1, 2});
  CHECK(complaint_about("wide.osm", drawing.xml()) ==
        "1:the streets span more than 300 km, too far for the plane of one city; cut out a smaller extract");
  OsmDrawing endless;
  std::vector<std::int64_t> there_and_back;
  for (int i = 0; i < 20; ++i) {
    endless.node(i + 1, 0.01 * i, i % 2 == 0 ? 0 : 2'000);
    there_and_back.push_back(i + 1);
  }
  endless.way(10, there_and_back);
  CHECK(complaint_about("endless.osm", endless.xml()) ==
        "1:a street between two junctions is longer than 500 km; cut out a smaller extract");
}
