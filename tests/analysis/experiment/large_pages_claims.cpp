#include <catch2/catch.hpp>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

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
  const auto after = bytes_on_large_pages();
  if (before && after) CHECK(*after >= *before);
}

TEST_CASE("a process that has hardly grown moves nothing again") {
  analysis::move_to_large_pages();
  const auto before = bytes_on_large_pages();
  const std::vector<std::uint64_t> table = filled(std::size_t{2} << 20u);  // 16 MB
  analysis::move_to_large_pages();
  CHECK(bytes_on_large_pages() == before);
  CHECK(table.back() == (table.size() - 1) * 0x9E3779B97F4A7C15u);
}
