#include "analysis/experiment/run_list.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/analysis/experiment/example_study.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("a list of runs has every replication of every point once") {
  for (const std::size_t points : {1u, 3u, 70u}) {
    const RunList list{example_study(points, 5)};
    REQUIRE(list.size() == points * 5);
    std::set<std::pair<std::size_t, std::uint32_t>> seen;
    for (std::uint64_t number = 0; number < list.size(); ++number) {
      const PlannedRun run = list.at(number);
      CHECK(run.point < points);
      CHECK(run.replication < 5);
      CHECK(seen.emplace(run.point, run.replication).second);
    }
  }
}

TEST_CASE("replications go forward together over the points of a block") {
  const RunList list{example_study(3, 2)};
  const std::vector<PlannedRun> expected{{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}};
  for (std::uint64_t number = 0; number < list.size(); ++number) CHECK(list.at(number) == expected[number]);
}

TEST_CASE("points with one city are run next to each other, at most a block at a time") {
  PlannedStudy study = example_study(80, 2);
  for (std::size_t point = 0; point < 80; ++point) study.grounds[point] = {1, point % 2};
  const RunList list{study};
  CHECK(list.block_of(0) == 0);
  CHECK(list.block_of(2) == 0);
  CHECK(list.block_of(64) == 1);  // the 33rd point of the first city
  CHECK(list.block_of(1) == 2);
  std::size_t block = 0;
  std::map<std::size_t, std::set<std::size_t>> points;
  for (std::uint64_t number = 0; number < list.size(); ++number) {
    const std::size_t of = list.block_of(list.at(number).point);
    CHECK(of >= block);  // a block is never come back to
    block = of;
    points[of].insert(list.at(number).point);
  }
  for (const auto& [number, of_block] : points) CHECK(of_block.size() <= RunList::largest_block);
}

TEST_CASE("the id of a run tells points, replications and scenarios apart, and does not depend on how many there are") {
  const RunList few{example_study(2, 3)};
  const RunList many{example_study(2, 300)};
  std::set<std::string> ids;
  for (std::uint64_t number = 0; number < few.size(); ++number) {
    CHECK(ids.insert(few.id(few.at(number))).second);
    CHECK(few.id(few.at(number)) == many.id(few.at(number)));
  }
}

}  // namespace
}  // namespace outpost::analysis
