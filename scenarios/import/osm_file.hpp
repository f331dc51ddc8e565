#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/import/highway_tags.hpp"

namespace outpost::scenarios {

/// In units of 1e-7 degrees, as OpenStreetMap keeps positions.
struct OsmNode {
  std::int64_t id = 0;
  std::int32_t latitude = 0;
  std::int32_t longitude = 0;
  bool operator==(const OsmNode&) const = default;
};

struct OsmWay {
  std::int64_t id = 0;
  HighwayUse use{};
  std::vector<std::int64_t> nodes{};
  bool operator==(const OsmWay&) const = default;
};

/// What an OpenStreetMap file holds of streets and police stations; everything in order of id, every id once. Deleted
/// objects do not count.
struct OsmMap {
  std::vector<OsmWay> streets{};
  std::vector<OsmWay> police_ways{};
  std::vector<std::int64_t> police_nodes{};
  std::vector<OsmNode> nodes{};  // those of streets and police stations that the file holds
  std::int64_t nodes_read = 0;
  std::int64_t ways_read = 0;
};

/// Reads .osm.pbf, .osm and .osm.gz. Throws ScenarioError for a file that is missing, cannot be read or is damaged, for
/// positions outside the Earth, and where one id stands for two different things, as in a history.
OsmMap read_osm_file(const std::filesystem::path& file);

/// The same for the text of an .osm file; `name` stands for it in messages.
OsmMap read_osm_text(std::string_view text, const std::string& name);

}  // namespace outpost::scenarios
