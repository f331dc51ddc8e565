#include "sim/base/id.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <type_traits>

namespace outpost {
namespace {

using WorkerId = Id<struct WorkerTag>;
using GridId = Id<struct GridTag>;

static_assert(!std::is_convertible_v<WorkerId, GridId>);
static_assert(!std::is_convertible_v<std::size_t, WorkerId>);
static_assert(!std::is_invocable_v<std::equal_to<>, WorkerId, GridId>);
static_assert(!std::is_invocable_v<std::plus<>, WorkerId, WorkerId>);
static_assert(sizeof(WorkerId) == 4);

template <class Rows, class Key>
concept answers_to = requires(Rows rows, Key key) {
  rows[key];
};
static_assert(answers_to<Table<WorkerId, int>, WorkerId>);
static_assert(!answers_to<Table<WorkerId, int>, GridId>);
static_assert(!answers_to<Table<WorkerId, int>, int>);

}  // namespace

TEST_CASE("a table answers to the ids it gave out, in their order") {
  Table<WorkerId, std::string> names;
  const WorkerId first = names.push_back("first");
  const WorkerId second = names.push_back("second");
  CHECK(first < second);
  CHECK(names[first] == "first");
  names[second] = "changed";
  CHECK(names[second] == "changed");
  std::string all;
  for (const WorkerId id : names.ids()) all += names[id] + " ";
  CHECK(all == "first changed ");
}

TEST_CASE("an id beyond the end of its table breaks an invariant") {
  const Table<WorkerId, int> table{4, 5};
  CHECK(table[WorkerId{1}] == 5);
  CHECK_THROWS_AS(table[WorkerId{2}], BrokenInvariant);
  CHECK_THROWS_AS((Table<WorkerId, int>{}[WorkerId{}]), BrokenInvariant);
  CHECK_THROWS_AS(WorkerId{1ull << 32u}, BrokenInvariant);
}

TEST_CASE("a range of rows knows what it contains") {
  const IdRange<GridId> range{3, 6};
  CHECK(range.size() == 3);
  CHECK(range.contains(GridId{3}));
  CHECK_FALSE(range.contains(GridId{6}));
  CHECK(range[2] == GridId{5});
  CHECK_THROWS_AS(range[3], BrokenInvariant);
  CHECK_THROWS_AS((IdRange<GridId>{6, 3}), BrokenInvariant);
  CHECK(IdRange<GridId>{}.empty());
  std::size_t sum = 0;
  for (const GridId id : range) sum += id.row();
  CHECK(sum == 12);
}

}  // namespace outpost
