#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "analysis/location/distance_table.hpp"
#include "analysis/location/location_file.hpp"
#include "scenarios/read/error.hpp"
#include "scenarios/read/quantity.hpp"
#include "tests/folders.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

const std::filesystem::path folder = std::filesystem::path(OUTPOST_BINARY_DIR) / "location-files";

std::string errors_of(const std::string& text) {
  try {
    read_location_text(text, "posts.toml", folder);
  } catch (const scenarios::ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::string table_errors(const std::string& text) {
  try {
    read_distances(text, "d.csv", {"a", "b"}, {"north", "south"});
  } catch (const scenarios::ScenarioError& error) {
    return error.what();
  }
  return "";
}

const std::string site = "[[site]]\nat = [0, 0]\n";
const std::string demand = "[[demand]]\nat = [3, 4]\nweight = 2\n";
const std::string metric = "metric = \"rectilinear\"\n";

}  // namespace

TEST_CASE("a location file gives places, weights and distances") {
  const LocationFile file = read_location_text(metric + site + demand, "posts.toml", folder);
  CHECK(file.instance.sites == 1);
  CHECK(file.instance.weights == std::vector<double>{2.0});
  CHECK(file.instance.distances == std::vector<double>{7.0});
  CHECK(file.sites == std::vector<std::string>{"0"});
  CHECK_FALSE(file.has_site_ids);
  CHECK(file.unit == "m");
  const LocationFile straight =
      read_location_text("metric = \"straight\"\nunit = \"km\"\n" + site + demand, "p", folder);
  CHECK(straight.instance.distances == std::vector<double>{5.0});
  CHECK(read_radius("5 km", straight) == 5.0);
  CHECK(read_radius("5000 m", straight) == 5.0);
  CHECK(read_radius("5", straight) == 5.0);
  CHECK(read_radius("5 km", file) == 5000.0);
  CHECK_THROWS_AS(read_radius("5 min", file), scenarios::QuantityError);
  CHECK_THROWS_AS(read_radius("nan", file), scenarios::QuantityError);
}

TEST_CASE("a table of distances may stand in any order, in Chinese, and in kilometres for the file") {
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "ways.csv") << "米,站点,需求点\n400,south,a\n100,north,a\n200,north,b\n300,south,b\n";
  const LocationFile file = read_location_text(
      "distances = \"ways.csv\"\nunit = \"km\"\n[[site]]\nid = \"north\"\n[[site]]\nid = \"south\"\n"
      "[[demand]]\nid = \"a\"\nweight = 1\n[[demand]]\nid = \"b\"\nweight = 1\n",
      "posts.toml", folder);
  CHECK(file.instance.distances == std::vector<double>{0.1, 0.4, 0.2, 0.3});
  CHECK(file.has_site_ids);
  CHECK(file.sites == std::vector<std::string>{"north", "south"});
}

TEST_CASE("every fault of a location file is told with its place and what to write") {
  CHECK(
      errors_of(site + demand) ==
      "posts.toml:1:1: error: how far it is from place to place is not said; write metric = \"rectilinear\", metric = "
      "\"straight\" or distances = \"distances.csv\"");
  CHECK(errors_of("metric = \"rectlinear\"\n" + site + demand) ==
        "posts.toml:1:10: error: metric is \"rectlinear\"; did you mean \"rectilinear\"?");
  CHECK(errors_of("metric = 3\n" + site + demand) ==
        "posts.toml:1:10: error: metric is no text; write one of \"rectilinear\", \"straight\"");
  CHECK(errors_of(metric + "unit = \"miles\"\n" + site + demand) ==
        "posts.toml:2:8: error: unit is that of places and distances; write unit = \"m\" or unit = \"km\"");
  CHECK(errors_of(metric + demand) == "posts.toml:1:1: error: there is no site; write at least one table [[site]]");
  CHECK(errors_of(metric + site) == "posts.toml:1:1: error: there is no demand; write at least one table [[demand]]");
  CHECK(errors_of(metric + "site = 3\n" + demand) ==
        "posts.toml:2:8: error: site must be tables, each written as [[site]]");
  CHECK(errors_of(metric + site + "[[demand]]\nat = [3, 4]\nweight = -2\n") ==
        "posts.toml:6:10: error: weight is -2; write a number from 0 to 1000000000000, such as weight = 120");
  CHECK(errors_of(metric + site + "[[demand]]\nat = [3, 4]\nweight = nan\n") ==
        "posts.toml:6:10: error: weight is nan; write a number from 0 to 1000000000000, such as weight = 120");
  CHECK(errors_of(metric + site + "[[demand]]\nat = [3, 4]\nweight = \"many\"\n") ==
        "posts.toml:6:10: error: weight is no number; write a number from 0 to 1000000000000, such as weight = 120");
  CHECK(
      errors_of(metric + site + "[[demand]]\nat = [3, 4]\n") ==
      "posts.toml:4:1: error: weight is missing in [[demand]]; write weight = 120, such as its residents or its calls "
      "a year");
  CHECK(errors_of(metric + site + "[[demand]]\nat = [3, 4]\nweight = 0\n") ==
        "posts.toml:6:10: error: every weight is 0, so there is no demand; write some above 0");
  CHECK(errors_of(metric + "[[site]]\nat = [0, nan]\n" + demand) ==
        "posts.toml:3:6: error: at must be two finite numbers, east and north, such as at = [1200, 850]");
  CHECK(errors_of(metric + "[[site]]\nat = [0, 1, 2]\n" + demand) ==
        "posts.toml:3:6: error: at must be two finite numbers, east and north, such as at = [1200, 850]");
  CHECK(errors_of(metric + "[[site]]\n" + demand) ==
        "posts.toml:2:1: error: at is missing in [[site]]; write at = [1200, 850]");
  CHECK(errors_of(metric + "[[site]]\nat = [0, 0]\nwieght = 2\n" + demand) ==
        "posts.toml:4:1: error: unknown key \"wieght\" in [[site]]; write one of \"id\", \"at\"");
  CHECK(errors_of(metric + "[[site]]\nid = \"a\"\nat = [0, 0]\n[[site]]\nid = \"a\"\nat = [1, 0]\n" + demand) ==
        "posts.toml:6:6: error: the id \"a\" stands in line 3 already; give each site its own");
  CHECK(errors_of(metric + "[[site]]\nid = \"a\"\nat = [0, 0]\n[[site]]\nat = [1, 0]\n" + demand) ==
        "posts.toml:5:1: error: id is missing in [[site]], and others have one; write one for all or for none");
  CHECK(errors_of(metric + "[[site]]\nid = \"\"\nat = [0, 0]\n" + demand) ==
        "posts.toml:3:6: error: id must be a name of one line, such as id = \"north\"");
  CHECK(
      errors_of("distances = \"no.csv\"\n[[site]]\nid = \"a\"\n[[demand]]\nid = \"b\"\nweight = 1\n") ==
      "posts.toml:1:13: error: distances names \"no.csv\", which does not exist; write the name of a CSV file, as seen "
      "from the folder of this file");
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "d.csv") << "demand,site,metres\n";
  CHECK(errors_of(metric + "distances = \"d.csv\"\n[[site]]\nid = \"a\"\n[[demand]]\nid = \"b\"\nweight = 1\n") ==
        "posts.toml:2:13: error: metric and distances both say how far it is; leave one of them out");
  CHECK(errors_of("distances = \"d.csv\"\n" + site + "[[demand]]\nid = \"b\"\nweight = 1\n") ==
        "posts.toml:2:1: error: id is missing in [[site]]; the table of distances goes by ids");
  CHECK(errors_of("metric = rectilinear\n" + site + demand).find("posts.toml:1:") == 0);
}

TEST_CASE("the faults of a location file come together, in the order of their lines") {
  const std::string errors = errors_of("metric = \"crow\"\n[[site]]\nat = 3\n[[demand]]\nat = [3, 4]\nweight = -1\n");
  CHECK(errors.find("posts.toml:1:10") == 0);
  CHECK(errors.find("posts.toml:3:6") != std::string::npos);
  CHECK(errors.find("posts.toml:6:10") != std::string::npos);
}

TEST_CASE("every fault of a table of distances is told with its place and what to write") {
  const std::string head = "demand,site,metres\n";
  const std::string whole = head + "a,north,1\na,south,2\nb,north,3\nb,south,4\n";
  CHECK(table_errors(whole).empty());
  CHECK(table_errors("") == "d.csv:1:1: error: the table of distances is empty; write the heading demand,site,metres");
  CHECK(table_errors("demand,site\na,north\n") ==
        "d.csv:1:1: error: the table of distances lacks the column metres; its columns are demand,site,metres");
  CHECK(table_errors(head + "a,north,1\nb,north,3\n") ==
        "d.csv:1:1: error: the table lacks 2 of 4 pairs: \"a\" to \"south\", \"b\" to \"south\"; write a row for each");
  CHECK(table_errors(whole + "b,south,4\n") ==
        "d.csv:6:1: error: the pair of demand point \"b\" and site \"south\" stands twice; leave one row out");
  CHECK(table_errors(head + "c,nrth,1\n") ==
        "d.csv:2:1: error: there is no demand point \"c\" in the location file; write one of its ids\n"
        "d.csv:2:3: error: there is no site \"nrth\" in the location file; did you mean \"north\"?");
  CHECK(table_errors(head + "a,north,-1\n") ==
        "d.csv:2:9: error: the distance in metres is \"-1\"; write a number from 0 to 1000000000");
  CHECK(table_errors(head + "a,north,nan\n") ==
        "d.csv:2:9: error: the distance in metres is \"nan\"; write a number from 0 to 1000000000");
  CHECK(table_errors(head + "a,north\n") ==
        "d.csv:2:1: error: the row has 2 fields, and the heading has 3; write as many");
  CHECK(table_errors(head + "a,north,\n") == "d.csv:2:1: error: the row has no metres; write how far it is");
}

TEST_CASE("a location file that cannot be read is named") {
  CHECK_THROWS_WITH(
      read_location_file("nowhere/posts.toml"),
      "nowhere/posts.toml:1:1: error: the location file does not exist; write the name of a location file "
      "(.toml)");
}
