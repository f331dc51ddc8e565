#include "sim/city/city.hpp"

namespace outpost {
namespace {

void add(Digest& digest, const Position& at) {
  digest.add(at.x).add(at.y);
}

void add(Digest& digest, const Border& border) {
  digest.add(border.size());
  for (const Position& corner : border) add(digest, corner);
}

template <class IdType>
std::uint64_t word_of(const MaybeId<IdType>& id) {
  return id ? (*id).row() + 1 : 0;
}

void add_streets(Digest& digest, const StreetNetwork& network) {
  digest.add(network.nodes.size()).add(network.streets.size()).add(network.shape_points.size());
  for (const Position& node : network.nodes) add(digest, node);
  for (const Street& street : network.streets) {
    digest.add(static_cast<std::uint64_t>(street.from.row()) << 32u | street.to.row()).add(street.length);
    digest.add(static_cast<std::uint64_t>(street.street_class) | std::uint64_t{street.forward.bits()} << 8u |
               std::uint64_t{street.backward.bits()} << 16u | std::uint64_t{street.bridge} << 24u |
               std::uint64_t{street.gate} << 25u);
    digest.add(street.car_limit ? street.car_limit->in_metres_per_second() : -1.0);
    digest.add(street.shape.size()).add(word_of(street.given));
  }
  for (const BannedTurn& turn : network.banned_turns) {
    digest.add(turn.from.row()).add(turn.at.row()).add(turn.to.row()).add(turn.ways.bits());
  }
  for (const GivenTimes& given : network.given_times) {
    for (const auto* times : {&given.forward, &given.backward}) {
      for (const std::optional<Duration>& time : *times) digest.add(time.value_or(Duration{}));
    }
  }
  for (const Position& point : network.shape_points) add(digest, point);
}

void add_divisions(Digest& digest, const City& city) {
  digest.add(city.counties.size()).add(city.towns.size()).add(city.communities.size());
  for (const County& county : city.counties) {
    digest.add(county.code).add(county.towns.size());
    add(digest, county.border);
  }
  for (const Town& town : city.towns) {
    digest.add(town.code).add(town.communities.size()).add(town.outing_places.size());
    add(digest, town.centre);
    add(digest, town.border);
  }
  for (const Community& community : city.communities) {
    digest.add(community.code).add(static_cast<std::uint64_t>(community.kind)).add(community.weight);
    digest.add(community.buildings.size()).add(community.premises.size());
    digest.add(community.households.size()).add(community.residents.size());
    add(digest, community.border);
  }
}

void add_ground(Digest& digest, const City& city) {
  digest.add(city.land.size()).add(city.water.size());
  for (const LandArea& area : city.land) {
    digest.add(static_cast<std::uint64_t>(area.use)).add(area.community.row());
    add(digest, area.outline);
  }
  for (const Water& water : city.water) {
    digest.add(static_cast<std::uint64_t>(water.kind)).add(water.width);
    add(digest, water.line);
  }
}

void add_premises_kind(Digest& digest, const PremisesSpec& kind) {
  digest.add(kind.floor_per_place_of_work).add(kind.floor_per_visitor);
  for (const auto* spans : {&kind.weekdays, &kind.weekends}) {
    digest.add(spans->size());
    for (const ClockSpan& span : *spans) digest.add(span.begin).add(span.end);
  }
}

void add_buildings(Digest& digest, const City& city) {
  digest.add(city.buildings.size()).add(city.premises.size());
  for (const Building& building : city.buildings) {
    digest.add(static_cast<std::uint64_t>(building.kind) | std::uint64_t{building.storeys} << 8u |
               std::uint64_t{building.lift} << 16u | std::uint64_t{building.serial} << 32u);
    digest.add(building.entrance.street ? (*building.entrance.street).row() + 1 : 0).add(building.entrance.offset);
    digest.add(word_of(building.area) << 32u | building.households.size());
    add(digest, building.at);
  }
  for (const Premises& premises : city.premises) {
    digest.add(static_cast<std::uint64_t>(premises.kind) << 32u | premises.building.row());
    digest.add(std::uint64_t{premises.staff} << 32u | premises.pupils).add(premises.visitors);
  }
}

// One word for each of millions.
void add_people(Digest& digest, const City& city) {
  digest.add(city.households.size()).add(city.residents.size());
  for (const Household& household : city.households) {
    digest.add(std::uint64_t{household.storey} | static_cast<std::uint64_t>(household.tenure) << 8u |
               static_cast<std::uint64_t>(household.residents.size()) << 16u |
               static_cast<std::uint64_t>(household.building.row()) << 32u);
  }
  for (const Resident& resident : city.residents) {
    digest.add(std::uint64_t{resident.age} | static_cast<std::uint64_t>(resident.occupation) << 8u |
               std::uint64_t{resident.migrant} << 16u | std::uint64_t{resident.visit_duty} << 17u |
               word_of(resident.day_place) << 24u);
  }
}

}  // namespace

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
  digest.add(city.code);
  add_streets(digest, city.streets);
  add_divisions(digest, city);
  add_ground(digest, city);
  for (const PremisesSpec& kind : city.premises_kinds) add_premises_kind(digest, kind);
  add_buildings(digest, city);
  add_people(digest, city);
  digest.add(city.outing_places.size()).add(city.police_stations.size());
  for (const BuildingId place : city.outing_places) digest.add(place.row());
  for (const Position& station : city.police_stations) add(digest, station);
  return digest.value();
}

}  // namespace outpost
