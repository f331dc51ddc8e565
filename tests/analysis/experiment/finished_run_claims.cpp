#include <catch2/catch.hpp>
#include <set>

#include "analysis/experiment/finished_run.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("runs that differ in scenario, point or replication have different ids") {
  std::set<std::string> ids;
  for (const DigestValue& scenario : {DigestValue{1, 2}, DigestValue{1, 3}, DigestValue{2, 2}}) {
    for (std::int64_t point = 0; point < 3; ++point) {
      for (std::uint32_t replication = 0; replication < 3; ++replication) {
        ids.insert(run_id(scenario, point, replication));
      }
    }
  }
  CHECK(ids.size() == 27);
  CHECK(run_id({1, 2}, 0, 7) == run_id({1, 2}, 0, 7));
  CHECK(run_id({1, 2}, 0, 7).size() == 32);
}

TEST_CASE("the combined digest does not depend on the order in which replications finish") {
  const DigestValue a{1, 1};
  const DigestValue b{2, 2};
  CHECK(combined_digest({{0, a}, {1, b}}) == combined_digest({{1, b}, {0, a}}));
  CHECK(combined_digest({{0, a}, {1, b}}) != combined_digest({{0, b}, {1, a}}));
  CHECK(combined_digest({{0, a}}) != combined_digest({{0, a}, {1, b}}));
}

}  // namespace
}  // namespace outpost::analysis
