#include <algorithm>
#include <map>

#include "sim/rules/rounds.hpp"

namespace outpost::rules {
namespace {

// What the service has on record: orders about a building, and risks that were found there, of the last [rules]
// known_for. Not World::risks, most of which nobody knows of, and nothing about who lives there.
std::map<BuildingId, std::int64_t> known_at(const Setting& setting, const World& world, GridId grid) {
  std::map<BuildingId, std::int64_t> matters;
  for (const KnownMatter& matter : world.grids[grid].known) {
    if (matter.at + setting.spec.rules.known_for > world.now) ++matters[matter.building];
  }
  return matters;
}

std::int64_t known_in(const Setting& setting, const World& world, GridId grid) {
  std::int64_t sum = 0;
  for (const auto& [building, matters] : known_at(setting, world, grid)) sum += matters;
  return sum;
}

std::vector<GridId> most_known_first(const Setting& setting, const World& world, ResponderId,
                                     std::vector<GridId> grids) {
  std::stable_sort(grids.begin(), grids.end(), [&](GridId first, GridId second) {
    return known_in(setting, world, first) > known_in(setting, world, second);
  });
  return grids;
}

std::size_t where_most_is_known(const Setting& setting, const World& world, ResponderId, GridId grid) {
  const auto matters = known_at(setting, world, grid);
  const std::vector<BuildingId>& stops = setting.rounds[grid].stops;
  std::size_t best = 0;
  std::int64_t most = 0;
  for (std::size_t row = 0; row < stops.size(); ++row) {
    const auto found = matters.find(stops[row]);
    if (found == matters.end() || found->second <= most) continue;
    best = row;
    most = found->second;
  }
  return best;
}

}  // namespace

NamedRoundRule risk_first() {
  return {.name = "risk_first",
          .meaning = "the grid with most on record first, from the building with most on record",
          .grids = most_known_first,
          .first_stop = where_most_is_known,
          .keeps_known = true};
}

}  // namespace outpost::rules
