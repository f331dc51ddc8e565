#include "sim/city/city.hpp"

#include <algorithm>
#include <string>

#include "sim/city/layout.hpp"
#include "sim/city/settlement.hpp"

namespace outpost {
namespace {

Point middle_of(const StreetNetwork& network, StreetId street) {
  return in_metres(network.at(street, network.streets[street].length / 2));
}

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
  require(divisions.counties.size() == 1 && divisions.counties.front().towns.size() == 1, "one town is generated");
  const CountyDivision& county = divisions.counties.front();
  const TownDivision& town = county.towns.front();
  const TownLayout layout = lay_out_town(spec, town);
  City city;
  city.name = {spec.name.en.empty() ? town.name : spec.name.en, spec.name.zh.empty() ? town.name : spec.name.zh};
  city.code = std::to_string(town.code);
  city.streets = lay_out_streets(spec, town, layout);
  city.counties.push_back({.code = county.code, .name = county.name, .towns = {0, 1}});
  city.towns.push_back({.code = town.code, .name = town.name, .communities = {0, town.communities.size()}});

  std::vector<std::vector<StreetId>> streets_of(town.communities.size());
  std::vector<std::vector<StreetId>> homes_of(town.communities.size());
  for (const StreetId street : city.streets.streets.ids()) {
    const std::size_t community = cell_of(layout.sites, middle_of(city.streets, street));
    streets_of[community].push_back(street);
    if (holds_homes(city.streets.streets[street])) homes_of[community].push_back(street);
  }
  for (std::size_t i = 0; i < town.communities.size(); ++i) {
    CommunityPlan plan;
    plan.code = town.communities[i].code;
    plan.name = town.communities[i].name;
    plan.kind = town.communities[i].urban ? CommunityKind::urban : CommunityKind::rural;
    plan.population = layout.population[i];
    for (const Point& corner : layout.borders[i]) plan.border.push_back(rounded(corner));
    plan.streets = homes_of[i].empty() ? streets_of[i] : homes_of[i];
    if (plan.streets.empty()) {  // a community smaller than a block lives on the nearest street
      const Position centre = rounded(layout.sites[i].at);
      StreetId nearest{0};
      for (const StreetId street : city.streets.streets.ids()) {
        if (straight_distance(city.streets.at(street, Length{}), centre) <
            straight_distance(city.streets.at(nearest, Length{}), centre)) {
          nearest = street;
        }
      }
      plan.streets = {nearest};
    }
    settle(city, spec, plan);
  }
  employ(city, spec);
  finish(city);
  return city;
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
  for (std::size_t i = 0; i < communities.size(); ++i) {
    CommunityPlan plan;
    plan.code = town * 1000 + i + 1;
    plan.name = std::to_string(plan.code);
    // Along denser streets than one resident in 8 m the part counts as urban: assumption.
    plan.kind = static_cast<double>(population[i]) / lengths[i] > 0.125 ? CommunityKind::urban : CommunityKind::rural;
    plan.population = population[i];
    plan.streets = communities[i];
    settle(city, spec, plan);
  }
  add_town(city);
  employ(city, spec);
  finish(city);
  return city;
}

City city_of_points(const CitySpec& spec) {
  require(!spec.places.empty(), "a city of points has at least one place");
  if (spec.places.size() > 999) throw ImpossibleCity("city.place: a city has at most 999 places; leave some out");
  City city;
  city.name = spec.name;
  city.code = spec.code;
  const std::uint64_t town = std::stoull(spec.code);
  for (std::size_t i = 0; i < spec.places.size(); ++i) {
    const PlaceSpec& place = spec.places[i];
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

std::uint32_t serial_of(const City& city, ResidentId resident) {
  const Building& home = city.buildings[city.households[city.residents[resident].household].building];
  return static_cast<std::uint32_t>(resident.row() - (*city.communities[home.community].residents.begin()).row());
}

std::uint32_t serial_of(const City& city, HouseholdId household) {
  const Building& home = city.buildings[city.households[household].building];
  return static_cast<std::uint32_t>(household.row() - (*city.communities[home.community].households.begin()).row());
}

DigestValue digest_of(const City& city) {
  Digest digest;
  digest.add(city.code).add(city.streets.nodes.size()).add(city.streets.streets.size());
  for (const Position& node : city.streets.nodes) digest.add(node.x).add(node.y);
  for (const Street& street : city.streets.streets) {
    digest.add(street.from.row()).add(street.to.row()).add(street.length);
    digest.add(static_cast<std::uint64_t>(street.street_class)).add(street.forward.bits()).add(street.backward.bits());
    digest.add(street.car_limit ? street.car_limit->in_metres_per_second() : -1.0);
  }
  for (const GivenTimes& given : city.streets.given_times) {
    for (const auto* times : {&given.forward, &given.backward}) {
      for (const std::optional<Duration>& time : *times) digest.add(time.value_or(Duration{}));
    }
  }
  for (const Position& point : city.streets.shape_points) digest.add(point.x).add(point.y);
  for (const Community& community : city.communities) {
    digest.add(community.code).add(static_cast<std::uint64_t>(community.kind)).add(community.weight);
    digest.add(community.buildings.size()).add(community.households.size()).add(community.residents.size());
  }
  for (const Building& building : city.buildings) {
    digest.add(static_cast<std::uint64_t>(building.kind)).add(building.storeys).add(building.entrance.offset);
    digest.add(building.entrance.street ? building.entrance.street->row() + 1 : 0);
    digest.add(building.at.x).add(building.at.y).add(building.households.size());
  }
  for (const Household& household : city.households) digest.add(household.storey).add(household.residents.size());
  for (const Resident& resident : city.residents) {
    digest.add(resident.age).add(static_cast<std::uint64_t>(resident.occupation));
    digest.add(resident.day_place ? (*resident.day_place).row() + 1 : 0);
  }
  return digest.value();
}

}  // namespace outpost
