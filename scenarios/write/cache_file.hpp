#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/base/digest.hpp"

namespace outpost::scenarios {

/// Which cache file: `kind` is what it holds ("city"), `version` is raised with every change of its rows or of what
/// makes them, `key` stands for all that they are made from.
struct CacheName {
  std::string_view kind{};  // at most 15 letters
  std::uint32_t version = 0;
  DigestValue key{};
  std::string file_name() const;  // such as "city-0123...": the kind and 32 hexadecimal digits
};

/// A cache file cannot be used or written; `what()` continues "the cache file NAME ...".
class CacheFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Rows that mean the same wherever they lie: what a section is made of. No pointers; text goes to a section of bytes.
template <class Row>
concept FlatRow = std::is_trivially_copyable_v<Row> && std::is_default_constructible_v<Row> && !std::is_pointer_v<Row>;

/// What a cache file is to hold. Rows are referred to, not copied: they must outlive the writing.
class CacheSections {
 public:
  /// `name` is the section's own, of at most 23 letters.
  template <FlatRow Row>
  void add(std::string_view name, const std::vector<Row>& rows) {
    add(name, sizeof(Row), std::as_bytes(std::span{rows}));
  }
  void add(std::string_view name, const std::string& text) { add(name, 1, std::as_bytes(std::span{text})); }

  struct Section {
    std::string_view name{};
    std::uint32_t row_bytes = 0;
    std::span<const std::byte> bytes{};
  };
  std::span<const Section> sections() const { return sections_; }

 private:
  void add(std::string_view name, std::size_t row_bytes, std::span<const std::byte> bytes);

  std::vector<Section> sections_{};
};

/// A cache file on disk:
///
///   header   magic, form of the file, kind, version and key of its CacheName, number of sections, digest
///   table    for every section its name, bytes in a row, place, length and digest
///   sections one after the other, each at a multiple of 64 bytes
///
/// all as little-endian bytes. The header's digest is of header and table; a section's digest is of its bytes and is
/// checked as they are read. Rows are read straight into their vector: a city of 300 MB is never in memory twice.
class CacheFile {
 public:
  /// None where there is no such file. Throws CacheFault for a file that is not what its name says.
  static std::optional<CacheFile> open(const std::filesystem::path& path, const CacheName& name);
  /// Under a temporary name in the same folder, then renamed: nobody ever sees half a file, and of two programs that
  /// write one name at once the later one wins. Throws CacheFault and leaves nothing behind where it cannot be written.
  static void write(const std::filesystem::path& path, const CacheName& name, const CacheSections& sections);
  /// The bytes of such a file.
  static std::uint64_t size_of(const CacheSections& sections);

  /// Throws CacheFault where there is no such section, its rows have another size, or its bytes are not those that were
  /// written.
  template <FlatRow Row>
  std::vector<Row> rows(std::string_view name) const {
    std::vector<Row> rows(row_count(name, sizeof(Row)));
    read(name, std::as_writable_bytes(std::span{rows}));
    return rows;
  }
  std::string text(std::string_view name) const;

  ~CacheFile();
  CacheFile(CacheFile&&) noexcept;
  CacheFile& operator=(CacheFile&&) noexcept;

 private:
  struct Contents;
  explicit CacheFile(std::unique_ptr<Contents> contents);
  std::size_t row_count(std::string_view section, std::size_t row_bytes) const;
  void read(std::string_view section, std::span<std::byte> into) const;

  std::unique_ptr<Contents> contents_;
};

}  // namespace outpost::scenarios
