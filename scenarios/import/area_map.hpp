#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "scenarios/import/projection.hpp"
#include "scenarios/read/error.hpp"
#include "sim/city/areas.hpp"

namespace outpost::scenarios {

/// An area map as read, with the place of every community for later complaints.
struct AreaFile {
  AreaMap map{};
  std::vector<SourcePosition> places{};  // by row of map.communities
};

/// Reads administrative borders from a GeoJSON FeatureCollection of Polygons and MultiPolygons. Properties: `code` (12
/// digits of a community or village; 9 or 6 name a town or county), `name`, `kind` (community, village or other;
/// needed for 12 digits), `population` (may be left out). Coordinates are degrees of longitude and latitude (WGS 84),
/// or, where the foreign member "coordinates" of the collection begins with "metres", metres on the city's own plane.
/// Features whose property `layer` is none of community, town and county are passed over, so that what `outpost city
/// export` writes reads back.
///
/// `projection` puts degrees on the plane; without one they are refused. Throws ScenarioError with every fault: rings
/// that are not closed, cross themselves or hold no ground, holes outside their ring, areas that overlap by more than
/// a metre, codes that are wrong or stand twice.
AreaFile read_area_map(std::string_view text, const std::string& name, const Projection* projection);

/// The same for a file, held against the streets: an area in which no street has its middle is a fault.
AreaMap import_area_map(const std::filesystem::path& file, const ImportedStreets& streets);

}  // namespace outpost::scenarios
