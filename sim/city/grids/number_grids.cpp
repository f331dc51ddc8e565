#include "sim/city/grids/number_grids.hpp"

#include <algorithm>
#include <cmath>

#include "sim/city/doors.hpp"

namespace outpost {

std::vector<std::size_t> reading_order(const std::vector<Position>& middles) {
  if (middles.empty()) return {};
  Length south = middles.front().y;
  Length north = south;
  for (const Position at : middles) {
    south = std::min(south, at.y);
    north = std::max(north, at.y);
  }
  const auto bands =
      std::max<std::int64_t>(1, static_cast<std::int64_t>(std::sqrt(static_cast<double>(middles.size())) + 0.5));
  const std::int64_t height = (north - south).in_millimetres() / bands + 1;
  std::vector<std::size_t> order(middles.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const std::int64_t first = (north - middles[a].y).in_millimetres() / height;
    const std::int64_t second = (north - middles[b].y).in_millimetres() / height;
    if (first != second) return first < second;
    return middles[a].x != middles[b].x ? middles[a].x < middles[b].x : a < b;
  });
  return order;
}

GridId covering_grid(const GridPlan& plan, const City& city, const DedicatedGrid& dedicated) {
  const Position from = city.buildings[dedicated.buildings.front()].at;
  std::optional<BuildingId> nearest;
  Length least{};
  for (const BuildingId building : city.communities[dedicated.community].buildings) {
    if (plan.dedicated_of[building]) continue;
    const Length away = straight_distance(from, city.buildings[building].at);
    if (nearest && away >= least) continue;
    nearest = building;
    least = away;
  }
  require(nearest.has_value(), "a community with a dedicated grid has a comprehensive one");
  return plan.grid_of[*nearest];
}

void add_numbered(GridPlan& plan, const City& city, CommunityId id, std::vector<std::vector<BuildingId>> members,
                  std::vector<DedicatedGrid> dedicated) {
  const std::uint64_t code = city.communities[id].code * 1000;
  std::vector<Position> middles;
  for (const auto& buildings : members) middles.push_back(middle_of(city, buildings));
  std::uint64_t number = 0;
  for (const std::size_t row : reading_order(middles)) {
    Grid grid;
    grid.code = code + ++number;
    grid.community = id;
    grid.buildings = std::move(members[row]);
    for (const BuildingId building : grid.buildings) {
      grid.households += static_cast<std::int64_t>(city.buildings[building].households.size());
    }
    grid.post = nearest_entrance(city, grid.buildings, middles[row]);
    const GridId added = plan.grids.push_back(std::move(grid));
    for (const BuildingId building : plan.grids[added].buildings) plan.grid_of[building] = added;
  }
  middles.clear();
  for (const DedicatedGrid& grid : dedicated) {
    middles.push_back(middle_of(city, grid.buildings));
    // Marked before the first cover is looked for: a dedicated neighbour covers nobody.
    for (const BuildingId building : grid.buildings) plan.dedicated_of[building] = DedicatedGridId{0};
  }
  for (const std::size_t row : reading_order(middles)) {
    DedicatedGrid grid = std::move(dedicated[row]);
    grid.code = code + ++number;
    grid.cover = covering_grid(plan, city, grid);
    const DedicatedGridId added = plan.dedicated.push_back(std::move(grid));
    for (const BuildingId building : plan.dedicated[added].buildings) {
      plan.dedicated_of[building] = added;
      plan.grid_of[building] = plan.dedicated[added].cover;
    }
  }
}

}  // namespace outpost
