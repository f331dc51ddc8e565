#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/location/patrol_area.hpp"

namespace outpost::analysis {

/// Reads an allocation file (docs/allocation.md): areas, shifts, targets. Throws scenarios::ScenarioError with every
/// fault.
PatrolPlan read_allocation_file(const std::filesystem::path& path);
/// The same for a text; `name` stands for it in messages.
PatrolPlan read_allocation_text(std::string_view text, const std::string& name);

}  // namespace outpost::analysis
