#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read/error.hpp"
#include "sim/spec/quantities.hpp"

namespace outpost::scenarios {

inline constexpr std::size_t most_table_bytes = 256u << 20u;

/// Travel times between places, a row and a column for each of `places`: seconds, or durations with a unit. `file` is
/// the name for messages. Throws ScenarioError.
std::vector<std::vector<Duration>> read_matrix(std::string_view text, const std::string& file, std::size_t places);

/// One duration in every line, seconds or with a unit; comes back sorted. Throws ScenarioError.
std::vector<Duration> read_durations(std::string_view text, const std::string& file);

/// How messages show a file that `naming_file` names as `written`.
std::string name_beside(const std::string& naming_file, std::string_view written);

/// The file that a layer in `folder` names as `written`, as a scenario in `home` would write it, so that the values of
/// a chain of files can be written into one file.
std::string name_from(const std::filesystem::path& home, const std::filesystem::path& folder, std::string_view written);

}  // namespace outpost::scenarios
