#include "scenarios/write/city_cache.hpp"

#include "scenarios/write/packed.hpp"
#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {
namespace {

/// Everything about the city that is no large table, in one order for writing and reading. `Pack` has add or get.
template <class CityType, class Pack>
void pack_city(CityType& city, Pack& pack) {
  pack(city.name.en);
  pack(city.name.zh);
  pack(city.code);
  pack(city.synthetic_people);
  pack(city.synthetic_streets);
  pack(city.attribution);
  pack(city.police_stations);
  for (auto& kind : city.premises_kinds) {
    pack(kind.floor_per_place_of_work);
    pack(kind.floor_per_visitor);
    pack(kind.weekdays);
    pack(kind.weekends);
  }
  pack(city.place_weights);
  pack(city.south_west);
  pack(city.north_east);
}

template <class Row, class Pack>
void pack_county(Row& county, Pack& pack) {
  pack(county.code);
  pack(county.name);
  pack(county.border);
  pack(county.towns);
}

template <class Row, class Pack>
void pack_town(Row& town, Pack& pack) {
  pack(town.code);
  pack(town.name);
  pack(town.county);
  pack(town.centre);
  pack(town.border);
  pack(town.communities);
  pack(town.outing_places);
}

template <class Row, class Pack>
void pack_community(Row& community, Pack& pack) {
  pack(community.code);
  pack(community.name);
  pack(community.town);
  pack(community.kind);
  pack(community.centre);
  pack(community.border);
  pack(community.buildings);
  pack(community.premises);
  pack(community.households);
  pack(community.residents);
  pack(community.weight);
}

template <class Row, class Pack>
void pack_land(Row& land, Pack& pack) {
  pack(land.use);
  pack(land.community);
  pack(land.outline);
}

template <class Row, class Pack>
void pack_water(Row& water, Pack& pack) {
  pack(water.kind);
  pack(water.line);
  pack(water.width);
}

}  // namespace

CacheName city_cache_name(const CitySpec& spec, const std::map<std::string, DigestValue>& content) {
  Digest key;
  // Titles and names count for nothing in a run, but the city carries its name.
  key.add(city_digest_of(spec, content)).add(spec.name.en).add(spec.name.zh);
  return {.kind = "city", .version = city_cache_version, .key = key.value()};
}

void write_city(const City& city, std::string& rest, CacheSections& sections) {
  Packer packer;
  const auto pack = [&packer](const auto& value) { packer.add(value); };
  pack_city(city, pack);
  const auto rows = [&](const auto& table, const auto& pack_row) {
    packer.add(std::uint64_t{table.size()});
    for (const auto& row : table) pack_row(row);
  };
  rows(city.counties, [&](const County& row) { pack_county(row, pack); });
  rows(city.towns, [&](const Town& row) { pack_town(row, pack); });
  rows(city.communities, [&](const Community& row) { pack_community(row, pack); });
  rows(city.land, [&](const LandArea& row) { pack_land(row, pack); });
  rows(city.water, [&](const Water& row) { pack_water(row, pack); });
  rest = packer.take();
  sections.add("rest", rest);
  sections.add("nodes", city.streets.nodes.rows());
  sections.add("streets", city.streets.streets.rows());
  sections.add("shape_points", city.streets.shape_points.rows());
  sections.add("given_times", city.streets.given_times.rows());
  sections.add("buildings", city.buildings.rows());
  sections.add("premises", city.premises.rows());
  sections.add("households", city.households.rows());
  sections.add("residents", city.residents.rows());
  sections.add("banned_turns", city.streets.banned_turns);
  sections.add("outing_places", city.outing_places.rows());
}

City read_city(const CacheFile& file) {
  City city;
  const std::string rest = file.text("rest");
  Unpacker unpacker{rest};
  const auto pack = [&unpacker](auto& value) { unpacker.get(value); };
  pack_city(city, pack);
  const auto rows = [&](auto& table, auto row, const auto& pack_row) {
    for (std::size_t left = unpacker.count(1); left > 0; --left) {
      row = {};
      pack_row(row);
      table.push_back(row);
    }
  };
  rows(city.counties, County{}, [&](County& row) { pack_county(row, pack); });
  rows(city.towns, Town{}, [&](Town& row) { pack_town(row, pack); });
  rows(city.communities, Community{}, [&](Community& row) { pack_community(row, pack); });
  rows(city.land, LandArea{}, [&](LandArea& row) { pack_land(row, pack); });
  rows(city.water, Water{}, [&](Water& row) { pack_water(row, pack); });
  if (!unpacker.at_end()) throw CacheFault("is of another version of this program");
  const auto read = [&file](auto& table, std::string_view name) {
    using Row = std::remove_cvref_t<decltype(table.rows().front())>;
    table = std::remove_cvref_t<decltype(table)>{file.rows<Row>(name)};
  };
  read(city.streets.nodes, "nodes");
  read(city.streets.streets, "streets");
  read(city.streets.shape_points, "shape_points");
  read(city.streets.given_times, "given_times");
  read(city.buildings, "buildings");
  read(city.premises, "premises");
  read(city.households, "households");
  read(city.residents, "residents");
  read(city.outing_places, "outing_places");
  city.streets.banned_turns = file.rows<BannedTurn>("banned_turns");
  return city;
}

}  // namespace outpost::scenarios
