#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>
#ifdef __linux__
#include <sys/mman.h>
#endif

#include "analysis/experiment/large_pages.hpp"

using namespace outpost;

namespace {

/// Bytes of heap that lie on large pages; none: the system does not tell.
std::optional<std::uint64_t> bytes_on_large_pages() {
  std::ifstream sums{"/proc/self/smaps_rollup"};
  for (std::string word; sums >> word;) {
    if (word != "AnonHugePages:") continue;
    std::uint64_t kilobytes = 0;
    sums >> kilobytes;
    return kilobytes * 1024;
  }
  return std::nullopt;
}

/// Bytes of memory that the process holds; 0: the system does not tell.
std::uint64_t bytes_held() {
  std::ifstream sums{"/proc/self/smaps_rollup"};
  for (std::string word; sums >> word;) {
    if (word != "Rss:") continue;
    std::uint64_t kilobytes = 0;
    sums >> kilobytes;
    return kilobytes * 1024;
  }
  return 0;
}

/// Whether the system moves what it is asked to move: a few pages of our own, by themselves.
bool system_has_large_pages() {
#ifdef __linux__
  constexpr std::size_t page = std::size_t{1} << 21u;
  void* const area = ::mmap(nullptr, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (area == MAP_FAILED) return false;
  std::memset(area, 1, 4 * page);
  const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(area) + page - 1) / page * page;
  const bool moved = ::madvise(reinterpret_cast<void*>(begin), page, 25) == 0;  // MADV_COLLAPSE
  ::munmap(area, 4 * page);
  return moved;
#else
  return false;
#endif
}

std::vector<std::uint64_t> filled(std::size_t rows) {
  std::vector<std::uint64_t> table(rows);
  for (std::size_t row = 0; row < rows; ++row) table[row] = row * 0x9E3779B97F4A7C15u;
  return table;
}

}  // namespace

TEST_CASE("what moves to large pages stays what it is, also while others write beside it") {
  constexpr std::size_t rows = std::size_t{24} << 20u;  // 192 MB
  const std::vector<std::uint64_t> table = filled(rows);
  std::vector<std::uint64_t> written(std::size_t{4} << 20u);
  std::thread beside{[&written] {
    for (std::size_t row = 0; row < written.size(); ++row) written[row] = row;
  }};
  const auto before = bytes_on_large_pages();
  analysis::move_to_large_pages();
  beside.join();
  CHECK(table == filled(rows));
  bool kept = true;
  for (std::size_t row = 0; row < written.size(); ++row) kept = kept && written[row] == row;
  CHECK(kept);
  if (!system_has_large_pages()) return;
  const auto after = bytes_on_large_pages();
  REQUIRE((before && after));
  CHECK(*after >= *before + rows * sizeof(table[0]) / 10 * 9);
}

TEST_CASE("room that is hardly used is not filled") {
  constexpr std::size_t room = std::size_t{128} << 20u;
  const std::unique_ptr<char[]> sparse{new char[room]};  // not filled with zeros
  for (std::size_t at = 0; at < room; at += std::size_t{1} << 20u) sparse[at] = 1;
  const std::vector<std::uint64_t> table = filled(std::size_t{12} << 20u);  // 96 MB, so that something is moved
  const std::uint64_t before = bytes_held();
  analysis::move_to_large_pages();
  CHECK(bytes_held() < before + room / 4);
  CHECK(table.front() == 0);
}

TEST_CASE("a process that has hardly grown moves nothing again") {
  analysis::move_to_large_pages();
  const auto before = bytes_on_large_pages();
  const std::vector<std::uint64_t> table = filled(std::size_t{2} << 20u);  // 16 MB
  analysis::move_to_large_pages();
  CHECK(bytes_on_large_pages() == before);
  CHECK(table.back() == (table.size() - 1) * 0x9E3779B97F4A7C15u);
}
