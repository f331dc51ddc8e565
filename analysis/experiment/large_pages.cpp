#include "analysis/experiment/large_pages.hpp"

#include <atomic>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace outpost::analysis {

#ifdef __linux__
namespace {

constexpr int collapse = 25;  // MADV_COLLAPSE, which Debian 12's C library does not name yet
constexpr std::uint64_t page = std::uint64_t{1} << 21u;

std::uint64_t bytes_held() {
  std::ifstream statm{"/proc/self/statm"};
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  statm >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Addresses of the process's own memory; the empty one stands for what is not.
struct Area {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  bool empty() const { return begin >= end; }
  /// Without what fills no whole page.
  Area whole_pages() const { return {(begin + page - 1) / page * page, end / page * page}; }
};

/// Of the first line of an area in /proc/self/smaps, such as "7f00-7f10 rw-p 00000000 00:00 0 [heap]".
Area area_of(const std::string& line) {
  std::istringstream fields{line};
  Area area;
  char dash = ' ';
  std::string rights;
  std::string offset;
  std::string device;
  std::string file;
  std::string name;
  fields >> std::hex >> area.begin >> dash >> area.end >> rights >> offset >> device >> file >> name;
  const bool is_own = dash == '-' && rights == "rw-p" && file == "0" && (name.empty() || name == "[heap]");
  return is_own ? area : Area{};
}

/// What is full: a stack or a sanitizer's shadow has more room than it uses, which would all be filled.
bool is_full(const Area& area, std::uint64_t kilobytes_held) {
  return kilobytes_held * 1024 >= (area.end - area.begin) / 8 * 7;
}

}  // namespace

void move_to_large_pages() {
  static std::atomic<std::uint64_t> held_then{0};
  constexpr std::uint64_t worth_it = std::uint64_t{64} << 20u;
  const std::uint64_t held = bytes_held();
  std::uint64_t then = held_then.load();
  if (held < then + worth_it || !held_then.compare_exchange_strong(then, held)) return;
  std::ifstream areas{"/proc/self/smaps"};
  Area area;
  for (std::string line; std::getline(areas, line);) {
    std::istringstream fields{line};
    std::string field;
    std::uint64_t kilobytes = 0;
    fields >> field;
    if (field.find('-') != std::string::npos) area = area_of(line);
    if (field != "Rss:" || area.empty() || !(fields >> kilobytes) || !is_full(area, kilobytes)) continue;
    const Area pages = area.whole_pages();
    // Where the system refuses, the pages stay as they are.
    if (!pages.empty()) ::madvise(reinterpret_cast<void*>(pages.begin), pages.end - pages.begin, collapse);
  }
}
#else
void move_to_large_pages() {}
#endif

}  // namespace outpost::analysis
