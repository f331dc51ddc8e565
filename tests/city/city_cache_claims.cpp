#include "scenarios/write/city_cache.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/folders.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::scenarios;

namespace {

const CacheName cache_name{.kind = "city", .version = city_cache_version, .key = {1, 2}};

/// Written to a file and read again.
City again(const City& city, const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(OUTPOST_BINARY_DIR) / "claims" / folder;
  std::filesystem::create_directories(path);
  std::string rest;
  CacheSections sections;
  write_city(city, rest, sections);
  CacheFile::write(path / cache_name.file_name(), cache_name, sections);
  return read_city(CacheFile::open(path / cache_name.file_name(), cache_name).value());
}

/// Everything that a city file holds, byte for byte.
std::string bytes_of(const City& city) {
  std::string rest;
  CacheSections sections;
  write_city(city, rest, sections);
  std::string bytes;
  for (const auto& section : sections.sections()) {
    bytes += std::string(section.name) + ":";
    bytes.append(reinterpret_cast<const char*>(section.bytes.data()), section.bytes.size());
  }
  return bytes;
}

}  // namespace

TEST_CASE("a city that was kept is the city that was made") {
  const City city = generate_city(tests::small_spec().city, tests::small_division());
  const City kept = again(city, "city_cache_town");
  CHECK(digest_of(kept) == digest_of(city));
  CHECK(kept.streets == city.streets);
  CHECK(kept.communities.size() == city.communities.size());
  CHECK(bytes_of(kept) == bytes_of(city));
}

TEST_CASE("borders, land, water, premises and stations of a map are kept as well") {
  City city;
  city.name = {"town", "镇"};
  city.code = "990000001";
  city.synthetic_streets = false;
  city.attribution = "ODbL";
  city.counties.push_back({.code = 990000, .name = "县", .border = {{}, {metres(1), metres(2)}}, .towns = {0, 1}});
  city.towns.push_back({.code = 990000001, .name = "镇", .centre = {metres(3), metres(4)}, .communities = {0, 1}});
  city.communities.push_back({.code = 990000001001,
                              .name = "村",
                              .kind = CommunityKind::rural,
                              .centre = {metres(5), metres(6)},
                              .border = {{metres(7), metres(8)}},
                              .buildings = {0, 1},
                              .premises = {0, 1},
                              .weight = 2.5});
  city.land.push_back({.use = LandUse::market_park, .outline = {{metres(9), metres(10)}, {metres(11), metres(12)}}});
  city.water.push_back({.kind = WaterKind::canal, .line = {{metres(13), metres(14)}}, .width = metres(15)});
  city.buildings.push_back({.serial = 3, .kind = BuildingKind::mall, .storeys = 4, .lift = true});
  city.premises.push_back({.kind = BuildingKind::mall, .staff = 5, .pupils = 6, .visitors = 7});
  city.households.push_back({.storey = 2, .tenure = Tenure::group_rental});
  city.residents.push_back({.age = 70, .migrant = true, .visit_duty = true});
  city.outing_places = {BuildingId{0}};
  city.police_stations = {{metres(16), metres(17)}};
  city.south_west = {metres(-1), metres(-2)};
  city.north_east = {metres(18), metres(19)};
  const City kept = again(city, "city_cache_all");
  CHECK(bytes_of(kept) == bytes_of(city));
  CHECK(kept.name == city.name);
  CHECK(kept.attribution == "ODbL");
  CHECK_FALSE(kept.synthetic_streets);
  CHECK(kept.counties[CountyId{0}].border == city.counties[CountyId{0}].border);
  CHECK(kept.communities[CommunityId{0}].name == "村");
  CHECK(kept.land[LandAreaId{0}].outline.size() == 2);
  CHECK(kept.water.front().width == metres(15));
  CHECK(kept.residents[ResidentId{0}].migrant);
  CHECK(kept.police_stations == city.police_stations);
  CHECK(kept.north_east == city.north_east);
}

TEST_CASE("another city has another file, another run has not") {
  const ScenarioSpec spec = tests::small_spec();
  const std::map<std::string, DigestValue> content{{"divisions", {1, 1}}};
  const std::string file = city_cache_name(spec.city, content).file_name();
  CitySpec other = spec.city;
  other.seed = 2;
  CHECK(city_cache_name(other, content).file_name() != file);
  other = spec.city;
  other.name.en = "Elsewhere";  // a city carries its name
  CHECK(city_cache_name(other, content).file_name() != file);
  CHECK(city_cache_name(spec.city, {{"divisions", {1, 2}}}).file_name() != file);
  CHECK(city_cache_name(tests::small_spec([](ScenarioSpec& s) { s.run.seed = 7; }).city, content).file_name() == file);
}

TEST_CASE("a generator that makes another town has another number: raise city_cache_version with this digest") {
  const City city = generate_city(tests::small_spec().city, tests::small_division());
  CHECK(city_cache_version == 1);
  CHECK(digest_of(city).hex() == "32a266c6016ce289111df8c25eb2bd89");
}
