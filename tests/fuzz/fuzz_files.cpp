#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "scenarios/import/area_map.hpp"
#include "scenarios/import/osm.hpp"
#include "scenarios/import/street_table.hpp"
#include "scenarios/read/divisions.hpp"
#include "scenarios/read/grid_plan.hpp"
#include "scenarios/read/hypercube.hpp"
#include "scenarios/read/json.hpp"
#include "scenarios/read/place_tables.hpp"
#include "scenarios/read/tables.hpp"

// The first letter chooses the reader, the rest is its file. Any bytes are what the reader promises or a ScenarioError:
// nothing else may escape.

namespace {

using namespace outpost;
using namespace outpost::scenarios;

[[noreturn]] void fail(std::string_view what) {
  std::cerr << what << "\n";
  std::abort();
}

void read_divisions_back(std::string_view text) {
  const std::vector<DivisionRow> rows = read_division_rows(text, "fuzz.csv");
  for (const std::string code : {"3206", "320612", "320612001", "320612001001"}) {
    if (!find_divisions(rows, code)) {
      no_such_division(rows, code);
      continue;
    }
    // What the program writes, it reads.
    if (!find_divisions(read_division_rows(division_table(rows, code), "again.csv"), code)) fail("a subtree is lost");
  }
}

void read_areas(std::string_view text) {
  const Projection projection{32.0, 121.0};
  for (const Projection* plane : {static_cast<const Projection*>(nullptr), &projection}) {
    try {
      const AreaFile file = read_area_map(text, "fuzz.geojson", plane);
      if (file.map.communities.size() != file.places.size()) fail("an area has no place");
      for (const MappedArea& area : file.map.communities) {
        if (area.parts.empty() || twice_area(area.parts.front().outer) <= 0) fail("an area has no ground");
      }
    } catch (const ScenarioError&) {
    }
  }
}

/// Two tables, parted by a line of an equals sign.
void read_streets(std::string_view text) {
  const std::size_t part = text.find("\n=\n");
  if (part == std::string_view::npos) return;
  ArcColumnSpec columns;
  if (text.find("mode_1") != std::string_view::npos) columns.times[static_cast<std::size_t>(Way::car)] = "mode_1";
  const ImportedStreets streets =
      read_street_tables({text.substr(0, part), "nodes.csv", text.substr(part + 3), "arcs.csv"}, columns);
  for (const Street& street : streets.network.streets) {
    if (street.length <= Length{} || street.from == street.to) fail("a street that nobody can go along");
  }
}

void read_units(std::string_view text) {
  const HypercubeFile file = read_hypercube_text(text, "fuzz.toml");
  if (file.rates.empty() || file.preferences.size() != file.rates.size()) fail("an atom has no order of units");
  for (const UnitOrder& order : file.preferences) {
    if (order.units.size() != file.service_rates.size()) fail("an order misses a unit");
  }
}

void read_as(char reader, std::string_view text) {
  switch (reader) {
    case 'd':
      return read_divisions_back(text);
    case 'p':
      read_population_table(text, "fuzz.csv");
      return;
    case 's':
      read_station_table(text, "fuzz.csv");
      return;
    case 'w':
      read_post_table(text, "fuzz.csv");
      return;
    case 'a':
      return read_areas(text);
    case 't':
      return read_streets(text);
    case 'j':
      parse_json(text, "fuzz.json");
      return;
    case 'm':
      read_matrix(text, "fuzz.csv", 2);
      return;
    case 'e':
      read_durations(text, "fuzz.csv");
      return;
    case 'g':
      read_drawn_grids(text, "fuzz.geojson");
      return;
    case 'v':
      read_grid_wishes_text(text, "fuzz.geojson");
      return;
    case 'h':
      return read_units(text);
    case 'o':
      import_osm_text(text, "fuzz.osm");
      return;
    default:
      return;
  }
}

}  // namespace

// The name is libFuzzer's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    read_as(static_cast<char>(data[0]), {reinterpret_cast<const char*>(data) + 1, size - 1});
  } catch (const ScenarioError&) {
  }
  return 0;
}
