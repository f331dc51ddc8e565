#include <catch2/catch.hpp>

#include "scenarios/read/divisions.hpp"
#include "scenarios/read/file.hpp"
#include "tests/folders.hpp"

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

TEST_CASE("an unknown code is answered with the nearest of its level") {
  const auto rows = read_division_rows(small_table, "table.csv");
  CHECK_FALSE(find_divisions(rows, "320612003"));
  CHECK(no_such_division(rows, "320612020") ==
        "the division table has no row with the code \"320612020\"; the nearest town is 320612002 (Xingdong)");
  CHECK(no_such_division(rows, "3207") ==
        "the division table has no row with the code \"3207\"; the nearest prefecture is 320600 (Nantong)");
  CHECK_FALSE(find_divisions(rows, "320612002"));
  CHECK(no_such_division(rows, "320612002") ==
        "the division table has no village or community below 320612002 (Xingdong); add their rows");
}

TEST_CASE("any subtree is found by its code: prefecture, county, town or village") {
  const auto rows = read_division_rows(small_table + "320612002001,village,320612002,Xing,other\n", "table.csv");
  for (const std::string code : {"3206", "320600", "320612"}) {
    CAPTURE(code);
    const auto tree = find_divisions(rows, code);
    REQUIRE(tree);
    REQUIRE(tree->counties.size() == 1);
    CHECK(tree->counties[0].name == "Tongzhou");
    REQUIRE(tree->counties[0].towns.size() == 2);
    CHECK(tree->counties[0].towns[1].code == 320'612'002);
    CHECK(tree->level == (code == "320612" ? DivisionLevel::county : DivisionLevel::prefecture));
  }
  const auto village = find_divisions(rows, "320612001200");
  REQUIRE(village);
  CHECK(village->level == DivisionLevel::village);
  CHECK(village->code == 320'612'001'200);
  REQUIRE(village->counties[0].towns.size() == 1);
  REQUIRE(village->counties[0].towns[0].communities.size() == 1);
  CHECK(village->counties[0].towns[0].communities[0].name == "Chengdong");
}

TEST_CASE("a town without a village is left out of what lies above it") {
  const auto tree = find_divisions(read_division_rows(small_table, "table.csv"), "320612");
  REQUIRE(tree);
  CHECK(tree->counties[0].towns.size() == 1);  // Xingdong has no row below it
}

TEST_CASE(
    "the bundled table has the whole of Nantong: 8 county-level units, 136 towns, 2,005 villages and communities") {
  const DivisionTree tree =
      read_divisions(std::string(OUTPOST_SOURCE_DIR) + "/scenarios/data/divisions-nantong.csv", "3206");
  CHECK(tree.name == "南通市");
  CHECK(tree.counties.size() == 8);
  std::size_t towns = 0;
  std::size_t communities = 0;
  std::size_t urban = 0;
  for (const CountyDivision& county : tree.counties) {
    towns += county.towns.size();
    for (const TownDivision& town : county.towns) {
      communities += town.communities.size();
      for (const Division& community : town.communities) urban += community.urban ? 1 : 0;
    }
  }
  CHECK(towns == 136);
  CHECK(communities == 2'005);
  CHECK(urban == 765);
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
  CHECK_THAT(fault_of_row("320613003,town,320612,X,\n"), Catch::Contains("does not lie below its parent"));
  CHECK_THAT(fault_of_row("320612001,town,320612,X,\n"), Catch::Contains("stands in line 4 already"));
  CHECK_THAT(fault_of_row("320612003,town,320612,,\n"), Catch::Contains("has no name"));
  CHECK_THAT(fault_of_row("320612003,town,320612,X,village\n"), Catch::Contains("a town has no kind"));
  CHECK_THAT(fault_of_row("320612002001,village,320612002,X,\n"), Catch::Contains("there is no kind \"\""));
  CHECK_THAT(fault_of_row("320612003,town,320612\n"), Catch::Contains("the row has 3 fields"));
  CHECK_THAT(fault_of_row("\"320612003,town\n"), Catch::Contains("8:1: error: a quote begins here and does not end"));
}

TEST_CASE("all faults of a table come together, and children of a faulty row are not blamed for it") {
  CHECK(fault_of_table("code,level,parent,name,kind\n"
                       "320600,prefecture,,Nantong,\n"
                       "32061,county,320600,Tongzhou,\n"
                       "320612001,town,32061,Jinsha,\n"
                       "320613002,town,320600,Xingdong,\n"
                       "320612001001,village,320612009,Dongshi,community\n"
                       "320612001001,village,320612001,Dongshi,community\n"
                       "320699001001,village,320612001,Far,community\n") ==
        "table.csv:3:1: error: the code \"32061\" of a county must have 6 digits\n"
        "table.csv:5:1: error: the parent 320600 of 320613002 is a prefecture; write the code of a county\n"
        "table.csv:6:1: error: the parent \"320612009\" of 320612001001 has no row; add the row of that town\n"
        "table.csv:7:1: error: the code 320612001001 stands in line 6 already; write every division once\n"
        "table.csv:8:1: error: the code 320699001001 does not lie below its parent 320612001; it must begin with "
        "320612001");
  CHECK_THAT(fault_of_table(small_table + "320612,prefecture,,X,\n"), Catch::Contains("must end in 00"));
  CHECK_THAT(fault_of_table(small_table + "320712,county,320600,X,\n"),
             Catch::Contains("the code 320712 does not lie below its parent 320600; it must begin with 3206"));
}

TEST_CASE("a table saved in GBK reads like the same in UTF-8; what is neither is refused at its place") {
  const std::string jinsha_in_gbk = "\xBD\xF0\xC9\xB3";  // 金沙
  std::string table = small_table;
  table.replace(table.find("Jinsha"), 6, jinsha_in_gbk);
  const auto town = find_divisions(read_division_rows(table, "table.csv"), "320612001");
  REQUIRE(town);
  CHECK(town->name == "金沙");
  table.replace(table.find(jinsha_in_gbk), 4, "caf\xE9");  // Latin 1: a comma is no second byte
  CHECK_THAT(fault_of_table(table), Catch::Contains("table.csv:4:26: error: these bytes are neither UTF-8 nor GBK"));
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
