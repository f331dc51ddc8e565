#include "sim/city/places.hpp"

#include <algorithm>

#include "sim/city/doors.hpp"
#include "sim/city/neighbours.hpp"
#include "sim/city/plane.hpp"
#include "sim/city/police_areas.hpp"

namespace outpost {
namespace {

template <class Communities>
std::vector<BuildingId> buildings_of(const City& city, const Communities& communities) {
  std::vector<BuildingId> buildings;
  for (const CommunityId community : communities) {
    for (const BuildingId building : city.communities[community].buildings) buildings.push_back(building);
  }
  return buildings;
}

/// The mean of the urban communities' centres, or where there are none of all.
Position centre_of(const City& city, const Town& town) {
  std::vector<Position> centres;
  for (const CommunityId id : town.communities) {
    const Community& community = city.communities[id];
    if (community.kind == CommunityKind::urban) centres.push_back(community.centre);
  }
  if (centres.empty()) {
    for (const CommunityId id : town.communities) centres.push_back(city.communities[id].centre);
  }
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (const Position& centre : centres) {
    x += centre.x.in_millimetres() / static_cast<std::int64_t>(centres.size());
    y += centre.y.in_millimetres() / static_cast<std::int64_t>(centres.size());
  }
  return {millimetres(x), millimetres(y)};
}

std::size_t nearest_of(const std::vector<Position>& places, Position to) {
  std::size_t best = 0;
  for (std::size_t k = 1; k < places.size(); ++k) {
    if (straight_distance(places[k], to) < straight_distance(places[best], to)) best = k;
  }
  return best;
}

/// Where the stations of a town stand: the first in its centre; several each in the middle of the residents who are
/// nearest to it (Lloyd's iteration, from places as far apart as can be).
std::vector<Position> station_sites(const City& city, const Town& town, std::int64_t count) {
  std::vector<Position> sites{centre_of(city, town)};
  while (static_cast<std::int64_t>(sites.size()) <
         std::min<std::int64_t>(count, static_cast<std::int64_t>(town.communities.size()))) {
    const auto distance = [&](CommunityId id) {
      const Position at = city.communities[id].centre;
      return straight_distance(sites[nearest_of(sites, at)], at);
    };
    CommunityId farthest = town.communities[0];
    for (const CommunityId id : town.communities) {
      if (distance(id) > distance(farthest)) farthest = id;
    }
    sites.push_back(city.communities[farthest].centre);
  }
  if (sites.size() == 1) return sites;
  for (int round = 0; round < 20; ++round) {
    struct Sum {
      double x = 0.0;
      double y = 0.0;
      double residents = 0.0;
    };
    std::vector<Sum> sums(sites.size());
    for (const CommunityId id : town.communities) {
      const Community& community = city.communities[id];
      Sum& sum = sums[nearest_of(sites, community.centre)];
      const auto residents = static_cast<double>(community.residents.size()) + 1e-6;  // nobody: still a place
      const Point at = in_metres(community.centre);
      sum.x += at.x * residents;
      sum.y += at.y * residents;
      sum.residents += residents;
    }
    for (std::size_t k = 0; k < sites.size(); ++k) {
      if (sums[k].residents > 0.0) sites[k] = rounded({sums[k].x / sums[k].residents, sums[k].y / sums[k].residents});
    }
  }
  return sites;
}

/// Digits of a division code: places below it begin with it.
bool lies_in(std::uint64_t community, std::uint64_t place) {
  std::uint64_t above = community;
  while (above > place) above /= 10;
  return above == place;
}

class PlacesBuilder {
 public:
  PlacesBuilder(const GridSpec& grids, const PlacesSpec& spec, const City& city)
      : grids_(grids), spec_(spec), city_(city) {}

  Places build() {
    const auto neighbours = neighbours_of_communities(city_);
    places_.neighbours = neighbours_of_towns(city_, neighbours);
    add_areas(neighbours);
    for (const TownId town : city_.towns.ids()) add_stations(town);
    take_stations_of_map();
    take_stations_of_table();
    assign_stations();
    add_rooms_and_depots();
    for (const PostRow& row : spec_.post_rows) take(row);
    return std::move(places_);
  }

 private:
  void add_areas(const std::vector<std::vector<CommunityId>>& neighbours) {
    const std::vector<AreaKind> kinds = area_kinds(spec_, city_);
    places_.area_of = Table<CommunityId, AreaId>(city_.communities.size());
    for (auto& communities : police_areas_of(city_, kinds, neighbours, grids_.villages_per_area)) {
      PoliceArea area{.kind = kinds[communities.front().row()], .desks = spec_.desks};
      for (const CommunityId id : communities) {
        area.residents += static_cast<std::int64_t>(city_.communities[id].residents.size());
      }
      const std::vector<BuildingId> buildings = buildings_of(city_, communities);
      if (!buildings.empty()) area.post = nearest_entrance(city_, buildings, middle_of(city_, buildings));
      area.communities = std::move(communities);
      const AreaId id = places_.areas.push_back(area);
      for (const CommunityId community : area.communities) places_.area_of[community] = id;
    }
  }

  std::vector<BuildingId> buildings_in(TownId town) const { return buildings_of(city_, city_.towns[town].communities); }

  Text station_name(TownId town, std::size_t number, std::size_t of) const {
    const std::string numbered = of == 1 ? "" : " " + std::to_string(number + 1);
    if (city_.towns.size() == 1) return {"police station" + numbered, "派出所" + numbered};
    const Town& row = city_.towns[town];
    return {"police station of " + std::to_string(row.code) + numbered, row.name + "派出所" + numbered};
  }

  void add_stations(TownId town) {
    const Town& row = city_.towns[town];
    std::int64_t residents = 0;
    for (const CommunityId id : row.communities) {
      residents += static_cast<std::int64_t>(city_.communities[id].residents.size());
    }
    const std::int64_t each = spec_.residents_per_station.value;
    const std::vector<Position> sites =
        station_sites(city_, row, std::max<std::int64_t>(1, (residents + each / 2) / each));
    const std::vector<BuildingId> buildings = buildings_in(town);
    for (std::size_t k = 0; k < sites.size(); ++k) {
      places_.stations.push_back({.name = station_name(town, k, sites.size()),
                                  .town = town,
                                  .post = nearest_entrance(city_, buildings, sites[k])});
    }
  }

  /// A map's own stations are better than ours; each is at the door nearest to where the map has it.
  void take_stations_of_map() {
    if (city_.police_stations.empty()) return;
    places_.stations = {};
    const std::vector<BuildingId> everywhere(city_.buildings.ids().begin(), city_.buildings.ids().end());
    for (std::size_t k = 0; k < city_.police_stations.size(); ++k) {
      places_.stations.push_back({.name = station_name(TownId{0}, k, city_.police_stations.size()),
                                  .town = TownId{0},
                                  .post = nearest_entrance(city_, everywhere, city_.police_stations[k])});
    }
  }

  /// The towns of which the place is a part or which are parts of it.
  std::vector<TownId> towns_of(std::uint64_t code, const std::string& table) const {
    std::vector<TownId> towns;
    for (const TownId town : city_.towns.ids()) {
      const std::uint64_t own = city_.towns[town].code;
      if (lies_in(own, code) || lies_in(code, own)) towns.push_back(town);
    }
    if (towns.empty()) refuse(table, code);
    return towns;
  }
  [[noreturn]] void refuse(const std::string& table, std::uint64_t code) const {
    throw ImpossibleCity("places." + table + ": the city has no place " + std::to_string(code) +
                         "; write the code of one of its counties, towns or communities, or leave the row out");
  }

  /// The door nearest to where a table puts something; without coordinates the middle of the place itself.
  Spot door(const std::optional<TableLocation>& at, const std::vector<BuildingId>& buildings) const {
    if (!at) return nearest_entrance(city_, buildings, middle_of(city_, buildings));
    const std::vector<BuildingId> everywhere(city_.buildings.ids().begin(), city_.buildings.ids().end());
    return nearest_entrance(city_, everywhere, {metres(at->x), metres(at->y)});
  }

  /// The stations of a table stand in place of those that the city chose, town by town.
  void take_stations_of_table() {
    std::vector<Station> given;
    std::vector<TownId> replaced;
    for (const StationRow& row : spec_.station_rows) {
      const TownId town = towns_of(row.code, "stations").front();
      replaced.push_back(town);
      std::vector<CommunityId> inside;
      for (const CommunityId id : city_.towns[town].communities) {
        const std::uint64_t code = city_.communities[id].code;
        if (lies_in(code, row.code)) inside.push_back(id);
      }
      if (inside.empty()) refuse("stations", row.code);
      given.push_back({.name = {row.name, row.name},
                       .town = town,
                       .post = door(row.at, buildings_of(city_, inside)),
                       .crews = row.crews});
    }
    if (given.empty()) return;
    for (const Station& station : places_.stations) {
      if (std::find(replaced.begin(), replaced.end(), station.town) == replaced.end()) given.push_back(station);
    }
    std::stable_sort(given.begin(), given.end(), [](const Station& a, const Station& b) { return a.town < b.town; });
    places_.stations = Table<StationId, Station>{std::move(given)};
  }

  /// Every area is under the nearest station of its town.
  void assign_stations() {
    for (PoliceArea& area : places_.areas) {
      const TownId town = city_.communities[area.communities.front()].town;
      std::optional<StationId> best;
      for (const StationId id : places_.stations.ids()) {
        if (places_.stations[id].town != town) continue;
        if (!best || straight_distance(places_.stations[id].post.at, area.post.at) <
                         straight_distance(places_.stations[*best].post.at, area.post.at)) {
          best = id;
        }
      }
      require(best.has_value(), "every town has a police station");
      area.station = *best;
      places_.stations[*best].residents += area.residents;
    }
  }

  /// The command room of a town is in its first station, that of a county above those of its towns in its seat: the
  /// town with the most residents (assumption).
  void add_rooms_and_depots() {
    std::vector<std::int64_t> residents(city_.towns.size());
    places_.command_rooms = Table<TownId, Spot>(city_.towns.size());
    for (std::size_t row = places_.stations.size(); row-- > 0;) {
      const Station& station = places_.stations[StationId{row}];
      places_.command_rooms[station.town] = station.post;
      residents[station.town.row()] += station.residents;
    }
    for (const County& county : city_.counties) {
      std::optional<TownId> seat;
      for (const TownId town : county.towns) {
        if (!seat || residents[town.row()] > residents[seat->row()]) seat = town;
      }
      const bool above = seat && city_.towns.size() > 1;
      places_.desks_above.push_back(above ? std::optional{places_.command_rooms[*seat]} : std::nullopt);
      if (!seat) continue;
      for (std::size_t row = 0; row < department_count; ++row) {
        const auto department = static_cast<Department>(row);
        if (spec_.departments[row] == Seat::county) {
          places_.depots.push_back({department, Seat::county, county.code, places_.command_rooms[*seat]});
          continue;
        }
        for (const TownId town : county.towns) {
          places_.depots.push_back({department, Seat::town, city_.towns[town].code, places_.command_rooms[town]});
        }
      }
    }
  }

  void take(const PostRow& row) {
    switch (row.kind) {
      case PostRowKind::grid_post:
        return;  // of the grid plan
      case PostRowKind::workstation: {
        for (PoliceArea& area : places_.areas) {
          for (const CommunityId id : area.communities) {
            if (city_.communities[id].code != row.code) continue;
            area.post = door(row.at, buildings_of(city_, std::vector{id}));
            return;
          }
        }
        refuse("posts", row.code);
      }
      case PostRowKind::command_room: {
        for (std::size_t county = 0; county < city_.counties.size(); ++county) {
          if (city_.counties[CountyId{county}].code != row.code) continue;
          places_.desks_above[county] = door(row.at, buildings_in(city_.counties[CountyId{county}].towns[0]));
          return;
        }
        const TownId town = towns_of(row.code, "posts").front();
        places_.command_rooms[town] = door(row.at, buildings_in(town));
        return;
      }
      case PostRowKind::depot: {
        const TownId town = towns_of(row.code, "posts").front();
        for (Depot& depot : places_.depots) {
          if (department_names[static_cast<std::size_t>(depot.department)] != row.department ||
              depot.code != row.code) {
            continue;
          }
          depot.post = door(row.at, buildings_in(town));
          return;
        }
        throw ImpossibleCity("places.posts: there is no depot of \"" + row.department + "\" for " +
                             std::to_string(row.code) +
                             "; write one of the seven departments, and the code of the town or county whose depot it "
                             "is, as [places.departments] says");
      }
    }
  }

  const GridSpec& grids_;
  const PlacesSpec& spec_;
  const City& city_;
  Places places_{};
};

}  // namespace

Places make_places(const GridSpec& grids, const PlacesSpec& spec, const City& city) {
  return PlacesBuilder{grids, spec, city}.build();
}

}  // namespace outpost
