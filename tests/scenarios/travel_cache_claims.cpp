#include "scenarios/write/travel_cache.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/ascii_city.hpp"
#include "tests/support/steady_travel.hpp"

using namespace outpost;
using namespace outpost::scenarios;

namespace {

struct Kept {
  explicit Kept(const std::string& name) : path(std::filesystem::path(OUTPOST_BINARY_DIR) / "claims" / name) {
    std::filesystem::remove_all(path);
    folder = CacheFolder{path, [this](const std::string& text) { notices.push_back(text); }};
  }
  TravelIndex index(const TravelSpec& travel, const StreetNetwork& network) {
    return folder
        .find_or_make(
            travel_cache_name(travel, network), read_travel_index,
            [&] {
              ++made;
              return to_keep(TravelTimes{MetricSpec{}, travel, network}.index());
            },
            add_sections)
        .index;
  }
  std::filesystem::path path;
  CacheFolder folder{};
  std::vector<std::string> notices{};
  int made = 0;
};

test::AsciiCity town() {
  return test::ascii_city(R"(
    a---b->-c---d
    |   |   |   :
    e===f===g---h
  )");
}

}  // namespace

TEST_CASE("a travel index that was kept is read back row by row, and ways that shared a hierarchy share it again") {
  const auto city = town();
  TravelSpec travel = test::steady_travel();
  travel.base[3] = travel.base[2];
  Kept kept{"travel_cache_kept"};
  const TravelIndex made = kept.index(travel, city.streets);
  const TravelIndex read = kept.index(travel, city.streets);
  CHECK(kept.made == 1);
  for (std::size_t way = 0; way < way_count; ++way) CHECK(*made.ways[way] == *read.ways[way]);
  CHECK(read.ways[3] == read.ways[2]);
  CHECK(read.ways[1] != read.ways[0]);
  travel.profile[0].fill(700);  // profiles are not in it
  kept.index(travel, city.streets);
  CHECK(kept.made == 1);
  travel.base[0][0] = metres_per_second(2.0);
  kept.index(travel, city.streets);
  CHECK(kept.made == 2);
}

TEST_CASE("a travel cache that was cut short or altered is made anew with a notice, and never gives a wrong time") {
  const auto city = town();
  const TravelSpec travel = test::steady_travel();
  Kept kept{"travel_cache_altered"};
  const TravelIndex made = kept.index(travel, city.streets);
  const auto file = kept.path / travel_cache_name(travel, city.streets).file_name();
  const auto size = std::filesystem::file_size(file);
  std::string bytes(size, '\0');
  std::ifstream{file, std::ios::binary}.read(bytes.data(), static_cast<std::streamsize>(size));
  const std::size_t last = bytes.find_last_not_of('\0');  // of the last rows: what follows fills up
  int faults = 0;
  for (const std::size_t at : {std::size_t{9}, std::size_t{200}, last}) {
    std::string altered = bytes;
    altered[at] = static_cast<char>(altered[at] ^ 0x55);
    std::ofstream{file, std::ios::binary} << altered;
    const TravelIndex again = kept.index(travel, city.streets);
    for (std::size_t way = 0; way < way_count; ++way) CHECK(*made.ways[way] == *again.ways[way]);
    CHECK(kept.notices.size() == static_cast<std::size_t>(++faults));
  }
  std::filesystem::resize_file(file, size / 2);
  kept.index(travel, city.streets);
  CHECK(kept.made == 5);
  CHECK(kept.notices.size() == 4);
}

TEST_CASE("rows that do not make a hierarchy are refused") {
  const auto city = town();
  const TravelTimes times{MetricSpec{}, test::steady_travel(), city.streets};
  const Hierarchy& whole = *times.index().ways[0];
  CHECK_NOTHROW(require_sound(whole));
  Hierarchy wrong = whole;
  wrong.place_of[0] = wrong.place_of[1];
  CHECK_THROWS_AS(require_sound(wrong), BrokenInvariant);
  wrong = whole;
  wrong.across.pop_back();
  CHECK_THROWS_AS(require_sound(wrong), BrokenInvariant);
  wrong = whole;
  wrong.leaving.arcs.back().head = static_cast<std::uint32_t>(wrong.size());
  CHECK_THROWS_AS(require_sound(wrong), BrokenInvariant);
  wrong = whole;
  wrong.leaving.first.back() += 1;
  CHECK_THROWS_AS(require_sound(wrong), BrokenInvariant);
}

TEST_CASE("a small network is not worth a file") {
  const auto city = town();
  Kept kept{"travel_cache_small"};
  const TravelIndex index = find_or_make_travel_index(MetricSpec{}, test::steady_travel(), city.streets, kept.folder);
  CHECK(index.ways[0] == nullptr);
  CHECK_FALSE(std::filesystem::exists(kept.path));
}
