#include "sim/city/grid_plan.hpp"

#include <algorithm>

#include "sim/city/grids/apportion.hpp"
#include "sim/city/grids/community_atoms.hpp"
#include "sim/city/grids/dedicated.hpp"
#include "sim/city/grids/number_grids.hpp"
#include "sim/city/grids/partition.hpp"
#include "sim/city/grids/wishes.hpp"

namespace outpost {
namespace {

constexpr std::uint64_t most_numbers = 999;  // three digits of a code

std::int64_t households_of(const Community& community) {
  return static_cast<std::int64_t>(community.households.size());
}

std::string place_of(const Community& community) {
  return community.name + " (" + std::to_string(community.code) + ")";
}

/// A building is never cut, so that a grid holds at least the largest.
void refuse_large_buildings(const GridSpec& spec, const City& city, const std::vector<std::uint32_t>& counts) {
  for (const CommunityId id : city.communities.ids()) {
    const Community& community = city.communities[id];
    if (counts[id.row()] < 2) continue;
    const bool urban = community.kind == CommunityKind::urban;
    const std::int64_t target = spec.number > 0 ? households_of(community) / static_cast<std::int64_t>(counts[id.row()])
                                                : (urban ? spec.households : spec.rural_households).value;
    for (const BuildingId building : community.buildings) {
      const auto size = static_cast<std::int64_t>(city.buildings[building].households.size());
      if (size <= target) continue;
      const std::string key = spec.number > 0 ? "grids.number" : urban ? "grids.households" : "grids.rural_households";
      throw ImpossibleCity(
          key + ": building " + name_of(city, building) + " in " + place_of(community) + " has " +
          std::to_string(size) + " households, more than a grid of " + std::to_string(target) +
          (spec.number > 0 ? "; write fewer grids" : "; write at least " + std::to_string(size) + " households"));
    }
  }
}

void refuse_many(const Community& community, std::uint64_t grids, const GridSpec& spec) {
  if (grids <= most_numbers) return;
  throw ImpossibleCity((spec.number > 0 ? "grids.number: " : "grids.households: ") + place_of(community) +
                       " would have " + std::to_string(grids) +
                       " grids, and a grid code has three digits for 999; write " +
                       (spec.number > 0 ? "fewer grids" : "more households per grid"));
}

Partition design(const AtomGraph& graph, std::uint32_t count, std::uint64_t code) {
  PartitionRequest request;
  request.count = count;
  request.tolerance = tolerance_of(graph, count);
  request.key = {1, 0};  // a plan depends on the city alone, not on the seed of a run
  request.owner = {code};
  // Dear enough that nine grids of ten come within 5% where buildings hold dozens of households, and compactness pays
  // 3% for it; at 400 all but one in fifty do, and it pays 7% (measured on the generated town of 118,000).
  request.annealing.unevenness = 150.0;
  return partition(graph, request);
}

/// Atoms are buildings, or under wishes groups of them; the result is by building all the same.
Partition design_under(const City& city, CommunityId id, const CommunityAtoms& atoms, std::uint32_t count,
                       const GridWishes& wishes) {
  const Community& community = city.communities[id];
  const WishedAtoms wished = under_wishes(city, id, atoms, wishes);
  const Partition units = design(wished.graph, count, community.code);
  Partition found{{}, units.count};
  for (const AtomIndex unit : wished.unit_of) found.parts.push_back(units.parts[unit]);
  for (const WishedAtoms::Kept& pair : wished.kept_apart) {
    if (found.parts[pair.a] != found.parts[pair.b]) continue;
    throw ImpossibleCity("grids.wishes: the fixed border in line " +
                         std::to_string(wishes.borders[pair.border].in_line) + " ends within " + place_of(community) +
                         ", so that a grid reaches around it from " + name_of(city, atoms.buildings[pair.a]) + " to " +
                         name_of(city, atoms.buildings[pair.b]) +
                         "; draw it on to the community's border, to water or to another fixed border");
  }
  return found;
}

std::vector<std::vector<BuildingId>> members_of(const CommunityAtoms& atoms, const Partition& partition) {
  std::vector<std::vector<BuildingId>> members(partition.count);
  for (std::size_t atom = 0; atom < atoms.buildings.size(); ++atom) {
    members[partition.parts[atom]].push_back(atoms.buildings[atom]);
  }
  return members;
}

}  // namespace

std::vector<std::uint32_t> grid_counts(const GridSpec& spec, const City& city) {
  std::vector<std::int64_t> households;
  for (const Community& community : city.communities) households.push_back(households_of(community));
  if (spec.number > 0) return apportion(households, static_cast<std::uint32_t>(spec.number));
  std::vector<std::uint32_t> counts;
  for (const Community& community : city.communities) {
    const std::int64_t target =
        (community.kind == CommunityKind::urban ? spec.households : spec.rural_households).value;
    counts.push_back(
        static_cast<std::uint32_t>(std::max<std::int64_t>(1, (households_of(community) + target / 2) / target)));
  }
  return counts;
}

GridPlan make_grid_plan(const GridSpec& spec, const City& city) {
  return make_grid_plan(spec, city, GridWishes{});
}

GridPlan make_grid_plan(const GridSpec& spec, const City& city, const GridWishes& wishes) {
  const std::vector<std::uint32_t> counts = grid_counts(spec, city);
  for (const CommunityId id : city.communities.ids()) refuse_many(city.communities[id], counts[id.row()], spec);
  refuse_large_buildings(spec, city, counts);

  GridPlan plan;
  plan.grid_of = Table<BuildingId, GridId>(city.buildings.size());
  plan.dedicated_of = Table<BuildingId, MaybeId<DedicatedGridId>>(city.buildings.size());
  std::vector<bool> apart(city.buildings.size(), false);
  std::vector<std::vector<DedicatedGrid>> dedicated(city.communities.size());
  for (DedicatedSite& site : dedicated_sites(spec, city)) {
    for (const BuildingId building : site.buildings) apart[building.row()] = true;
    dedicated[site.community.row()].push_back(
        {0, site.community, site.kind, std::move(site.buildings), site.people, GridId{}});
  }
  StreetWalks walks{city.streets};
  for (const CommunityId id : city.communities.ids()) {
    const Community& community = city.communities[id];
    if (community.buildings.empty()) continue;
    const CommunityAtoms atoms = atoms_of(city, id, apart, walks);
    const std::uint32_t count = counts[id.row()];
    const Partition parts =
        wishes.empty() ? design(atoms.graph, count, community.code) : design_under(city, id, atoms, count, wishes);
    auto members = members_of(atoms, parts);
    refuse_many(community, members.size() + dedicated[id.row()].size(), spec);
    add_numbered(plan, city, id, std::move(members), std::move(dedicated[id.row()]));
  }
  return plan;
}

}  // namespace outpost
