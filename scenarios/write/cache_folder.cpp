#include "scenarios/write/cache_folder.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <tuple>
#include <vector>

namespace outpost::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kinds{"city", "grids", "travel", "warm_up"};
constexpr std::size_t digest_digits = 32;
// A file that is being written keeps its temporary name for seconds; one from yesterday was left by a power cut.
constexpr std::chrono::hours abandoned_after{24};

bool is_cache_name(std::string_view name) {
  return std::any_of(kinds.begin(), kinds.end(), [name](std::string_view kind) {
    return name.size() == kind.size() + 1 + digest_digits && name.starts_with(kind) && name[kind.size()] == '-' &&
           name.find_first_not_of("0123456789abcdef", kind.size() + 1) == std::string_view::npos;
  });
}

bool is_temporary_name(std::string_view name) {
  const std::size_t end = name.rfind('.');
  return name.starts_with('.') && end > 1 && is_cache_name(name.substr(1, end - 1));
}

/// An absolute path from the environment, as the XDG base directory specification wants it; others do not count.
std::optional<fs::path> folder_from(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || *value != '/') return std::nullopt;
  return fs::path{value};
}

struct KeptFile {
  fs::file_time_type used{};
  fs::path path{};
  std::uint64_t bytes = 0;
};

/// The cache files of a folder, oldest first. Others may add and remove files meanwhile: what vanishes does not count.
std::vector<KeptFile> kept_files(const fs::path& folder) {
  std::vector<KeptFile> files;
  std::error_code gone;
  for (fs::directory_iterator entry{folder, gone}, end; !gone && entry != end; entry.increment(gone)) {
    const std::string name = entry->path().filename().string();
    std::error_code fault;
    if (entry->symlink_status(fault).type() != fs::file_type::regular) continue;
    const fs::file_time_type used = entry->last_write_time(fault);
    if (fault) continue;
    if (is_temporary_name(name) && used + abandoned_after < fs::file_time_type::clock::now()) {
      fs::remove(entry->path(), fault);
    } else if (is_cache_name(name)) {
      const std::uintmax_t bytes = entry->file_size(fault);
      if (!fault) files.push_back({used, entry->path(), bytes});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const KeptFile& a, const KeptFile& b) { return std::tie(a.used, a.path) < std::tie(b.used, b.path); });
  return files;
}

}  // namespace

CacheFolder::CacheFolder(fs::path folder, Notice notice, std::uint64_t limit)
    : folder_(std::move(folder)), notice_(std::move(notice)), limit_(limit) {}

CacheFolder CacheFolder::usual(const Notice& notice) {
  if (const auto caches = folder_from("XDG_CACHE_HOME")) return CacheFolder{*caches / "outpost", notice};
  if (const auto home = folder_from("HOME")) return CacheFolder{*home / ".cache" / "outpost", notice};
  notice("no cache is used: HOME and XDG_CACHE_HOME name no folder; write --cache DIR, or --no-cache");
  return {};
}

void CacheFolder::say_unusable(const CacheName& name, const std::string& why) const {
  notice_("the cache file " + path_of(name).string() + " " + why + "; its contents are made anew");
}

void CacheFolder::mark_as_used(const CacheName& name) const {
  std::error_code ignored;  // a folder that cannot be written is as good for reading
  fs::last_write_time(path_of(name), fs::file_time_type::clock::now(), ignored);
}

void CacheFolder::keep(const CacheName& name, const CacheSections& sections) const {
  if (!folder_) return;
  const auto say = [&](const std::string& why) {
    notice_("the cache file " + path_of(name).string() + " " + why + "; nothing is kept for next time");
  };
  if (CacheFile::size_of(sections) > limit_) return say("would be larger than all cache files may be together");
  std::error_code fault;
  fs::create_directories(*folder_, fault);
  if (fault) return say("cannot be written: " + fault.message());
  try {
    CacheFile::write(path_of(name), name, sections);
  } catch (const CacheFault& refused) {
    return say(refused.what());
  }
  make_room();
}

void CacheFolder::make_room() const {
  std::vector<KeptFile> files = kept_files(*folder_);
  std::uint64_t bytes = 0;
  for (const KeptFile& file : files) bytes += file.bytes;
  for (const KeptFile& file : files) {
    if (bytes <= limit_) return;
    std::error_code ignored;
    fs::remove(file.path, ignored);
    bytes -= file.bytes;
  }
}

}  // namespace outpost::scenarios
