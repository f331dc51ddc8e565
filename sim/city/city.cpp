#include "sim/city/city.hpp"

#include <algorithm>
#include <string>

#include "sim/city/census.hpp"
#include "sim/city/employment.hpp"
#include "sim/city/frontage.hpp"
#include "sim/city/households.hpp"
#include "sim/city/settlement.hpp"
#include "sim/city/shares.hpp"

namespace outpost {
namespace {

/// Streets cut in two by their length, along the longer side, until every part houses few enough residents: communities
/// of an imported city, contiguous on the plane.
void cut(const StreetNetwork& network, std::vector<StreetId> streets, std::size_t parts,
         std::vector<std::vector<StreetId>>& found) {
  if (parts <= 1 || streets.size() <= 1) {
    std::sort(streets.begin(), streets.end());
    found.push_back(std::move(streets));
    return;
  }
  std::vector<std::pair<Position, StreetId>> middles;
  Position low = network.at(streets.front(), Length{});
  Position high = low;
  std::int64_t total = 0;
  for (const StreetId street : streets) {
    const Position middle = network.at(street, network.streets[street].length / 2);
    middles.emplace_back(middle, street);
    low = {std::min(low.x, middle.x), std::min(low.y, middle.y)};
    high = {std::max(high.x, middle.x), std::max(high.y, middle.y)};
    total += network.streets[street].length.in_millimetres();
  }
  const bool wide = high.x - low.x >= high.y - low.y;
  std::sort(middles.begin(), middles.end(), [wide](const auto& a, const auto& b) {
    const Length first = wide ? a.first.x : a.first.y;
    const Length second = wide ? b.first.x : b.first.y;
    return first != second ? first < second : a.second < b.second;
  });
  const std::size_t left_parts = parts / 2;
  const std::int64_t wanted = total / static_cast<std::int64_t>(parts) * static_cast<std::int64_t>(left_parts);
  std::vector<StreetId> left;
  std::vector<StreetId> right;
  std::int64_t reached = 0;
  for (const auto& [middle, street] : middles) {
    (reached < wanted && left.size() + 1 < middles.size() ? left : right).push_back(street);
    reached += network.streets[street].length.in_millimetres();
  }
  cut(network, std::move(left), left_parts, found);
  cut(network, std::move(right), parts - left_parts, found);
}

/// A city without a division table is one town of one county, under the city's own code.
void add_town(City& city) {
  const std::uint64_t code = std::stoull(city.code);
  city.counties.push_back({.code = code / 1000, .name = city.name.zh, .towns = {0, 1}});
  city.towns.push_back({.code = code, .name = city.name.zh, .communities = {0, city.communities.size()}});
}

}  // namespace

City generate_city(const CitySpec& spec, const DivisionTree& divisions) {
  std::vector<CommunityCensus> censuses = take_census(spec, divisions);
  Land land = lay_out_land(spec, divisions, censuses);
  return city_on_land(spec, divisions, std::move(censuses), std::move(land));
}

City city_on_streets(const CitySpec& spec, const ImportedStreets& streets) {
  City city;
  city.name = spec.name;
  city.code = spec.code;
  city.synthetic_streets = false;
  city.attribution = streets.attribution;
  city.streets = streets.network;
  city.police_stations = streets.police_stations;
  std::vector<StreetId> homes;
  for (const StreetId street : city.streets.streets.ids()) {
    if (holds_homes(city.streets.streets[street])) homes.push_back(street);
  }
  if (homes.empty()) {  // a map without residential streets: people live along whatever cars may use, or else at all
    for (const StreetId id : city.streets.streets.ids()) {
      const Street& street = city.streets.streets[id];
      if (street.forward.has(Way::car) || street.backward.has(Way::car)) homes.push_back(id);
    }
  }
  if (homes.empty()) homes.assign(city.streets.streets.ids().begin(), city.streets.streets.ids().end());
  const auto parts =
      static_cast<std::size_t>(std::max<std::int64_t>(1, spec.population.value / spec.community_population.value));
  if (parts > 999) {
    throw ImpossibleCity("city.community_population: the city would have " + std::to_string(parts) +
                         " communities, and a code has three digits for 999; write more residents per community");
  }
  std::vector<std::vector<StreetId>> communities;
  cut(city.streets, std::move(homes), parts, communities);

  std::vector<double> lengths;
  for (const auto& part : communities) {
    double length = 0.0;
    for (const StreetId street : part) length += city.streets.streets[street].length.in_metres();
    lengths.push_back(length);
  }
  const std::vector<std::int64_t> population = shared_out(spec.population.value, lengths);
  const std::uint64_t town = std::stoull(spec.code);
  city.premises_kinds = spec.premises;
  for (std::size_t i = 0; i < communities.size(); ++i) {
    // Along denser streets than one resident in 8 m the part counts as urban: assumption.
    const CommunityKind kind =
        static_cast<double>(population[i]) / lengths[i] > 0.125 ? CommunityKind::urban : CommunityKind::rural;
    const std::uint64_t code = town * 1000 + i + 1;
    const CommunityCensus census = counted(spec, code, std::to_string(code), kind, population[i]);
    settle(city, spec, census, plots_along(spec, city.streets, communities[i], census), {});
  }
  add_town(city);
  employ(city, spec, population);
  finish(city);
  return city;
}

namespace {

/// Uniformly at random, by the seed.
std::vector<PlaceSpec> scattered_places(const CitySpec& spec) {
  Stream stream{{static_cast<std::uint32_t>(spec.seed), 0}, Draw::city_layout, owner_of(std::stoull(spec.code), 3)};
  std::vector<PlaceSpec> places(static_cast<std::size_t>(spec.scattered));
  for (PlaceSpec& place : places) {
    place.x = metres(spec.width.in_metres() * stream.uniform());
    place.y = metres(spec.height.in_metres() * stream.uniform());
  }
  return places;
}

}  // namespace

City city_of_points(const CitySpec& spec) {
  const std::vector<PlaceSpec> places = spec.scattered > 0 ? scattered_places(spec) : spec.places;
  require(!places.empty(), "a city of points has at least one place");
  if (places.size() > 999) throw ImpossibleCity("city.place: a city has at most 999 places; leave some out");
  City city;
  city.name = spec.name;
  city.code = spec.code;
  const std::uint64_t town = std::stoull(spec.code);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const PlaceSpec& place = places[i];
    Building building;
    building.community = CommunityId{i};
    building.kind = BuildingKind::workshop;
    building.at = {place.x, place.y};
    building.entrance = {.at = building.at, .place = static_cast<std::uint32_t>(i)};
    city.buildings.push_back(building);
    Community community;
    community.code = town * 1000 + i + 1;
    community.name = place.id.empty() ? std::to_string(i + 1) : place.id;
    community.centre = building.at;
    community.buildings = {i, i + 1};
    community.weight = place.weight;
    city.communities.push_back(community);
  }
  add_town(city);
  finish(city);
  return city;
}

}  // namespace outpost
