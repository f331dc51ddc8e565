#include "scenarios/write/grid_cache.hpp"

#include <utility>

#include "sim/spec/parameters.hpp"

namespace outpost::scenarios {

KeptGridPlan to_keep(const GridPlan& plan) {
  KeptGridPlan kept;
  const auto keep_buildings = [&kept](const std::vector<BuildingId>& buildings) {
    kept.buildings.insert(kept.buildings.end(), buildings.begin(), buildings.end());
    return static_cast<std::uint32_t>(buildings.size());
  };
  for (const Grid& grid : plan.grids) {
    kept.grids.push_back({grid.code, grid.households, grid.post, grid.community, keep_buildings(grid.buildings)});
  }
  for (const DedicatedGrid& grid : plan.dedicated) {
    kept.dedicated.push_back({grid.code, grid.people, grid.community, grid.cover, keep_buildings(grid.buildings),
                              static_cast<std::uint32_t>(grid.kind)});
  }
  return kept;
}

GridPlan plan_of(const KeptGridPlan& kept, std::size_t buildings) {
  GridPlan plan;
  plan.grid_of = Table<BuildingId, GridId>(buildings);
  plan.dedicated_of = Table<BuildingId, MaybeId<DedicatedGridId>>(buildings);
  require(kept.buildings.size() == buildings, "every building is in one grid");
  std::vector<bool> seen(buildings, false);
  std::size_t next = 0;
  const auto take = [&](std::uint32_t count) {
    require(count <= kept.buildings.size() - next, "a grid's buildings are in the list");
    const auto begin = kept.buildings.begin() + static_cast<std::ptrdiff_t>(next);
    next += count;
    std::vector<BuildingId> taken{begin, begin + count};
    for (const BuildingId building : taken) {
      require(building.row() < buildings && !seen[building.row()], "every building is in one grid");
      seen[building.row()] = true;
    }
    return taken;
  };
  for (const KeptGridPlan::GridRow& row : kept.grids) {
    const GridId id = plan.grids.push_back({row.code, row.community, take(row.buildings), row.households, row.post});
    for (const BuildingId building : plan.grids[id].buildings) plan.grid_of[building] = id;
  }
  for (const KeptGridPlan::DedicatedRow& row : kept.dedicated) {
    require(row.cover.row() < plan.grids.size() && row.kind < building_kind_count, "a dedicated grid is covered");
    const DedicatedGridId id = plan.dedicated.push_back(
        {row.code, row.community, static_cast<BuildingKind>(row.kind), take(row.buildings), row.people, row.cover});
    for (const BuildingId building : plan.dedicated[id].buildings) {
      plan.grid_of[building] = row.cover;
      plan.dedicated_of[building] = id;
    }
  }
  return plan;
}

CacheName grid_cache_name(const ScenarioSpec& spec, const std::map<std::string, DigestValue>& content) {
  return {.kind = "grids", .version = grid_cache_version, .key = grids_digest_of(spec, content)};
}

void add_sections(const KeptGridPlan& kept, CacheSections& sections) {
  sections.add("grids", kept.grids);
  sections.add("dedicated", kept.dedicated);
  sections.add("buildings", kept.buildings);
}

KeptGridPlan read_grid_plan_rows(const CacheFile& file) {
  KeptGridPlan kept;
  kept.grids = file.rows<KeptGridPlan::GridRow>("grids");
  kept.dedicated = file.rows<KeptGridPlan::DedicatedRow>("dedicated");
  kept.buildings = file.rows<BuildingId>("buildings");
  return kept;
}

}  // namespace outpost::scenarios
