// Needs data that do not belong to the project; reported as skipped where they are absent (tests/CMakeLists.txt).
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "analysis/location/location_file.hpp"
#include "analysis/location/location_models.hpp"
#include "tests/folders.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

const std::filesystem::path published =
    std::filesystem::path(OUTPOST_REAL_DATA) / "location/SF_network_distance_candidateStore_16_censusTract_205_new.csv";

/// The published table, written as a location file with its table of distances, and read back.
LocationFile san_francisco() {
  const std::filesystem::path folder = std::filesystem::path(OUTPOST_BINARY_DIR) / "san-francisco";
  std::filesystem::create_directories(folder);
  std::ifstream rows(published);
  std::ofstream table(folder / "distances.csv");
  table << "demand,site,metres\n";
  std::map<std::string, std::string> weights;
  std::map<int, std::string> stores;
  std::string line;
  std::getline(rows, line);
  while (std::getline(rows, line)) {
    std::istringstream cells(line);
    std::string metres;
    std::string store;
    std::string tract;
    std::string people;
    std::getline(cells, metres, ',');
    std::getline(cells, store, ',');
    std::getline(cells, tract, ',');
    std::getline(cells, people, ',');
    while (!people.empty() && (people.back() == '\r' || people.back() == '\n')) people.pop_back();
    table << tract << "," << store << "," << metres << "\n";
    weights[tract] = people;
    stores[std::stoi(store.substr(store.find('_') + 1))] = store;
  }
  table.close();
  std::string text = "distances = \"distances.csv\"\n";
  for (const auto& [number, store] : stores) text += "[[site]]\nid = \"" + store + "\"\n";
  for (const auto& [tract, people] : weights) text += "[[demand]]\nid = \"" + tract + "\"\nweight = " + people + "\n";
  return read_location_text(text, "sf.toml", folder);
}

std::vector<std::string> names_of(const LocationFile& file, const LocationAnswer& answer) {
  std::vector<std::string> names;
  for (const std::size_t site : answer.sites) names.push_back(file.sites[site]);
  return names;
}

struct Optimum {
  std::size_t count = 0;
  double median = 0.0;  // people times metres
  double mean = 0.0;    // metres
  std::vector<std::string> stores{};
  double radius = 0.0;  // metres
  double covered = 0.0;
};

}  // namespace

TEST_CASE("two to five of sixteen stores in San Francisco are the known optima of p-median, p-center and covering") {
  if (!std::filesystem::exists(published)) {
    std::cout << "skipped: there is no " << published.string()
              << "; set OUTPOST_REAL_DATA to the folder that has location/\n";
    return;
  }
  const LocationFile file = san_francisco();
  REQUIRE(file.instance.demands() == 205);
  REQUIRE(file.instance.sites == 16);
  REQUIRE(file.instance.total_weight() == 955'113.0);
  const std::vector<Optimum> optima{
      {2, 4'009'098'972.13, 4197.5127, {"Store_12", "Store_15"}, 9130.7587, 671'938},
      {3, 3'385'565'397.53, 3544.6752, {"Store_5", "Store_11", "Store_15"}, 7529.986, 791'499},
      {4, 2'848'268'129.71, 2982.1269, {"Store_2", "Store_11", "Store_12", "Store_15"}, 7403.0638, 875'247},
      {5, 2'554'123'350.19, 2674.1583, {"Store_2", "Store_7", "Store_11", "Store_14", "Store_15"}, 5985.5001, 927'402}};
  for (const Optimum& optimum : optima) {
    INFO(optimum.count << " stores");
    const LocationAnswer median = p_median(file.instance, optimum.count);
    CHECK(median.objective == Approx(optimum.median).margin(0.005).epsilon(0.0));
    CHECK(median.objective / 955'113.0 == Approx(optimum.mean).margin(0.00005).epsilon(0.0));
    CHECK(names_of(file, median) == optimum.stores);
    CHECK(p_center(file.instance, optimum.count).objective == Approx(optimum.radius).margin(0.00005).epsilon(0.0));
    CHECK(maximal_covering(file.instance, optimum.count, 5000.0).objective == optimum.covered);
    CHECK(median.optimal);
  }
}
