#include <sys/resource.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "scenarios/write/cache_folder.hpp"
#include "tests/folders.hpp"

using namespace outpost;
using namespace outpost::scenarios;
namespace fs = std::filesystem;

namespace {

struct House {
  std::int32_t storeys = 0;
  std::int32_t homes = 0;
  bool operator==(const House&) const = default;
};

/// A folder of this claim alone, and what was said about it.
struct Caches {
  explicit Caches(const std::string& name, std::uint64_t limit = CacheFolder::usual_limit)
      : path(fs::path(OUTPOST_BINARY_DIR) / "claims" / ("cache_" + name)) {
    fs::remove_all(path);
    folder = CacheFolder{path, [this](const std::string& text) { notices.push_back(text); }, limit};
  }
  Caches(const Caches&) = delete;
  Caches& operator=(const Caches&) = delete;

  /// The houses that are kept, or none; `made` says how often they had to be made.
  std::vector<House> houses(const CacheName& name) {
    return folder.find_or_make(
        name, [](const CacheFile& file) { return file.rows<House>("houses"); },
        [this] {
          ++made;
          return std::vector<House>{{1, 2}, {6, 24}, {11, 66}};
        },
        [](const std::vector<House>& rows, CacheSections& sections) { sections.add("houses", rows); });
  }
  fs::path file(const CacheName& name) const { return path / name.file_name(); }

  fs::path path{};
  CacheFolder folder{};
  std::vector<std::string> notices{};
  int made = 0;
};

const CacheName town_name{.kind = "city", .version = 3, .key = {0x1234, 0x5678}};
const std::vector<House> town_houses{{1, 2}, {6, 24}, {11, 66}};

std::string bytes_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
}

std::size_t files_in(const fs::path& path) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator{path}, fs::directory_iterator{}));
}

}  // namespace

TEST_CASE("what was kept is found again, and not made a second time") {
  Caches caches{"again"};
  CHECK(caches.houses(town_name) == town_houses);
  CHECK(caches.houses(town_name) == town_houses);
  CHECK(caches.made == 1);
  CHECK(caches.notices.empty());
  CHECK(town_name.file_name() == "city-00000000000012340000000000005678");
  CHECK(files_in(caches.path) == 1);  // no temporary file is left
}

TEST_CASE("a cache file of another key is another file") {
  Caches caches{"key"};
  caches.houses(town_name);
  caches.houses({.kind = "city", .version = 3, .key = {0x1234, 0x5679}});
  CHECK(caches.made == 2);
  CHECK(caches.notices.empty());
}

TEST_CASE("no byte of a cache file can change unnoticed") {
  Caches caches{"altered"};
  caches.houses(town_name);
  const std::string whole = bytes_of(caches.file(town_name));
  // The last bytes fill the section up to a multiple of 64 and mean nothing.
  const std::size_t meant = 192 + town_houses.size() * sizeof(House);
  REQUIRE(whole.size() == 256);
  for (std::size_t place = 0; place < whole.size(); ++place) {
    std::string altered = whole;
    altered[place] = static_cast<char>(altered[place] ^ 0x10);
    write(caches.file(town_name), altered);
    caches.notices.clear();
    caches.made = 0;
    CHECK(caches.houses(town_name) == town_houses);
    const bool padding = (place >= 72 + 64 && place < 192) || place >= meant;
    INFO("byte " << place);
    CHECK(caches.made == (padding ? 0 : 1));
    CHECK(caches.notices.size() == (padding ? 0u : 1u));
    CHECK(bytes_of(caches.file(town_name)) == (padding ? altered : whole));  // made anew
  }
}

TEST_CASE("a cache file that is cut short is made anew, with a notice") {
  Caches caches{"cut"};
  caches.houses(town_name);
  const std::string whole = bytes_of(caches.file(town_name));
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{7}, std::size_t{71}, std::size_t{100}, std::size_t{200}}) {
    write(caches.file(town_name), whole.substr(0, length));
    caches.notices.clear();
    CHECK(caches.houses(town_name) == town_houses);
    REQUIRE(caches.notices.size() == 1);
    CHECK(caches.notices.front() ==
          "the cache file " + caches.file(town_name).string() + " is cut short; its contents are made anew");
    CHECK(bytes_of(caches.file(town_name)) == whole);
  }
}

TEST_CASE("a cache file of another version is made anew, with a notice") {
  Caches caches{"version"};
  caches.houses(town_name);
  CHECK(caches.houses({.kind = "city", .version = 4, .key = town_name.key}) == town_houses);
  CHECK(caches.made == 2);
  REQUIRE(caches.notices.size() == 1);
  CHECK(caches.notices.front() == "the cache file " + caches.file(town_name).string() +
                                      " is of another version of this program; its contents are made anew");
}

TEST_CASE("rows of another size are rows of another version") {
  Caches caches{"rows"};
  caches.houses(town_name);
  const auto found =
      caches.folder.find(town_name, [](const CacheFile& file) { return file.rows<std::int64_t>("houses"); });
  REQUIRE(found);  // as large as a house: the version is what tells them apart
  CHECK_FALSE(caches.folder.find(town_name, [](const CacheFile& file) { return file.rows<DigestValue>("houses"); }));
  CHECK_FALSE(caches.folder.find(town_name, [](const CacheFile& file) { return file.rows<House>("barns"); }));
  CHECK(caches.notices.size() == 2);
}

TEST_CASE("a cache file under another's name is not believed") {
  Caches caches{"name"};
  caches.houses(town_name);
  const CacheName other{.kind = "city", .version = 3, .key = {9, 9}};
  fs::copy_file(caches.file(town_name), caches.file(other));
  caches.houses(other);
  CHECK(caches.made == 2);
  CHECK(caches.notices.front() == "the cache file " + caches.file(other).string() +
                                      " holds something else than its name says; its contents are made anew");
}

TEST_CASE("where the cache folder cannot be written, nothing is kept and nothing fails") {
  Caches caches{"folder"};
  write(caches.path, "a file where the folder should be");
  CHECK(caches.houses(town_name) == town_houses);
  CHECK(caches.houses(town_name) == town_houses);
  CHECK(caches.made == 2);
  CHECK_FALSE(caches.notices.empty());
  CHECK(bytes_of(caches.path) == "a file where the folder should be");
  fs::remove(caches.path);
}

TEST_CASE("a disk that fills up while a cache file is written leaves no half of it") {
  Caches caches{"full"};
  caches.houses(town_name);
  fs::remove(caches.file(town_name));
  // A limit on the size of files stands for the full disk: writing fails half way.
  struct rlimit before {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small { .rlim_cur = 100, .rlim_max = before.rlim_max };
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const std::vector<House> found = caches.houses(town_name);
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(found == town_houses);
  CHECK(files_in(caches.path) == 0);
  REQUIRE(caches.notices.size() == 1);
  CHECK_THAT(caches.notices.front(), Catch::Contains(" cannot be written: "));
  CHECK_THAT(caches.notices.front(), Catch::EndsWith("; nothing is kept for next time"));
}

TEST_CASE("the cache files used the longest ago go first when all together are too large") {
  Caches caches{"limit", 3 * 256};
  std::vector<CacheName> names;
  for (std::uint64_t k = 0; k < 3; ++k) names.push_back({.kind = "city", .version = 3, .key = {k, k}});
  const auto now = fs::file_time_type::clock::now();
  for (std::size_t k = 0; k < 3; ++k) {
    caches.houses(names[k]);
    fs::last_write_time(caches.file(names[k]), now - std::chrono::hours(10 - k));
  }
  write(caches.path / "not-ours", std::string(5'000, 'x'));
  caches.houses(names[0]);  // the oldest is used once more
  caches.houses(town_name);
  CHECK(fs::exists(caches.file(names[0])));
  CHECK_FALSE(fs::exists(caches.file(names[1])));
  CHECK(fs::exists(caches.file(names[2])));
  CHECK(fs::exists(caches.file(town_name)));
  CHECK(fs::exists(caches.path / "not-ours"));
  CHECK(caches.notices.empty());
}

TEST_CASE("a cache file larger than all may be together is not written") {
  Caches caches{"large", 255};
  CHECK(caches.houses(town_name) == town_houses);
  CHECK_FALSE(fs::exists(caches.file(town_name)));
  CHECK(caches.notices.size() == 1);
}

TEST_CASE("the temporary file of a program that died yesterday is swept up, another's of today is not") {
  Caches caches{"died"};
  fs::create_directories(caches.path);
  const fs::path old = caches.path / ("." + town_name.file_name() + ".abcdef");
  const fs::path young = caches.path / ("." + town_name.file_name() + ".ghijkl");
  write(old, "half");
  write(young, "half");
  fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(25));
  caches.houses(town_name);
  CHECK_FALSE(fs::exists(old));
  CHECK(fs::exists(young));
}

TEST_CASE("the usual cache folder is XDG_CACHE_HOME's, else the one below HOME, else none with a notice") {
  const auto with = [](const char* caches, const char* home) {
    const char* names[] = {"XDG_CACHE_HOME", "HOME"};
    const char* values[] = {caches, home};
    std::array<std::optional<std::string>, 2> before;
    for (std::size_t k = 0; k < 2; ++k) {
      if (const char* value = std::getenv(names[k])) before[k] = value;
      values[k] ? ::setenv(names[k], values[k], 1) : ::unsetenv(names[k]);
    }
    std::string said;
    const CacheFolder folder = CacheFolder::usual([&said](const std::string& text) { said += text; });
    for (std::size_t k = 0; k < 2; ++k) before[k] ? ::setenv(names[k], before[k]->c_str(), 1) : ::unsetenv(names[k]);
    return folder.folder() ? folder.folder()->string() : said;
  };
  const std::string none = "no cache is used: HOME and XDG_CACHE_HOME name no folder; write --cache DIR, or --no-cache";
  CHECK(with("/caches", "/home/planner") == "/caches/outpost");
  CHECK(with(nullptr, "/home/planner") == "/home/planner/.cache/outpost");
  CHECK(with("relative", "/home/planner") == "/home/planner/.cache/outpost");
  CHECK(with("", "") == none);
  CHECK(with(nullptr, nullptr) == none);
}
