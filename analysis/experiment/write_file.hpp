#pragma once

#include <filesystem>
#include <string_view>

namespace outpost::analysis {

/// Writes under a temporary name beside `path`, then renames: there is never half a file. Throws SurroundingsError.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace outpost::analysis
