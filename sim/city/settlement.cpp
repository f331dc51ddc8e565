#include "sim/city/settlement.hpp"

#include <algorithm>

#include "sim/base/stream.hpp"
#include "sim/city/households.hpp"
#include "sim/city/premises.hpp"

namespace outpost {
namespace {

std::uint32_t places_on(std::uint32_t floor_space, double floor_per_place) {
  if (floor_per_place <= 0.0) return 0;
  return static_cast<std::uint32_t>(static_cast<double>(floor_space) / floor_per_place + 0.5);
}

/// Draws the people of one community, household by household, into the city's tables.
class Settler {
 public:
  Settler(City& city, const CitySpec& spec, const CommunityCensus& census)
      : city_(city), spec_(spec), census_(census), law_(spec, census.kind), ages_(age_pyramid(spec), roles()) {}

  void move_in(BuildingId building, const Plot& plot) {
    for (std::uint16_t home = 0; home < plot.homes; ++home) {
      require(household_ < census_.household_sizes.size(), "a community's plots hold exactly its households");
      const std::uint8_t size = census_.household_sizes[household_];
      Stream stream = household_stream(spec_, census_.code, household_);
      const bool group = law_.home_at(stream.uniform()).group_rental;
      Household household;
      household.building = building;
      household.storey = static_cast<std::uint8_t>(1 + home * plot.storeys / plot.homes);
      const double tenure = stream.uniform();
      household.tenure = group ? Tenure::group_rental : tenure < tenants(plot).value() ? Tenure::tenant : Tenure::owner;
      const bool migrants = stream.chance(migrants_among(household.tenure));
      household.residents = {city_.residents.size(), city_.residents.size() + size};
      const HouseholdId id = city_.households.push_back(household);
      add_members(id, size, group, migrants);
      ++household_;
    }
  }
  bool everybody_lives_here() const { return household_ == census_.household_sizes.size(); }

 private:
  AgeLaws::Roles roles() const {
    AgeLaws::Roles roles;
    for (std::size_t serial = 0; serial < census_.household_sizes.size(); ++serial) {
      const std::int64_t size = census_.household_sizes[serial];
      Stream stream = household_stream(spec_, census_.code, serial);
      if (law_.home_at(stream.uniform()).group_rental) {
        roles.in_groups += size;
        continue;
      }
      ++roles.firsts;
      roles.seconds += size > 1 ? 1 : 0;
      roles.thirds += std::max<std::int64_t>(0, size - 2);
    }
    return roles;
  }

  Share tenants(const Plot& plot) const {
    if (census_.kind == CommunityKind::rural) return spec_.tenants_rural;
    return plot.lift ? spec_.tenants_with_lift : spec_.tenants_without_lift;
  }
  Share migrants_among(Tenure tenure) const {
    switch (tenure) {
      case Tenure::owner:
        break;
      case Tenure::tenant:
        return spec_.migrants_among_tenants;
      case Tenure::group_rental:
        return spec_.migrants_in_group_rentals;
    }
    return spec_.migrants_among_owners;
  }

  void add_members(HouseholdId household, std::uint8_t size, bool group, bool migrants) {
    std::uint8_t first = 0;
    for (std::uint8_t member = 0; member < size; ++member, ++resident_) {
      Stream stream{{static_cast<std::uint32_t>(spec_.seed), 0}, Draw::resident, owner_of(census_.code, resident_)};
      Resident resident;
      resident.household = household;
      resident.age = group         ? ages_.in_group(stream)
                     : member == 0 ? ages_.first(stream)
                     : member == 1 ? ages_.second(stream, first)
                                   : ages_.third(stream, first);
      if (member == 0) first = resident.age;
      resident.migrant = migrants;
      // A number of its own: whatever made the age, tenure and origin says nothing about it.
      Stream duty{{static_cast<std::uint32_t>(spec_.seed), 0}, Draw::visit_duty, owner_of(census_.code, resident_)};
      resident.visit_duty = duty.chance(spec_.visit_duty);
      city_.residents.push_back(resident);
    }
  }

  City& city_;
  const CitySpec& spec_;
  const CommunityCensus& census_;
  HouseholdLaw law_;
  AgeLaws ages_;
  std::size_t household_ = 0;
  std::uint64_t resident_ = 0;
};

Building building_on(const StreetNetwork& network, const Plot& plot, CommunityId community, std::size_t serial) {
  Building building;
  building.community = community;
  building.serial = static_cast<std::uint32_t>(serial);
  building.kind = plot.kind;
  building.storeys = plot.storeys;
  building.lift = plot.lift;
  building.area = plot.area;
  building.entrance = spot_on(network, plot.street, plot.offset);
  building.at = plot.at;
  return building;
}

void add_premises(City& city, const CitySpec& spec, BuildingId building, const Plot& plot) {
  const auto kind = premises_kind(plot.kind, plot.floor_space);
  if (!kind) return;
  const PremisesSpec& about = spec.premises_of(*kind);
  Premises premises;
  premises.building = building;
  premises.kind = *kind;
  premises.staff = places_on(plot.floor_space, about.floor_per_place_of_work);
  premises.pupils = *kind == BuildingKind::school ? places_on(plot.floor_space, spec.floor_per_pupil) : 0;
  premises.visitors = places_on(plot.floor_space, about.floor_per_visitor);
  city.premises.push_back(premises);
}

Position middle_of(const City& city, IdRange<BuildingId> buildings) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  const auto count = static_cast<std::int64_t>(buildings.size());
  for (const BuildingId building : buildings) {
    x += city.buildings[building].entrance.at.x.in_millimetres() / count;
    y += city.buildings[building].entrance.at.y.in_millimetres() / count;
  }
  return {millimetres(x), millimetres(y)};
}

bool people_go_out_to(BuildingKind kind) {
  return kind == BuildingKind::market || kind == BuildingKind::mall || kind == BuildingKind::park;
}

}  // namespace

void settle(City& city, const CitySpec& spec, const CommunityCensus& census, const std::vector<Plot>& plots,
            const Border& border) {
  const CommunityId id{city.communities.size()};
  Community community;
  community.code = census.code;
  community.name = census.name;
  community.kind = census.kind;
  community.border = border;
  const std::size_t first_building = city.buildings.size();
  const std::size_t first_premises = city.premises.size();
  const std::size_t first_household = city.households.size();
  const std::size_t first_resident = city.residents.size();
  Settler settler{city, spec, census};
  for (std::size_t serial = 0; serial < plots.size(); ++serial) {
    const BuildingId building = city.buildings.push_back(building_on(city.streets, plots[serial], id, serial));
    const std::size_t begin = city.households.size();
    settler.move_in(building, plots[serial]);
    city.buildings[building].households = {begin, city.households.size()};
    add_premises(city, spec, building, plots[serial]);
  }
  require(settler.everybody_lives_here(), "a community's plots hold exactly its households");
  community.buildings = {first_building, city.buildings.size()};
  community.premises = {first_premises, city.premises.size()};
  community.households = {first_household, city.households.size()};
  community.residents = {first_resident, city.residents.size()};
  community.centre = middle_of(city, community.buildings);
  city.communities.push_back(std::move(community));
}

void finish(City& city) {
  require(!city.buildings.empty(), "a city has at least one building");
  city.south_west = city.north_east = city.buildings[BuildingId{0}].entrance.at;
  const auto include = [&city](Position at) {
    city.south_west = {std::min(city.south_west.x, at.x), std::min(city.south_west.y, at.y)};
    city.north_east = {std::max(city.north_east.x, at.x), std::max(city.north_east.y, at.y)};
  };
  for (const Position& node : city.streets.nodes) include(node);
  for (const Community& community : city.communities) {
    city.place_weights += community.weight;
    for (const Position& corner : community.border) include(corner);
  }
  for (const Building& building : city.buildings) include(building.at);
  for (Town& town : city.towns) {
    const std::size_t begin = city.outing_places.size();
    for (const CommunityId community : town.communities) {
      for (const PremisesId id : city.communities[community].premises) {
        const Premises& premises = city.premises[id];
        if (people_go_out_to(premises.kind)) city.outing_places.push_back(premises.building);
      }
    }
    town.outing_places = {begin, city.outing_places.size()};
  }
}

}  // namespace outpost
