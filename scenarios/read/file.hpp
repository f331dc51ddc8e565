#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/digest.hpp"

namespace outpost::scenarios {

/// The bytes of a file, or why there are none, in words that continue "NAME ...", such as "is a folder, not a file".
struct FileText {
  std::optional<std::string> bytes{};
  std::string fault{};
};

/// Of a scenario, a study or a list of studies: what people write by hand is far below.
inline constexpr std::size_t most_text_bytes = 16u << 20u;

/// Reads regular files up to `most_bytes`; anything else is a fault.
FileText read_file(const std::filesystem::path& path, std::size_t most_bytes);

/// Why the file cannot be read, for files that are only named here and read elsewhere; none when it can.
std::optional<std::string> fault_of(const std::filesystem::path& path);

/// Stands for the bytes of the file; none when it cannot be read. Reads in pieces, since street maps are large.
std::optional<DigestValue> digest_of_file(const std::filesystem::path& path);

/// `written` as seen from the folder of the file that names it; absolute names stay.
std::filesystem::path beside(const std::filesystem::path& folder, std::string_view written);

/// Text without a leading byte order mark.
std::string_view without_mark(std::string_view text);

}  // namespace outpost::scenarios
