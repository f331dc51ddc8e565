#include "scenarios/read/file.hpp"

#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace outpost::scenarios {

std::optional<std::string> fault_of(const std::filesystem::path& path) {
  if (path.native().find('\0') != std::string::npos) return "has a name with a zero byte";
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) return "does not exist";
  if (error) return "cannot be read: " + error.message();
  if (std::filesystem::is_directory(status)) return "is a folder, not a file";
  if (!std::filesystem::is_regular_file(status)) return "is not a regular file";
  if (!std::ifstream{path, std::ios::binary}) return "cannot be read: permission denied";
  return std::nullopt;
}

FileText read_file(const std::filesystem::path& path, std::size_t most_bytes) {
  if (auto fault = fault_of(path)) return {.bytes = std::nullopt, .fault = std::move(*fault)};
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return {.bytes = std::nullopt, .fault = "cannot be read: " + error.message()};
  if (size > most_bytes) {
    return {
        .bytes = std::nullopt,
        .fault = "has " + std::to_string(size) + " bytes, more than the most allowed, " + std::to_string(most_bytes)};
  }
  std::ifstream stream{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  if (!stream || (size > 0 && !bytes)) return {.bytes = std::nullopt, .fault = "cannot be read"};
  return {.bytes = std::move(bytes).str(), .fault = {}};
}

std::optional<DigestValue> digest_of_file(const std::filesystem::path& path) {
  if (fault_of(path)) return std::nullopt;
  std::ifstream stream{path, std::ios::binary};
  std::vector<char> piece(1u << 20u);
  Digest digest;
  // Every piece but the last is full, so equal bytes make equal pieces.
  while (stream) {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto count = static_cast<std::size_t>(stream.gcount());
    if (count > 0) digest.add(std::string_view{piece.data(), count});
  }
  if (stream.bad()) return std::nullopt;
  return digest.value();
}

std::filesystem::path beside(const std::filesystem::path& folder, std::string_view written) {
  return (folder / std::filesystem::path{written}).lexically_normal();
}

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.substr(0, mark.size()) == mark) text.remove_prefix(mark.size());
  return text;
}

}  // namespace outpost::scenarios
