#include "sim/rules/coverage.hpp"

#include <algorithm>
#include <span>

#include "sim/rules/dispatch/candidates.hpp"

namespace outpost::rules {

namespace {

/// By stand: whether it covers the community.
std::vector<std::uint8_t> covered_from(const Setting& setting, const World& world, CommunityId community,
                                       std::span<const Stand> stands, TravelQuery& travel) {
  std::vector<Origin> origins;
  origins.reserve(stands.size());
  for (const Stand& stand : stands) origins.push_back({stand.way, stand.spot});
  const auto times = travel.static_times_to(origins, setting.middles[community], world.closures);
  std::vector<std::uint8_t> covers(stands.size(), 0);
  for (std::size_t stand = 0; stand < stands.size(); ++stand) {
    if (!times[stand]) continue;
    const SimTime sets_out = world.now + stands[stand].gets_ready;
    const SimTime at = travel.times().arrival(stands[stand].way, sets_out, *times[stand]);
    covers[stand] = at - world.now <= setting.spec.rules.cover_within ? 1 : 0;
  }
  return covers;
}

}  // namespace

CoverTable cover_table(const Setting& setting, const World& world, std::vector<CommunityId> communities,
                       const std::vector<Stand>& stands, TravelQuery& travel) {
  CoverTable table{.communities = std::move(communities)};
  for (const CommunityId community : table.communities) {
    std::vector<std::uint8_t> row = covered_from(setting, world, community, stands, travel);
    table.covered_by.push_back(std::count(row.begin(), row.end(), std::uint8_t{1}));
    table.covers.push_back(std::move(row));
  }
  return table;
}

bool is_covered(const Setting& setting, const World& world, CommunityId community, const std::vector<Stand>& stands,
                TravelQuery& travel) {
  std::vector<Stand> nearest = stands;
  const Position middle = setting.middles[community].at;
  std::stable_sort(nearest.begin(), nearest.end(), [middle](const Stand& first, const Stand& second) {
    return straight_distance(first.spot.at, middle) < straight_distance(second.spot.at, middle);
  });
  std::size_t asked = 0;
  for (std::size_t most = 2; asked < nearest.size(); most *= 4) {
    const std::span<const Stand> next =
        std::span<const Stand>{nearest}.subspan(asked, std::min(most, nearest.size() - asked));
    const auto covers = covered_from(setting, world, community, next, travel);
    if (std::find(covers.begin(), covers.end(), std::uint8_t{1}) != covers.end()) return true;
    asked += next.size();
  }
  return false;
}

double residents_to_cover(const Setting& setting, CommunityId community) {
  const Community& row = setting.city.communities[community];
  if (setting.city.place_weights > 0.0) return 1'000.0 * row.weight;
  return static_cast<double>(row.residents.size());
}

std::vector<CommunityId> communities_around(const Setting& setting, TownId town, bool neighbours) {
  std::vector<TownId> towns{town};
  if (neighbours) {
    const std::vector<TownId>& next = setting.places.neighbours[town.row()];
    towns.insert(towns.end(), next.begin(), next.end());
  }
  std::vector<CommunityId> found;
  for (const CommunityId community : setting.city.communities.ids()) {
    const TownId of = setting.city.communities[community].town;
    if (std::find(towns.begin(), towns.end(), of) != towns.end()) found.push_back(community);
  }
  return found;
}

Stand stand_of(const Setting& setting, const World& world, ResponderId responder, TravelQuery& travel) {
  const ResponderState& state = world.responders[responder];
  return {.way = setting.force.staff_of(responder).way_for(1),
          .spot = spot_of(setting, world, state, travel),
          .gets_ready = sets_out(setting, world, responder) - world.now};
}

}  // namespace outpost::rules
