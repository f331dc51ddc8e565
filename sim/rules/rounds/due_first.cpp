#include <algorithm>

#include "sim/rules/rounds.hpp"

namespace outpost::rules {
namespace {

std::vector<GridId> longest_ago_first(const Setting&, const World& world, ResponderId, std::vector<GridId> grids) {
  std::stable_sort(grids.begin(), grids.end(), [&world](GridId first, GridId second) {
    return world.grids[first].last_round < world.grids[second].last_round;
  });
  return grids;
}

// Visits of duty and registrations are due dates of persons (a visit duty, a tenancy): they lead nobody's round.
bool may_lead(WorkKind kind) {
  return kind == WorkKind::visit || kind == WorkKind::inspection;
}

std::size_t where_most_is_overdue(const Setting& setting, const World& world, ResponderId, GridId grid) {
  const std::vector<BuildingId>& stops = setting.rounds[grid].stops;
  std::optional<std::pair<std::int32_t, std::size_t>> best;  // due day, stop
  for (const Visit& visit : world.grids[grid].open) {
    if (!may_lead(setting.works[visit.work].spec.kind)) continue;
    if (best && visit.due > best->first) break;  // they lie in order of due date
    const BuildingId building = visit.premises ? *visit.premises : setting.city.households[visit.household].building;
    const auto stop = std::find(stops.begin(), stops.end(), building);
    if (stop == stops.end()) continue;
    const std::pair rank{visit.due, static_cast<std::size_t>(stop - stops.begin())};
    if (!best || rank < *best) best = rank;
  }
  return best ? best->second : 0;
}

}  // namespace

NamedRoundRule due_first() {
  return {.name = "due_first",
          .meaning =
              "the grid whose last round is longest ago first, from the door whose visit or inspection is most "
              "overdue",
          .grids = longest_ago_first,
          .first_stop = where_most_is_overdue};
}

}  // namespace outpost::rules
