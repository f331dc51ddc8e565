#include "sim/city/grid_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

Spot nearest_entrance(const City& city, const std::vector<BuildingId>& buildings, Position to) {
  require(!buildings.empty(), "a post needs a building to stand at");
  BuildingId best = buildings.front();
  for (const BuildingId building : buildings) {
    if (straight_distance(city.buildings[building].entrance.at, to) <
        straight_distance(city.buildings[best].entrance.at, to)) {
      best = building;
    }
  }
  return city.buildings[best].entrance;
}

Position middle_of(const City& city, const std::vector<BuildingId>& buildings) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  const auto count = static_cast<std::int64_t>(buildings.size());
  for (const BuildingId building : buildings) {
    x += city.buildings[building].at.x.in_millimetres() / count;
    y += city.buildings[building].at.y.in_millimetres() / count;
  }
  return {millimetres(x), millimetres(y)};
}

/// Cuts the buildings across their longer side where the households come closest to the share wanted.
void cut(const City& city, std::vector<BuildingId> buildings, std::int64_t parts,
         std::vector<std::vector<BuildingId>>& found) {
  if (parts <= 1 || buildings.size() <= 1) {
    std::sort(buildings.begin(), buildings.end());
    found.push_back(std::move(buildings));
    return;
  }
  Position low = city.buildings[buildings.front()].at;
  Position high = low;
  std::int64_t total = 0;
  for (const BuildingId building : buildings) {
    const Building& row = city.buildings[building];
    low = {std::min(low.x, row.at.x), std::min(low.y, row.at.y)};
    high = {std::max(high.x, row.at.x), std::max(high.y, row.at.y)};
    total += static_cast<std::int64_t>(row.households.size());
  }
  const bool wide = high.x - low.x >= high.y - low.y;
  std::sort(buildings.begin(), buildings.end(), [&city, wide](BuildingId a, BuildingId b) {
    const Length first = wide ? city.buildings[a].at.x : city.buildings[a].at.y;
    const Length second = wide ? city.buildings[b].at.x : city.buildings[b].at.y;
    return first != second ? first < second : a < b;
  });
  const std::int64_t left_parts = parts / 2;
  std::int64_t reached = 0;
  std::int64_t least = -1;
  std::size_t best = 1;
  for (std::size_t i = 0; i + 1 < buildings.size(); ++i) {
    reached += static_cast<std::int64_t>(city.buildings[buildings[i]].households.size());
    const std::int64_t miss = std::abs(reached * parts - total * left_parts);
    if (least < 0 || miss < least) {
      least = miss;
      best = i + 1;
    }
  }
  const auto middle = buildings.begin() + static_cast<std::ptrdiff_t>(best);
  cut(city, {buildings.begin(), middle}, left_parts, found);
  cut(city, {middle, buildings.end()}, parts - left_parts, found);
}

/// Numbered north to south in bands, west to east within a band: the reading order of a map.
void sort_for_numbers(std::vector<Grid>& grids, const City& city) {
  std::vector<std::pair<Position, std::size_t>> middles;
  for (std::size_t i = 0; i < grids.size(); ++i) middles.emplace_back(middle_of(city, grids[i].buildings), i);
  const auto [south, north] = std::minmax_element(middles.begin(), middles.end(),
                                                  [](const auto& a, const auto& b) { return a.first.y < b.first.y; });
  const auto bands = static_cast<std::int64_t>(std::sqrt(static_cast<double>(grids.size())) + 0.5);
  const std::int64_t height = (north->first.y - south->first.y).in_millimetres() / std::max<std::int64_t>(bands, 1) + 1;
  const Length top = north->first.y;
  std::sort(middles.begin(), middles.end(), [&](const auto& a, const auto& b) {
    const std::int64_t first = (top - a.first.y).in_millimetres() / height;
    const std::int64_t second = (top - b.first.y).in_millimetres() / height;
    if (first != second) return first < second;
    return a.first.x != b.first.x ? a.first.x < b.first.x : a.second < b.second;
  });
  std::vector<Grid> sorted;
  sorted.reserve(grids.size());
  for (const auto& [at, row] : middles) sorted.push_back(std::move(grids[row]));
  grids = std::move(sorted);
}

void add_grids(GridPlan& plan, const GridSpec& spec, const City& city, CommunityId id) {
  const Community& community = city.communities[id];
  std::vector<BuildingId> buildings(community.buildings.begin(), community.buildings.end());
  const auto households = static_cast<std::int64_t>(community.households.size());
  const std::int64_t wanted =
      std::max<std::int64_t>(1, (households + spec.households.value / 2) / spec.households.value);
  if (wanted > 999) {
    throw ImpossibleCity("grids.households: " + community.name + " would have " + std::to_string(wanted) +
                         " grids, and a grid code has three digits for 999; write more households per grid");
  }
  std::vector<std::vector<BuildingId>> parts;
  cut(city, std::move(buildings), wanted, parts);
  std::vector<Grid> grids;
  for (auto& part : parts) {
    Grid grid;
    grid.community = id;
    grid.buildings = std::move(part);
    for (const BuildingId building : grid.buildings) {
      grid.households += static_cast<std::int64_t>(city.buildings[building].households.size());
    }
    grid.post = nearest_entrance(city, grid.buildings, middle_of(city, grid.buildings));
    grids.push_back(std::move(grid));
  }
  sort_for_numbers(grids, city);
  for (std::size_t i = 0; i < grids.size(); ++i) {
    grids[i].code = community.code * 1000 + i + 1;
    const std::vector<BuildingId> members = grids[i].buildings;
    const GridId grid = plan.grids.push_back(std::move(grids[i]));
    for (const BuildingId building : members) plan.grid_of[building] = grid;
  }
}

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
void add_areas(GridPlan& plan, const GridSpec& spec, const City& city) {
  const Position centre = town_centre(city);
  std::vector<std::pair<double, CommunityId>> villages;
  for (const CommunityId id : city.communities.ids()) {
    const Community& community = city.communities[id];
    if (community.kind == CommunityKind::urban) {
      plan.area_of[id] = plan.areas.push_back({.communities = {id}});
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
    const AreaId id = plan.areas.push_back(area);
    for (const CommunityId community : area.communities) plan.area_of[community] = id;
  }
}

void add_stations(GridPlan& plan, const City& city) {
  std::vector<Position> places = city.police_stations;
  if (places.empty()) places.push_back(town_centre(city));
  const std::vector<BuildingId> everywhere(city.buildings.ids().begin(), city.buildings.ids().end());
  for (const Position& place : places) {
    const std::string number = places.size() == 1 ? "" : " " + std::to_string(plan.stations.size() + 1);
    plan.stations.push_back(
        {.name = {"police station" + number, "派出所" + number}, .post = nearest_entrance(city, everywhere, place)});
  }
  plan.command_room = plan.stations[StationId{0}].post;
  for (PoliceArea& area : plan.areas) {
    const std::vector<BuildingId> buildings = buildings_of(city, area.communities);
    area.post = nearest_entrance(city, buildings, middle_of(city, buildings));
    for (const StationId station : plan.stations.ids()) {
      if (straight_distance(plan.stations[station].post.at, area.post.at) <
          straight_distance(plan.stations[area.station].post.at, area.post.at)) {
        area.station = station;
      }
    }
  }
}

}  // namespace

GridPlan make_grid_plan(const GridSpec& spec, const City& city) {
  GridPlan plan;
  plan.grid_of = Table<BuildingId, GridId>(city.buildings.size());
  plan.area_of = Table<CommunityId, AreaId>(city.communities.size());
  for (const CommunityId community : city.communities.ids()) add_grids(plan, spec, city, community);
  add_areas(plan, spec, city);
  add_stations(plan, city);
  return plan;
}

}  // namespace outpost
