#include <catch2/catch.hpp>

#include "analysis/report/table.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("a wide character counts as two columns, a combining mark as none") {
  CHECK(display_width("") == 0);
  CHECK(display_width("response") == 8);
  CHECK(display_width("响应时间") == 8);
  CHECK(display_width("金沙 Jinsha") == 11);
  CHECK(display_width("，") == 2);
  CHECK(display_width("７") == 2);
  CHECK(display_width("7.4 ± 0.2") == 9);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\U00020000") == 2);
}

TEST_CASE("bytes that are no UTF-8 count as one column each and do no harm") {
  CHECK(display_width("\xff\xfe") == 2);
  CHECK(display_width("a\xe5\x93") == 3);  // cut off within a character
  CHECK(display_width("\x80") == 1);
}

TEST_CASE("columns line up whatever the width of their characters") {
  TextTable table;
  table.columns = {{"measure"}, {"mean", Align::right}};
  table.rows = {{"response", "7.42"}, {"响应时间", "10.5"}, {"金沙", "3"}};
  CHECK(plain_text(table) ==
        "measure   mean\n"
        "--------  ----\n"
        "response  7.42\n"
        "响应时间  10.5\n"
        "金沙         3\n");
}

TEST_CASE("a wide heading makes its column wide enough") {
  TextTable table;
  table.caption = "指标";
  table.columns = {{"统计量"}, {"n", Align::right}};
  table.rows = {{"p90", "1234"}};
  CHECK(plain_text(table) == "指标\n统计量     n\n------  ----\np90     1234\n");
}

TEST_CASE("a short row is filled up, no line ends in blanks, and a long row is refused") {
  TextTable table;
  table.columns = {{"a"}, {"b"}};
  table.rows = {{"long one"}, {"x", "y"}};
  CHECK(plain_text(table) == "a         b\n--------  -\nlong one\nx         y\n");
  table.rows = {{"1", "2", "3"}};
  CHECK_THROWS_AS(plain_text(table), BrokenInvariant);
}

TEST_CASE("a table without rows shows its headings") {
  TextTable table;
  table.columns = {{"measure"}};
  CHECK(plain_text(table) == "measure\n-------\n");
}

}  // namespace
}  // namespace outpost::analysis
