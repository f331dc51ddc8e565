#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/location/location_instance.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::analysis {

/// A location file as people write it (docs/location.md): sites, demand points, and how far they are from each other.
struct LocationFile {
  Text title{};
  LocationInstance instance{};
  std::vector<std::string> sites{};    // ids; where the file gives none, rows from 0
  std::vector<std::string> demands{};  // the same
  bool has_site_ids = false;
  std::string unit = "m";  // of the distances: m or km
};

/// Throws scenarios::ScenarioError with every fault of the file, or of the table of distances that it names.
LocationFile read_location_file(const std::filesystem::path& path);
/// The same for a text; `name` stands for it in messages, `folder` is where its table of distances lies.
LocationFile read_location_text(std::string_view text, const std::string& name, const std::filesystem::path& folder);

/// "5 km", "5000 m" or a bare number in the unit of the file; comes back in that unit. Throws scenarios::QuantityError.
double read_radius(std::string_view text, const LocationFile& file);

}  // namespace outpost::analysis
