#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"
#include "sim/city/grids/drawn_plan.hpp"

namespace outpost::scenarios {

/// The grids of a GeoJSON plan, as `outpost city grids` writes it and people edit it: features with the property `kind`
/// "grid" or "dedicated_grid", a 15-digit `code`, and a Polygon or MultiPolygon in metres on the city's plane, or a
/// list `buildings`, which counts where both are there. Other features are passed over. Throws ScenarioError with every
/// fault of the file.
std::vector<DrawnGrid> read_drawn_grids(std::string_view text, const std::string& file);

/// The wishes of a GeoJSON file: features with the property `kind` "fixed_border" (a LineString in metres on the city's
/// plane) or "together" (a list `buildings`). Throws ScenarioError with every fault of the file.
GridWishes read_grid_wishes(const std::filesystem::path& path, const std::string& shown);
GridWishes read_grid_wishes_text(std::string_view text, const std::string& file);

/// Reads a plan and holds it against the city. Throws ScenarioError with everything that it breaks; what is only uneven
/// is added to `warnings`.
GridPlan read_grid_plan(const std::filesystem::path& path, const std::string& shown, const City& city,
                        std::vector<Diagnostic>& warnings);

}  // namespace outpost::scenarios
