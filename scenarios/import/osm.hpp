#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sim/city/city.hpp"

namespace outpost::scenarios {

/// Streets and police stations of an OpenStreetMap file (.osm.pbf, .osm, .osm.gz); a pure function of what the file
/// holds. Which tags make a street, and for whom, stands at `highway_use`.
///
/// Kept is the part that is connected on foot and holds most of the largest part in which cars can get from anywhere to
/// anywhere. In what is kept, every way of moving has one such part: streets outside of it stay open to the others
/// only. So every junction is reached on foot from every other, and whoever gets onto a street for cars gets to all of
/// them. Roads that nobody may walk along, such as motorways, are kept only between junctions that walkers reach too.
///
/// Throws ScenarioError, and nothing else, if the file is missing, unreadable or damaged, holds no street, or spans
/// more than a city.
ImportedStreets import_osm(const std::filesystem::path& file);

/// The same for the text of an .osm file; `name` stands for it in messages.
ImportedStreets import_osm_text(std::string_view text, const std::string& name);

}  // namespace outpost::scenarios
