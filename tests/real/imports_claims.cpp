// Needs data that do not belong to the project; reported as skipped where they are absent (tests/CMakeLists.txt).
#include <zlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "scenarios/import/osm.hpp"
#include "scenarios/import/street_table.hpp"
#include "scenarios/read/divisions.hpp"
#include "sim/city/travel_times.hpp"
#include "tests/folders.hpp"
#include "tests/support/file_text.hpp"

using namespace outpost;

namespace {

const std::filesystem::path data_folder{OUTPOST_REAL_DATA};

bool is_absent(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return false;
  std::cout << "skipped: there is no " << file.string() << "; set OUTPOST_REAL_DATA to the folder of the real data\n";
  return true;
}

std::uint32_t number_at(const std::string& bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = size; i-- > 0;) number = number << 8u | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// A deflated member of a zip archive, found through the central directory at its end.
std::string member_of_zip(const std::string& zip, const std::string& name) {
  for (std::size_t at = zip.find("PK\x01\x02"); at != std::string::npos; at = zip.find("PK\x01\x02", at + 4)) {
    const std::size_t name_length = number_at(zip, at + 28, 2);
    if (zip.compare(at + 46, name_length, name) != 0) continue;
    const std::uint32_t packed = number_at(zip, at + 20, 4);
    const std::uint32_t size = number_at(zip, at + 24, 4);
    const std::uint32_t local = number_at(zip, at + 42, 4);
    std::string in = zip.substr(local + 30 + number_at(zip, local + 26, 2) + number_at(zip, local + 28, 2), packed);
    std::string out(size, '\0');
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = packed;
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = size;
    REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    inflateEnd(&stream);
    return out;
  }
  FAIL("no such member");
  return "";
}

}  // namespace

// 5,650 junctions are published for this extract, by a definition that is not.
TEST_CASE("Baltimore imports although its border is ragged, and the report says what was cut off") {
  const auto file = data_folder / "osm" / "baltimore.osm.pbf";
  if (is_absent(file)) return;
  const ImportedStreets found = scenarios::import_osm(file);
  CHECK(found.junctions_read == 6'424);
  CHECK(found.streets_read == 9'528);
  CHECK(found.ways_cut == 0);  // the file lacks no node: its border shows as pieces that nothing joins
  CHECK(found.pieces_dropped == 37);
  CHECK(found.length_dropped > kilometres(130));
  CHECK(found.length_dropped < kilometres(140));
  REQUIRE(found.longest_dropped.size() == 5);
  CHECK(found.longest_dropped[0].first == "way 4416443");
  CHECK(found.longest_dropped[0].streets == 1'094);
  CHECK(found.police_stations.size() == 5);
}

// 8,913 junctions and 13,911 edges are published for this extract, by a definition that is not.
TEST_CASE("Campo Grande imports from compressed XML") {
  const auto file = data_folder / "osm" / "campo-grande.osm.gz";
  if (is_absent(file)) return;
  const ImportedStreets found = scenarios::import_osm(file);
  CHECK(found.junctions_read == 8'865);
  CHECK(found.streets_read == 13'807);
  CHECK(found.ways_cut == 189);
  CHECK(found.nodes_missing == 1'404);
  CHECK(found.border_ends == 127);
  CHECK(found.length_missing > kilometres(90));
  CHECK(found.length_missing < kilometres(115));
  CHECK(found.pieces_dropped == 28);
}

// The tables of JEMSS: 16,811 nodes, 24,437 arcs, times in days for two modes; travel_1.csv says which is which.
TEST_CASE("Manhattan imports from street tables, with its times for two modes kept to the millisecond") {
  const auto file = data_folder / "jemss-manhattan" / "roads.zip";
  if (is_absent(file)) return;
  const std::string zip = tests::text_of(file);
  ArcColumnSpec columns;
  columns.times[static_cast<std::size_t>(Way::car_siren)] = "mode_1";
  columns.times[static_cast<std::size_t>(Way::car)] = "mode_2";
  columns.unit = TimeUnit::day;
  const std::string nodes = member_of_zip(zip, "nodes.csv");
  const std::string arcs = member_of_zip(zip, "arcs.csv");
  const ImportedStreets found = scenarios::read_street_tables({nodes, "nodes.csv", arcs, "arcs.csv"}, columns);
  CHECK(found.nodes_read == 16'811);
  CHECK(found.ways_read == 24'437);
  CHECK(found.streets_read == 24'437 - 8'380 / 2);  // 8,380 arcs lie back and forth
  // Arc 2 of the table: nodes 3 to 4, 0.00014419882711031498 and 0.0001922651028137533 days.
  const auto expected = [](double days) { return Duration{static_cast<std::int64_t>(days * 86'400'000.0) + 1}; };
  bool met = false;
  for (const GivenTimes& given : found.network.given_times) {
    for (const auto* times : {&given.forward, &given.backward}) {
      met = met || ((*times)[static_cast<std::size_t>(Way::car_siren)] == expected(0.00014419882711031498) &&
                    (*times)[static_cast<std::size_t>(Way::car)] == expected(0.0001922651028137533));
    }
  }
  CHECK(met);
  const std::vector<bool> by_car = largest_connected_part(found.network, Way::car);
  CHECK(std::count(by_car.begin(), by_car.end(), true) > 15'000);
}

TEST_CASE("the bundled table of Nantong is the published one") {
  const auto file = data_folder / "divisions" / "nantong-divisions.csv";
  if (is_absent(file)) return;
  const auto published = scenarios::read_division_rows(tests::text_of(file), "published.csv");
  const auto bundled = scenarios::read_division_rows(
      tests::text_of(std::string(OUTPOST_SOURCE_DIR) + "/scenarios/data/divisions-nantong.csv"), "bundled.csv");
  REQUIRE(published.size() == bundled.size());
  for (std::size_t row = 0; row < bundled.size(); ++row) {
    CHECK(published[row].code == bundled[row].code);
    CHECK(published[row].name == bundled[row].name);
    CHECK(published[row].kind == bundled[row].kind);
  }
}
