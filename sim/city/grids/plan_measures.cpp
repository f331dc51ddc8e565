#include "sim/city/grids/plan_measures.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/city/grids/community_atoms.hpp"
#include "sim/city/grids/partition.hpp"
#include "sim/city/grids/quality.hpp"

namespace outpost {
namespace {

/// The grids of every community, in order.
std::vector<std::vector<GridId>> grids_by_community(const GridPlan& plan, const City& city) {
  std::vector<std::vector<GridId>> grids(city.communities.size());
  for (const GridId id : plan.grids.ids()) grids[plan.grids[id].community.row()].push_back(id);
  return grids;
}

std::vector<bool> set_apart(const GridPlan& plan) {
  std::vector<bool> apart;
  for (const MaybeId<DedicatedGridId>& dedicated : plan.dedicated_of) apart.push_back(dedicated.has_value());
  return apart;
}

/// Parts by the order of the community's grids.
Parts parts_of(const GridPlan& plan, const CommunityAtoms& atoms, const std::vector<GridId>& grids) {
  Parts parts;
  for (const BuildingId building : atoms.buildings) {
    const auto found = std::lower_bound(grids.begin(), grids.end(), plan.grid_of[building]);
    parts.push_back(static_cast<std::uint32_t>(found - grids.begin()));
  }
  return parts;
}

void count_streets(const GridPlan& plan, const City& city, PlanMeasures& measures) {
  struct Seen {
    MaybeId<GridId> grid{};
    bool split = false;
  };
  std::vector<Seen> seen(city.streets.streets.size());
  for (const BuildingId id : city.buildings.ids()) {
    const Building& building = city.buildings[id];
    if (!building.entrance.street || plan.dedicated_of[id]) continue;
    Seen& street = seen[(*building.entrance.street).row()];
    if (street.grid && *street.grid != plan.grid_of[id]) street.split = true;
    street.grid = plan.grid_of[id];
  }
  for (const Seen& street : seen) {
    measures.streets += street.grid.has_value() ? 1 : 0;
    measures.split_streets += street.split ? 1 : 0;
  }
}

}  // namespace

PlanMeasures measure(const GridPlan& plan, const City& city, const GridSpec& spec) {
  PlanMeasures found;
  found.grids = plan.grids.size();
  found.dedicated = plan.dedicated.size();
  const auto by_community = grids_by_community(plan, city);
  const std::vector<bool> apart = set_apart(plan);
  StreetWalks walks{city.streets};
  double squares = 0.0;
  std::int64_t households = 0;
  std::vector<double> compactness;
  for (const CommunityId id : city.communities.ids()) {
    const std::vector<GridId>& grids = by_community[id.row()];
    if (grids.empty()) continue;
    const Community& community = city.communities[id];
    const CommunityAtoms atoms = atoms_of(city, id, apart, walks);
    const Parts parts = parts_of(plan, atoms, grids);
    const std::vector<PartShape> shapes = shapes_of(atoms.graph, parts, static_cast<std::uint32_t>(grids.size()));
    const auto total = static_cast<std::int64_t>(community.households.size());
    const double mean = static_cast<double>(total) / static_cast<double>(grids.size());
    const auto target =
        static_cast<double>((community.kind == CommunityKind::urban ? spec.households : spec.rural_households).value);
    std::int64_t largest = 0;
    for (const std::int32_t size : atoms.graph.households) largest = std::max<std::int64_t>(largest, size);
    const double allowed = std::max(0.05 * mean, 0.5 * static_cast<double>(largest)) + 1e-9;
    households += total;
    for (std::size_t i = 0; i < grids.size(); ++i) {
      const auto size = static_cast<double>(shapes[i].households);
      const double of_mean = mean > 0.0 ? size / mean : 1.0;
      const bool balanced = std::abs(size - mean) <= allowed;
      found.by_grid.push_back({grids[i], of_mean, balanced, shapes[i].pieces, shapes[i].polsby_popper(),
                               static_cast<double>(shapes[i].area) * 1e-6,
                               static_cast<double>(shapes[i].perimeter) * 1e-3});
      found.largest = std::max(found.largest, of_mean);
      found.smallest = found.by_grid.size() == 1 ? of_mean : std::min(found.smallest, of_mean);
      squares += (of_mean - 1.0) * (of_mean - 1.0);
      found.within_5_percent += std::abs(of_mean - 1.0) <= 0.05 + 1e-12 ? 1 : 0;
      found.within_10_percent += std::abs(of_mean - 1.0) <= 0.10 + 1e-12 ? 1 : 0;
      found.balanced += balanced ? 1 : 0;
      found.not_contiguous += shapes[i].pieces > 1 ? 1 : 0;
      found.deviation_mean += std::abs(size / target - 1.0);
      found.target += target;
      compactness.push_back(shapes[i].polsby_popper());
      found.polsby_popper_mean += compactness.back();
    }
    if (mean > 0.0) found.cut_edges += quality_of(atoms.graph, parts, shapes, mean).cut_edges;
  }
  if (found.grids == 0) return found;
  const auto grids = static_cast<double>(found.grids);
  found.households_per_grid = static_cast<double>(households) / grids;
  found.target /= grids;
  found.deviation_mean /= grids;
  found.variation = std::sqrt(squares / grids);
  found.polsby_popper_mean /= grids;
  std::sort(compactness.begin(), compactness.end());
  found.polsby_popper_p05 = compactness[compactness.size() / 20];
  count_streets(plan, city, found);
  return found;
}

double moved_by_larger_target(const GridPlan& plan, const City& city, const GridSpec& spec) {
  const auto by_community = grids_by_community(plan, city);
  const std::vector<bool> apart = set_apart(plan);
  StreetWalks walks{city.streets};
  std::int64_t moved = 0;
  std::int64_t all = 0;
  for (const CommunityId id : city.communities.ids()) {
    const std::vector<GridId>& grids = by_community[id.row()];
    if (grids.empty()) continue;
    const Community& community = city.communities[id];
    const CommunityAtoms atoms = atoms_of(city, id, apart, walks);
    const auto before = static_cast<std::uint32_t>(grids.size());
    // The mean of the community as it is stands for its target where the number of grids was given.
    const std::int64_t target =
        community.kind == CommunityKind::urban ? spec.households.value : spec.rural_households.value;
    const auto households = static_cast<std::int64_t>(community.households.size());
    all += households;
    const double wanted =
        spec.number > 0 ? before / 1.1 : static_cast<double>(households) / (1.1 * static_cast<double>(target));
    const auto after = static_cast<std::uint32_t>(std::max(1.0, std::floor(wanted + 0.5)));
    if (after == before) continue;
    PartitionRequest request;
    request.count = after;
    request.tolerance = tolerance_of(atoms.graph, after);
    request.key = {1, 0};
    request.owner = {community.code};
    const Parts old = parts_of(plan, atoms, grids);
    const Partition next = repartition(atoms.graph, {old, before}, request);
    std::map<std::uint64_t, std::int64_t> common;
    for (AtomIndex atom = 0; atom < old.size(); ++atom) {
      common[std::uint64_t{old[atom]} << 32u | next.parts[atom]] += atoms.graph.households[atom];
    }
    // A new grid continues one old grid at most: the largest overlaps are matched first.
    std::vector<std::pair<std::int64_t, std::uint64_t>> overlaps;
    for (const auto& [pair, shared] : common) overlaps.emplace_back(-shared, pair);
    std::sort(overlaps.begin(), overlaps.end());
    std::vector<bool> old_taken(before, false);
    std::vector<bool> new_taken(next.count, false);
    std::int64_t kept = 0;
    for (const auto& [shared, pair] : overlaps) {
      const auto from = static_cast<std::uint32_t>(pair >> 32u);
      const auto to = static_cast<std::uint32_t>(pair);
      if (old_taken[from] || new_taken[to]) continue;
      old_taken[from] = new_taken[to] = true;
      kept -= shared;
    }
    moved += households - kept;
  }
  return all > 0 ? static_cast<double>(moved) / static_cast<double>(all) : 0.0;
}

}  // namespace outpost
