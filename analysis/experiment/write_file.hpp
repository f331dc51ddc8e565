#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string_view>

namespace outpost::analysis {

/// Writes under a temporary name beside `path`, then renames: there is never half a file. Throws SurroundingsError.
void write_file(const std::filesystem::path& path, std::string_view bytes);
/// The same for what is too much to hold as text: `write` puts it into the stream.
void write_file(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write);

}  // namespace outpost::analysis
