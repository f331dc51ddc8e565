#include <catch2/catch.hpp>

#include "sim/base/paged_table.hpp"

using namespace outpost;

namespace {

using RowId = Id<struct RowTag>;
using Rows = PagedTable<RowId, int, 4>;

Rows counted(int rows) {
  Rows table;
  for (int row = 0; row < rows; ++row) table.push_back(row);
  return table;
}

}  // namespace

TEST_CASE("a paged table holds its rows in order and answers to its ids alone") {
  const Rows table = counted(10);
  REQUIRE(table.size() == 10);
  CHECK(table.pages() == 3);
  int expected = 0;
  for (const int row : table) CHECK(row == expected++);
  for (const RowId id : table.ids()) CHECK(table[id] == static_cast<int>(id.row()));
  CHECK_THROWS_AS(table[RowId{10}], BrokenInvariant);
  CHECK(Rows{9, 7} == Rows{9, 7});
  CHECK_FALSE(Rows{9, 7} == Rows{9, 8});
  CHECK(Rows{}.empty());
}

TEST_CASE("copies of a paged table share their pages until one writes, and a write touches one page of one copy") {
  const Rows before = counted(10);
  Rows copy = before;
  CHECK(copy.pages_shared_with(before) == 3);
  CHECK(copy.at(RowId{9}) == 9);
  CHECK(copy.pages_shared_with(before) == 3);
  copy[RowId{5}] = 50;
  CHECK(copy.pages_shared_with(before) == 2);
  CHECK(before[RowId{5}] == 5);
  CHECK_FALSE(copy == before);
  copy.push_back(10);
  CHECK(copy.pages_shared_with(before) == 1);
  CHECK(before.size() == 10);
  copy[RowId{5}] = 5;
  CHECK_FALSE(copy == before);
}

TEST_CASE("what a page has room for behind the last row is no part of a paged table") {
  Rows made_at_once{9, 7};
  Rows one_by_one;
  for (int row = 0; row < 9; ++row) one_by_one.push_back(7);
  CHECK(made_at_once == one_by_one);
  CHECK_FALSE(made_at_once == Rows{10, 7});
  CHECK_THROWS_AS(made_at_once[RowId{9}], BrokenInvariant);
  const Rows before = made_at_once;
  made_at_once.push_back(8);
  CHECK(made_at_once[RowId{9}] == 8);
  CHECK(before == one_by_one);
}
