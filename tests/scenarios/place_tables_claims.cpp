#include <catch2/catch.hpp>

#include "scenarios/read/place_tables.hpp"
#include "tests/scenarios/reading.hpp"

namespace outpost::scenarios {
namespace {

std::string fault_of_population(const std::string& text) {
  try {
    read_population_table(text, "people.csv");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::string fault_of_stations(const std::string& text) {
  try {
    read_station_table(text, "stations.csv");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::string fault_of_posts(const std::string& text) {
  try {
    read_post_table(text, "posts.csv");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

/// 代码,人口 and a row, as a Chinese spreadsheet saves it.
const std::string population_in_gbk = "\xB4\xFA\xC2\xEB,\xC8\xCB\xBF\xDA\r\n320612001001,5120\r\n";

TEST_CASE("counts of residents read by place, in order of code, in UTF-8 and in GBK") {
  const std::vector<PlaceCount> counts =
      read_population_table("residents,code\n4000,320612001002\n5120,320612001001\n90000,320612001\n", "people.csv");
  CHECK(counts == std::vector<PlaceCount>{{320'612'001, 90'000}, {320'612'001'001, 5'120}, {320'612'001'002, 4'000}});
  CHECK(read_population_table(population_in_gbk, "people.csv") == std::vector<PlaceCount>{{320'612'001'001, 5'120}});
}

TEST_CASE("a table of places names every fault by its row") {
  CHECK(fault_of_population("") ==
        "people.csv:1:1: error: the population table is empty; write the heading code,residents");
  CHECK(fault_of_population("code,residents\n") ==
        "people.csv:1:1: error: the population table has no rows; write one for every place");
  CHECK(fault_of_population("code,residnts\n") ==
        "people.csv:1:6: error: the population table has no column \"residnts\"; did you mean \"residents\"?");
  CHECK(fault_of_population("code,name\n") ==
        "people.csv:1:1: error: the population table lacks the column residents; its columns are "
        "code,residents,name,households,notice");
  CHECK(fault_of_population("code,residents\n3206,5\n320612001001,-1\n320612001002,5,6\n,4\n") ==
        "people.csv:2:1: error: the code \"3206\" must have 6, 9 or 12 digits\n"
        "people.csv:3:14: error: residents is \"-1\"; write a whole number from 0 to 8000000\n"
        "people.csv:4:1: error: the row has 3 fields, and the heading has 2; write as many\n"
        "people.csv:5:1: error: the row has no code; write one");
  CHECK(fault_of_population("code,residents\n320612001001,500\n320612001001,400\n") ==
        "people.csv:3:1: error: the code 320612001001 stands in line 2 already; write every place once");
  CHECK(fault_of_population("code,residents\n320612001,800\n320612001001,500\n320612001002,400\n") ==
        "people.csv:2:1: error: the places below 320612001 have 900 residents, more than its own 800; correct one of "
        "them");
  CHECK(fault_of_population("code,code,residents\n") ==
        "people.csv:1:6: error: the column code stands twice; leave one out");
  CHECK_THAT(fault_of_population("code,residents\n320612001001,\xFF\n"),
             Catch::Contains("2:14: error: these bytes are neither UTF-8 nor GBK"));
}

TEST_CASE("more faults than anybody reads are counted") {
  std::string text = "code,residents\n";
  for (int row = 0; row < 130; ++row) text += "1,2\n";
  const std::string fault = fault_of_population(text);
  CHECK(std::count(fault.begin(), fault.end(), '\n') == 100);
  CHECK_THAT(fault, Catch::Contains("30 more faults like these are not shown"));
}

TEST_CASE("a table with a row for every household is refused, whatever its columns are called") {
  CHECK(
      fault_of_population("code,residents\n320612001001,3\n320612001001,2\n320612001001,4\n320612001002,900\n") ==
      "people.csv:3:1: error: the code 320612001001 stands in 3 rows with fewer than 20 residents each, as in a table "
      "with a row for every household or person; Outpost reads no such records: write one row a place, with its total");
  CHECK(fault_of_population("code,household_id,residents\n320612001001,7,3\n") ==
        "people.csv:1:6: error: the column \"household_id\" has a row for every household or person; Outpost reads no "
        "records about persons or households: give counts per place, and leave the column out");
}

TEST_CASE("columns about persons are refused by their headings, in English and Chinese") {
  for (const std::string heading :
       {"Full Name", "surname", "owner", "ID card", "id_number", "phone", "Tel.", "WeChat", "sex", "date of birth",
        "age", "房东姓名", "身份证号", "联系电话", "手机号码", "年龄", "户号", "民族"}) {
    CAPTURE(heading);
    CHECK_THAT(fault_of_population("code,residents," + heading + "\n320612001001,900,x\n"),
               Catch::Contains("1:16: error: the column") && Catch::Contains("Outpost reads no records about persons"));
    CHECK_THAT(fault_of_stations("code," + heading + "\n320612001,x\n"), Catch::Contains("Outpost reads no records"));
    CHECK_THAT(fault_of_posts("kind,code," + heading + "\nworkstation,320612001,x\n"),
               Catch::Contains("Outpost reads no records"));
  }
}

TEST_CASE("numbers of identity cards and telephones are refused, and not repeated") {
  for (const std::string number : {"320612199003074518", "32061219900307451X", "13812345678", "+86 138 1234 5678",
                                   "0513-86512345", "8613812345678"}) {
    CAPTURE(number);
    const std::string fault = fault_of_stations("code,name\n320612001," + number + "\n");
    CHECK_THAT(fault, Catch::Contains("stations.csv:2:11: error: this looks like ") &&
                          Catch::Contains("Outpost reads no records about persons or households"));
    CHECK_THAT(fault, !Catch::Contains(number));
  }
}

TEST_CASE("names, codes and coordinates of places do not look like persons") {
  CHECK(fault_of_stations("code,name,x_m,y_m\n320612001001,110 Station 12,-12345.678,1381234.5\n") ==
        "stations.csv:2:40: error: y_m is \"1381234.5\"; write a number from -1000000 to 1000000");
  CHECK(fault_of_posts("kind,code\ngrid_post,320612001001001\n").empty());
}

TEST_CASE("stations read with their places and crews") {
  const std::vector<StationRow> stations = read_station_table(
      "代码,名称,经度,纬度,警组数\n320612002,兴东派出所,121.05,32.1,3\n320612001,金沙派出所,,,\n", "stations.csv");
  REQUIRE(stations.size() == 2);
  CHECK(stations[0] == StationRow{.code = 320'612'001, .name = "金沙派出所"});
  CHECK(stations[1] == StationRow{320'612'002, "兴东派出所", TableLocation{121.05, 32.1, true}, 3});
  CHECK(fault_of_stations("code,x_m\n320612001,5\n") ==
        "stations.csv:2:1: error: a place needs both x_m and y_m; write both or neither");
  CHECK(fault_of_stations("code,x_m,y_m,longitude,latitude\n320612001,5,6,121,32\n") ==
        "stations.csv:2:1: error: the row has a place in metres and one in degrees; leave one of them out");
  CHECK(fault_of_stations("code,longitude,latitude,crews\n320612001,200,32,1.5\n") ==
        "stations.csv:2:11: error: longitude is \"200\"; write a number from -180 to 180\n"
        "stations.csv:2:18: error: crews is \"1.5\"; write a whole number from 0 to 1000");
}

TEST_CASE("posts read with their kinds; a depot has a department and nothing else does") {
  const std::vector<PostRow> posts = read_post_table(
      "kind,code,name,department,x_m,y_m\ndepot,320612001,Fire brigade,fire,10,20\ngrid_post,320612001001002,,,,\n",
      "posts.csv");
  REQUIRE(posts.size() == 2);
  CHECK(posts[0] == PostRow{PostRowKind::depot, 320'612'001, "Fire brigade", "fire", TableLocation{10.0, 20.0, false}});
  CHECK(posts[1].kind == PostRowKind::grid_post);
  CHECK(fault_of_posts("kind,code,department\ndepot,320612001,\nworkstaton,320612001,\ncommand_room,320612001,fire\n"
                       "grid_post,320612001001,\n") ==
        "posts.csv:2:1: error: a depot needs its department; write one, such as fire\n"
        "posts.csv:3:1: error: there is no kind \"workstaton\" of post; did you mean \"workstation\"?\n"
        "posts.csv:4:1: error: a command_room belongs to no department; leave the field empty\n"
        "posts.csv:5:11: error: the code \"320612001001\" must have 15 digits");
}

TEST_CASE("a scenario takes its tables in, and counts them by their bytes") {
  const ScenarioFile file = read_scenario(source_folder + "/tests/scenarios/import/city.toml", test_vocabulary);
  CHECK(file.spec.city.counts == std::vector<PlaceCount>{{990'000'001'001, 800}, {990'000'001'200, 400}});
  REQUIRE(file.spec.places.station_rows.size() == 1);
  CHECK(file.spec.places.station_rows[0].crews == 2);
  CHECK(file.content.contains("population_table"));
  CHECK(file.content.contains("stations"));
  CHECK(file.content.contains("areas"));
}

}  // namespace
}  // namespace outpost::scenarios
