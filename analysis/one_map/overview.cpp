#include "analysis/one_map/one_map.hpp"
#include "analysis/one_map/statuses.hpp"

namespace outpost::analysis {

Overview basic_overview(const MapQuestion& question) {
  const Setting& setting = *question.setting;
  const City& city = setting.city;
  Overview overview;
  std::vector<std::int64_t> residents(city.towns.size(), 0);
  overview.towns.resize(city.towns.size());
  for (const TownId town : city.towns.ids()) overview.towns[town.row()].town = town;
  const auto row_of = [&](CommunityId community) -> TownOverview& {
    return overview.towns[city.communities[community].town.row()];
  };
  for (const CommunityId id : city.communities.ids()) ++row_of(id).communities;
  for (const Grid& grid : setting.plan.grids) ++row_of(grid.community).grids;
  for (const DedicatedGrid& grid : setting.plan.dedicated) ++row_of(grid.community).dedicated_grids;
  for (const PoliceArea& area : setting.places.areas) ++row_of(area.communities.front()).police_areas;
  for (const Building& building : city.buildings) ++row_of(building.community).buildings;
  for (const Household& household : city.households) ++row_of(city.buildings[household.building].community).households;
  for (const Resident& resident : city.residents) {
    const BuildingId home = city.households[resident.household].building;
    ++residents[city.communities[city.buildings[home].community].town.row()];
  }
  for (TownOverview& row : overview.towns) {
    const std::int64_t number = residents[row.town.row()];
    if (number >= least_residents_shown) row.residents = number;
  }

  std::array<RoleOverview, role_count> roles{};
  for (const ResponderId id : setting.force.responders.ids()) {
    const Responder& responder = setting.force.responders[id];
    RoleOverview& row = roles[static_cast<std::size_t>(responder.role)];
    ++row.units;
    row.people += responder.people;
  }
  for (const StatusRow& status : statuses_at(question)) {
    RoleOverview& row = roles[static_cast<std::size_t>(setting.force.responders[status.responder].role)];
    if (status.status != Status::off_duty) ++row.on_duty;
    if (is_on_order(status.status)) ++row.on_orders;
  }
  for (std::size_t role = 0; role < role_count; ++role) {
    roles[role].role = static_cast<Role>(role);
    if (roles[role].units > 0) overview.roles.push_back(roles[role]);
  }
  return overview;
}

}  // namespace outpost::analysis
