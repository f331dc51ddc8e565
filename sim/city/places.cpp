#include "sim/city/places.hpp"

#include <algorithm>

#include "sim/base/elementary.hpp"
#include "sim/city/doors.hpp"

namespace outpost {
namespace {

std::vector<BuildingId> buildings_of(const City& city, const std::vector<CommunityId>& communities) {
  std::vector<BuildingId> buildings;
  for (const CommunityId community : communities) {
    for (const BuildingId building : city.communities[community].buildings) buildings.push_back(building);
  }
  return buildings;
}

Position town_centre(const City& city) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::int64_t count = 0;
  for (const Community& community : city.communities) {
    if (community.kind == CommunityKind::urban) ++count;
  }
  const bool any_urban = count > 0;
  if (!any_urban) count = static_cast<std::int64_t>(city.communities.size());
  for (const Community& community : city.communities) {
    if (any_urban && community.kind != CommunityKind::urban) continue;
    x += community.centre.x.in_millimetres() / count;
    y += community.centre.y.in_millimetres() / count;
  }
  return {millimetres(x), millimetres(y)};
}

// An urban community is an area of its own; villages that follow each other around the town form areas of up to
// `villages_per_area`, as even as whole numbers allow.
void add_areas(Places& places, const GridSpec& spec, const City& city) {
  const Position centre = town_centre(city);
  std::vector<std::pair<double, CommunityId>> villages;
  for (const CommunityId id : city.communities.ids()) {
    const Community& community = city.communities[id];
    if (community.kind == CommunityKind::urban) {
      places.area_of[id] = places.areas.push_back({.communities = {id}});
      continue;
    }
    const double angle =
        elementary::atan2((community.centre.y - centre.y).in_metres(), (community.centre.x - centre.x).in_metres());
    villages.emplace_back(angle, id);
  }
  std::sort(villages.begin(), villages.end());
  const auto most = static_cast<std::size_t>(spec.villages_per_area);
  const std::size_t groups = (villages.size() + most - 1) / most;
  for (std::size_t group = 0; group < groups; ++group) {
    PoliceArea area;
    for (std::size_t i = group * villages.size() / groups; i < (group + 1) * villages.size() / groups; ++i) {
      area.communities.push_back(villages[i].second);
    }
    std::sort(area.communities.begin(), area.communities.end());
    const AreaId id = places.areas.push_back(area);
    for (const CommunityId community : area.communities) places.area_of[community] = id;
  }
}

void add_stations(Places& places, const City& city) {
  std::vector<Position> mapped = city.police_stations;
  if (mapped.empty()) mapped.push_back(town_centre(city));
  const std::vector<BuildingId> everywhere(city.buildings.ids().begin(), city.buildings.ids().end());
  for (const Position& place : mapped) {
    const std::string number = mapped.size() == 1 ? "" : " " + std::to_string(places.stations.size() + 1);
    places.stations.push_back(
        {.name = {"police station" + number, "派出所" + number}, .post = nearest_entrance(city, everywhere, place)});
  }
  places.command_room = places.stations[StationId{0}].post;
  for (PoliceArea& area : places.areas) {
    const std::vector<BuildingId> buildings = buildings_of(city, area.communities);
    area.post = nearest_entrance(city, buildings, middle_of(city, buildings));
    for (const StationId station : places.stations.ids()) {
      if (straight_distance(places.stations[station].post.at, area.post.at) <
          straight_distance(places.stations[area.station].post.at, area.post.at)) {
        area.station = station;
      }
    }
  }
}

}  // namespace

Places make_places(const GridSpec& spec, const City& city) {
  Places places;
  places.area_of = Table<CommunityId, AreaId>(city.communities.size());
  add_areas(places, spec, city);
  add_stations(places, city);
  return places;
}

}  // namespace outpost
