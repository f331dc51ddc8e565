#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "scenarios/write/cache_file.hpp"
#include "sim/base/require.hpp"

namespace outpost::scenarios {

/// Where what takes long to make is kept between commands. Nothing here ever fails: what cannot be read is made anew,
/// what cannot be written is not kept, and a notice says so. Two programs may use one folder at the same time. Only
/// files that have the names of cache files are ever touched.
class CacheFolder {
 public:
  using Notice = std::function<void(const std::string&)>;
  static constexpr std::uint64_t usual_limit = 10'000'000'000;  // bytes of all cache files together

  /// Keeps nothing and finds nothing: --no-cache.
  CacheFolder() = default;
  /// The folder is made when something is first kept.
  CacheFolder(std::filesystem::path folder, Notice notice, std::uint64_t limit = usual_limit);
  /// $XDG_CACHE_HOME/outpost, else ~/.cache/outpost; without a home a notice, and nothing is kept.
  static CacheFolder usual(const Notice& notice);

  /// What `read(const CacheFile&)` makes of the file of this name; none where there is no file or none that can be
  /// used. `read` may throw CacheFault.
  template <class Read>
  auto find(const CacheName& name, const Read& read) const
      -> std::optional<std::invoke_result_t<Read, const CacheFile&>> {
    if (!folder_) return std::nullopt;
    try {
      const std::optional<CacheFile> file = CacheFile::open(path_of(name), name);
      if (!file) return std::nullopt;
      auto value = read(*file);
      mark_as_used(name);
      return value;
    } catch (const CacheFault& fault) {
      say_unusable(name, fault.what());
    } catch (const BrokenInvariant&) {  // rows that could not have been written by this program
      say_unusable(name, "is damaged");
    }
    return std::nullopt;
  }
  /// Writes the file, then removes the cache files that were used the longest ago until all fit the limit.
  void keep(const CacheName& name, const CacheSections& sections) const;

  /// What was kept under this name, else what `make()` makes, which is then kept as `write(value, sections)` says.
  template <class Read, class Make, class Write>
  auto find_or_make(const CacheName& name, const Read& read, const Make& make, const Write& write) const
      -> std::invoke_result_t<Make> {
    if (auto found = find(name, read)) return std::move(*found);
    auto value = make();
    if (folder_) {
      CacheSections sections;
      write(value, sections);
      keep(name, sections);
    }
    return value;
  }

  const std::optional<std::filesystem::path>& folder() const { return folder_; }

 private:
  std::filesystem::path path_of(const CacheName& name) const { return *folder_ / name.file_name(); }
  void say_unusable(const CacheName& name, const std::string& why) const;
  void mark_as_used(const CacheName& name) const;
  void make_room() const;

  std::optional<std::filesystem::path> folder_{};
  Notice notice_{};
  std::uint64_t limit_ = usual_limit;
};

}  // namespace outpost::scenarios
