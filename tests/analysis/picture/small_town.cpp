#include "tests/analysis/picture/small_town.hpp"

namespace outpost::analysis::small_town {
namespace {

Position at(double x, double y) {
  return {metres(x), metres(y)};
}

void add_street(City& city, std::size_t from, std::size_t to, StreetClass street_class) {
  Street street;
  street.from = NodeId{from};
  street.to = NodeId{to};
  street.length = straight_distance(city.streets.nodes[NodeId{from}], city.streets.nodes[NodeId{to}]);
  street.street_class = street_class;
  city.streets.streets.push_back(street);
}

void add_building(City& city, CommunityId community, BuildingKind kind, std::size_t street, double offset,
                  double depth) {
  Building building;
  building.community = community;
  building.serial = static_cast<std::uint32_t>(city.buildings.size());
  building.kind = kind;
  building.storeys = 2;
  building.entrance = spot_on(city.streets, StreetId{street}, metres(offset));
  building.at = {building.entrance.at.x, building.entrance.at.y + metres(depth)};
  const std::size_t first = city.households.size();
  if (kind == BuildingKind::homes) {
    for (int i = 0; i < 4; ++i) {
      Household household;
      household.building = BuildingId{city.buildings.size()};
      const std::size_t resident = city.residents.size();
      household.residents = {resident, resident + 1};
      city.residents.push_back({.household = HouseholdId{city.households.size()}, .age = 40});
      city.households.push_back(household);
    }
  }
  building.households = {first, city.households.size()};
  city.buildings.push_back(building);
}

void add_community(City& city, std::uint64_t code, const char* name, CommunityKind kind, double west, double east,
                   std::size_t upper, std::size_t lower) {
  const CommunityId id{city.communities.size()};
  Community community;
  community.code = code;
  community.name = name;
  community.kind = kind;
  community.border = {at(west, -40), at(east, -40), at(east, 140), at(west, 140)};
  community.centre = at((west + east) / 2, 50);
  const std::size_t building = city.buildings.size();
  const std::size_t household = city.households.size();
  const std::size_t resident = city.residents.size();
  city.communities.push_back(community);
  add_building(city, id, BuildingKind::homes, upper, 30, 20);
  add_building(city, id, BuildingKind::school, upper, 75, -22);
  add_building(city, id, BuildingKind::homes, lower, 20, -20);
  add_building(city, id, BuildingKind::market, lower, 60, 20);
  city.communities[id].buildings = {building, city.buildings.size()};
  city.communities[id].households = {household, city.households.size()};
  city.communities[id].residents = {resident, city.residents.size()};
}

City city() {
  City made;
  made.name = {"Smalltown", "小镇"};
  made.code = "990000001";
  for (const double y : {100.0, 0.0}) {
    for (const double x : {0.0, 100.0, 200.0}) made.streets.nodes.push_back(at(x, y));
  }
  add_street(made, 0, 1, StreetClass::residential);
  add_street(made, 1, 2, StreetClass::residential);
  add_street(made, 3, 4, StreetClass::arterial);
  add_street(made, 4, 5, StreetClass::arterial);
  add_street(made, 0, 3, StreetClass::collector);
  add_street(made, 2, 5, StreetClass::collector);
  add_street(made, 1, 4, StreetClass::path);
  made.streets.shape_points.push_back(at(60, 50));
  made.streets.streets[StreetId{street_be}].shape = {0, 1};
  made.streets.streets[StreetId{street_be}].length = metres(128.062);
  add_community(made, 990'000'001'001, "河西村委会", CommunityKind::rural, -40, 100, street_ab, street_de);
  add_community(made, 990'000'001'002, "东市社区居委会", CommunityKind::urban, 100, 240, street_bc, street_ef);
  made.counties.push_back({.code = 990'000, .name = "小县", .towns = {0, 1}});
  made.towns.push_back({.code = 990'000'001, .name = "小镇", .centre = at(100, 50), .communities = {0, 2}});
  made.south_west = at(-40, -40);
  made.north_east = at(240, 140);
  return made;
}

void add_order(RunRecord& record, const Setting& setting, std::size_t building, std::int64_t priority,
               SimTime reported) {
  const OrderId order{record.orders.size()};
  record.orders.push_back({.order = order,
                           .priority = priority,
                           .building = BuildingId{building},
                           .grid = setting.plan.grid_of[BuildingId{building}],
                           .place = setting.city.buildings[BuildingId{building}].entrance});
  record.stages.push_back({.order = order, .stage = Stage::occurred, .at = reported - 1min});
  record.stages.push_back({.order = order, .stage = Stage::reported, .at = reported});
}

}  // namespace

std::shared_ptr<const Setting> setting() {
  ScenarioSpec spec;
  spec.grids.households = {300};
  for (auto& by_class : spec.travel.base) by_class.fill(metres_per_second(10.0));
  for (auto& by_hour : spec.travel.profile) by_hour.fill(1000);
  spec.rosters["always"].every_day = {{0h, 24h}};
  StaffSpec workers;
  workers.per_grid = 1.0;
  workers.rosters = {"always"};
  spec.staff[Role::grid_worker] = workers;
  StaffSpec crews;
  crews.heads = 1;
  crews.post = PostKind::station;
  crews.rosters = {"always"};
  spec.staff[Role::crew_110] = crews;
  KindSpec noise;
  noise.name = {"noise", "噪声"};
  noise.roles = {Role::grid_worker, Role::crew_110};
  spec.demand.kinds["noise"] = noise;
  return make_setting(spec, city());
}

RunRecord record(const Setting& setting) {
  RunRecord record;
  const ResponderId worker{0};
  const SimTime eight{8h};
  add_order(record, setting, 0, 4, SimTime{7h});
  add_order(record, setting, 2, 4, SimTime{7h + 30min});
  add_order(record, setting, 6, 1, eight - 30s);
  const auto stage = [&record](std::size_t order, Stage which, SimTime at, std::optional<ResponderId> who) {
    record.stages.push_back({.order = OrderId{order}, .stage = which, .at = at, .responder = who});
  };
  stage(0, Stage::accepted, SimTime{7h + 1min}, std::nullopt);
  stage(1, Stage::closed, SimTime{8h + 30min}, std::nullopt);
  stage(2, Stage::accepted, eight, std::nullopt);
  stage(2, Stage::assigned, eight, worker);
  stage(2, Stage::under_way, eight + 10s, worker);
  stage(2, Stage::on_scene, eight + 40s, worker);
  stage(2, Stage::resolved, eight + 5min, worker);
  stage(2, Stage::closed, eight + 6min, worker);

  const Spot corner = spot_on(setting.city.streets, StreetId{street_ab}, Length{});
  const Spot door = setting.city.buildings[BuildingId{6}].entrance;
  const Spot post = setting.force.responders[worker].post;
  record.legs.push_back({.responder = worker,
                         .order = OrderId{2},
                         .way = Way::e_bike,
                         .begin = eight + 10s,
                         .end = eight + 40s,
                         .from = corner,
                         .to = door});
  record.legs.push_back({.responder = worker,
                         .way = Way::e_bike,
                         .begin = eight + 6min,
                         .end = eight + 6min + 30s,
                         .from = door,
                         .to = post});
  const auto status = [&](Status which, SimTime begin, SimTime end) {
    record.statuses.push_back({.responder = worker, .status = which, .begin = begin, .end = end});
  };
  status(Status::free, SimTime{}, eight);
  status(Status::mobilising, eight, eight + 10s);
  status(Status::travelling, eight + 10s, eight + 40s);
  status(Status::on_scene, eight + 40s, eight + 5min);
  status(Status::writing_up, eight + 5min, eight + 6min);
  status(Status::returning, eight + 6min, eight + 6min + 30s);
  status(Status::free, eight + 6min + 30s, SimTime{10h});
  for (const ResponderId id : setting.force.responders.ids()) {
    if (id != worker)
      record.statuses.push_back({.responder = id, .status = Status::free, .begin = {}, .end = SimTime{10h}});
  }
  return record;
}

}  // namespace outpost::analysis::small_town
