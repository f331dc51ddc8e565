#include <catch2/catch.hpp>

#include "scenarios/read/divisions.hpp"
#include "scenarios/read/file.hpp"

namespace outpost::scenarios {
namespace {

const std::string jinsha_table = std::string(OUTPOST_SOURCE_DIR) + "/scenarios/data/divisions-jinsha.csv";

const std::string small_table =
    "code,level,parent,name,kind\n"
    "320600,prefecture,,Nantong,\n"
    "320612,county,320600,Tongzhou,\n"
    "320612001,town,320612,Jinsha,\n"
    "320612002,town,320612,Xingdong,\n"
    "320612001200,village,320612001,Chengdong,village\n"
    "320612001001,village,320612001,Dongshi,community\n";

std::string fault_of_table(const std::string& rows) {
  try {
    read_division_rows(rows, "table.csv");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("Jinsha has 14 communities and 9 villages") {
  const TownDivision town = read_divisions(jinsha_table, "320612001").counties.front().towns.front();
  CHECK(town.code == 320'612'001);
  CHECK(town.name == "金沙街道");
  REQUIRE(town.communities.size() == 23);
  int urban = 0;
  for (const Division& community : town.communities) urban += community.urban ? 1 : 0;
  CHECK(urban == 14);
  CHECK(town.communities.front().code == 320'612'001'001);
  CHECK(town.communities.front().name == "东市社区居委会");
}

TEST_CASE("communities come in order of code, however the table has them") {
  const auto town = find_divisions(read_division_rows(small_table, "table.csv"), "320612001");
  REQUIRE(town);
  REQUIRE(town->counties.front().towns.front().communities.size() == 2);
  CHECK(town->counties.front().towns.front().communities[0].code == 320'612'001'001);
  CHECK(town->counties.front().towns.front().communities[0].urban);
  CHECK_FALSE(town->counties.front().towns.front().communities[1].urban);
}

TEST_CASE("a table with a byte order mark, CRLF and quoted names reads the same") {
  std::string other = "\xEF\xBB\xBF";
  for (const char c : small_table) other += c == '\n' ? std::string{"\r\n"} : std::string(1, c);
  const std::size_t name = other.find("Dongshi");
  other.replace(name, 7, "\"Dongshi\"");
  const auto town = find_divisions(read_division_rows(other, "table.csv"), "320612001");
  REQUIRE(town);
  CHECK(town->counties.front().towns.front().communities[0].name == "Dongshi");
}

TEST_CASE("an unknown town is answered with the nearest code that is a town") {
  const auto rows = read_division_rows(small_table, "table.csv");
  CHECK_FALSE(find_divisions(rows, "320612003"));
  CHECK(no_such_division(rows, "320612020") ==
        "the division table has no town with the code \"320612020\"; the nearest is 320612002 (Xingdong)");
  CHECK_FALSE(find_divisions(rows, "320612"));
  CHECK(no_such_division(rows, "320612") == "320612 (Tongzhou) is a county, not a town; the nearest is 320612001 (Jinsha)");
  CHECK_FALSE(find_divisions(rows, "320612002"));
  CHECK(no_such_division(rows, "320612002") ==
        "the division table has no village or community below 320612002 (Xingdong); add their rows");
}

TEST_CASE("a file that is no table is refused with its name") {
  CHECK_THROWS_WITH(read_divisions("nowhere.csv", "320612001"),
                    "nowhere.csv:1:1: error: the division table does not exist; name another file");
  CHECK(fault_of_table("") ==
        "table.csv:1:1: error: the division table is empty; write the header code,level,parent,name,kind");
  CHECK_THAT(fault_of_table("code;level;parent;name;kind\n"), Catch::Contains("this is not the header"));
}

TEST_CASE("a row is held to its level: length of code, parent, kind") {
  const auto fault_of_row = [](const std::string& row) { return fault_of_table(small_table + row); };
  CHECK(fault_of_row("32061200,town,320612,Short,\n") ==
        "table.csv:8:1: error: the code \"32061200\" of a town must have 9 digits");
  CHECK_THAT(fault_of_row("320612003,twon,320612,X,\n"), Catch::Contains("8:11: error: there is no level \"twon\""));
  CHECK_THAT(fault_of_row("320612003,town,320613,X,\n"),
             Catch::Contains("the parent \"320613\" of 320612003 has no row"));
  CHECK_THAT(fault_of_row("320613003,town,320612,X,\n"), Catch::Contains("does not begin with its parent's"));
  CHECK_THAT(fault_of_row("320612001,town,320612,X,\n"), Catch::Contains("stands in line 4 already"));
  CHECK_THAT(fault_of_row("320612003,town,320612,,\n"), Catch::Contains("has no name"));
  CHECK_THAT(fault_of_row("320612003,town,320612,X,village\n"), Catch::Contains("a town has no kind"));
  CHECK_THAT(fault_of_row("320612002001,village,320612002,X,\n"), Catch::Contains("there is no kind \"\""));
  CHECK_THAT(fault_of_row("320612003,town,320612\n"), Catch::Contains("the row has 3 fields"));
  CHECK_THAT(fault_of_row("\"320612003,town\n"), Catch::Contains("8:1: error: a quote begins here and does not end"));
}

TEST_CASE("the table of one town reads back as that town") {
  const auto rows = read_division_rows(small_table, "table.csv");
  const std::string table = division_table(rows, "320612001");
  CHECK_THAT(table, !Catch::Contains("Xingdong"));
  const auto town = find_divisions(read_division_rows(table, "town.csv"), "320612001");
  REQUIRE(town);
  CHECK(town->counties.front().towns.front().communities.size() == 2);
}

}  // namespace
}  // namespace outpost::scenarios
