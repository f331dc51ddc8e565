#include <algorithm>
#include <array>

#include "sim/engine/handlers.hpp"
#include "sim/rules/coverage.hpp"

// Who covers whom, looked at from time to time where [measures] coverage_every asks for it. It changes nothing.

namespace outpost::engine {
namespace {

/// Where those stand who are free for an urgent order and may be sent into a community, by role.
using Stands = std::array<std::vector<rules::Stand>, role_count>;

Stands stands_for(const Scene& scene, CommunityId community, const std::vector<std::optional<rules::Stand>>& free) {
  const Setting& setting = scene.setting;
  const Community& row = setting.city.communities[community];
  Stands found;
  if (row.buildings.empty()) return found;
  for (const ResponderId id : setting.force.within_reach[row.town.row()]) {
    if (!free[id.row()]) continue;
    const Responder& unit = setting.force.responders[id];
    // A unit that keeps to its grid counts for the village in which that lies.
    const bool goes = unit.reach == Reach::grid && unit.grid
                          ? setting.plan.grids[*unit.grid].community == community
                          : goes_to(setting.plan, setting.places, unit, row.buildings[0], setting.city);
    if (goes) found[static_cast<std::size_t>(unit.role)].push_back(*free[id.row()]);
  }
  return found;
}

/// Roles that may answer an urgent order of some kind.
std::array<bool, role_count> urgent_roles(const Setting& setting) {
  std::array<bool, role_count> found{};
  for (const Kind& kind : setting.kinds) {
    if (kind.spec.priority != 1) continue;
    for (const Role role : kind.spec.roles) found[static_cast<std::size_t>(role)] = true;
  }
  return found;
}

}  // namespace

void on(const CoverageLookedAt&, Scene& scene) {
  const Setting& setting = scene.setting;
  const SimTime now = scene.world.now;
  std::vector<std::optional<rules::Stand>> free(setting.force.responders.size());
  std::array<bool, role_count> is_staffed{};
  for (const ResponderId id : setting.force.responders.ids()) {
    is_staffed[static_cast<std::size_t>(setting.force.responders[id].role)] = true;
    if (!is_available(scene.world.responders[id], 1)) continue;
    free[id.row()] = rules::stand_of(setting, scene.world, id, scene.travel);
  }
  const std::array<bool, role_count> is_urgent = urgent_roles(setting);
  std::array<double, role_count> by_role{};
  double by_any = 0.0;
  double residents = 0.0;
  for (const CommunityId community : setting.city.communities.ids()) {
    const double people = rules::residents_to_cover(setting, community);
    residents += people;
    const Stands stands = stands_for(scene, community, free);
    bool by_urgent = false;
    for (std::size_t role = 0; role < role_count; ++role) {
      if (!rules::is_covered(setting, scene.world, community, stands[role], scene.travel)) continue;
      by_role[role] += people;
      by_urgent = by_urgent || is_urgent[role];
    }
    if (by_urgent) by_any += people;
  }
  scene.record.coverage({.at = now, .role = std::nullopt, .covered = by_any, .residents = residents});
  for (std::size_t role = 0; role < role_count; ++role) {
    if (!is_staffed[role]) continue;
    scene.record.coverage(
        {.at = now, .role = static_cast<Role>(role), .covered = by_role[role], .residents = residents});
  }
  if (const auto every = setting.spec.measures.coverage_every) scene.agenda.after(*every, CoverageLookedAt{});
}

}  // namespace outpost::engine
