#include "sim/city/grid_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/city/doors.hpp"

namespace outpost {
namespace {

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

}  // namespace

GridPlan make_grid_plan(const GridSpec& spec, const City& city) {
  GridPlan plan;
  plan.grid_of = Table<BuildingId, GridId>(city.buildings.size());
  for (const CommunityId community : city.communities.ids()) add_grids(plan, spec, city, community);
  return plan;
}

}  // namespace outpost
