#include <catch2/catch.hpp>
#include <set>

#include "sim/rules/dispatch/candidates.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::small_spec;

namespace {

constexpr std::uint64_t first_town = 990000001;

/// A county of three towns with two communities each, no real place.
DivisionTree three_towns() {
  DivisionTree tree{.code = 990000, .name = "测试县", .level = DivisionLevel::county};
  CountyDivision county{.code = 990000, .name = "测试县"};
  for (std::uint64_t town = first_town; town < first_town + 3; ++town) {
    county.towns.push_back({.code = town,
                            .name = "镇" + std::to_string(town % 10),
                            .communities = {{town * 1000 + 1, "东社区", true}, {town * 1000 + 200, "北村", false}}});
  }
  tree.counties = {county};
  return tree;
}

DepartmentSpec crews(double per_post) {
  DepartmentSpec made;
  made.per_post = per_post;
  made.staff.rosters = {"officer_day"};
  return made;
}

std::shared_ptr<const Setting> county(const tests::Change& change) {
  const ScenarioSpec spec = small_spec([&change](ScenarioSpec& s) {
    s.city.population = {6'000};
    if (change) change(s);
  });
  return make_setting(spec, generate_city(spec.city, three_towns()));
}

std::vector<Responder> units_of(const Setting& setting, const std::string& name) {
  std::vector<Responder> found;
  for (const Responder& unit : setting.force.responders) {
    if (unit.department && std::next(setting.spec.departments.begin(), *unit.department)->first == name) {
      found.push_back(unit);
    }
  }
  return found;
}

/// An order of a kind at the first building of a community.
Order order_in(const Setting& setting, const std::string& kind, const Community& community) {
  Order order;
  while (setting.kinds[order.kind].key != kind) ++order.kind;
  order.building = community.buildings[0];
  order.stage = Stage::accepted;
  return order;
}

std::vector<std::string> spec_faults(const tests::Change& change) {
  std::vector<std::string> found;
  for (const Complaint& complaint : complaints_about(small_spec(change))) {
    found.push_back(complaint.where + ": " + complaint.what);
  }
  return found;
}

}  // namespace

TEST_CASE("a department has so many crews at every depot, in every town or in the county, with its own hours and way") {
  const auto setting = county([](ScenarioSpec& s) {
    s.places.departments[static_cast<std::size_t>(Department::environment)] = Seat::county;
    s.departments["market_regulation"] = crews(2.0);
    s.departments["environment"] = crews(3.0);
    s.departments["environment"].staff.way = Way::foot;
    s.departments["environment"].staff.crew = 4;
    s.departments["court"] = crews(0.5);
    s.departments["court"].role = Role::specialist;
    s.departments["court"].post = DepartmentPost::command_room;
    s.departments["lawyers"] = crews(1.0);
    s.departments["lawyers"].role = Role::specialist;
    s.departments["lawyers"].post = DepartmentPost::county_room;
  });
  REQUIRE(setting->city.towns.size() == 3);
  const auto market = units_of(*setting, "market_regulation");
  REQUIRE(market.size() == 6);
  std::map<std::size_t, int> by_town;
  for (const Responder& unit : market) {
    CHECK(unit.role == Role::department_crew);
    CHECK(unit.post == setting->places.command_rooms[unit.town]);
    CHECK(unit.people == 2);
    CHECK(level_of(unit) == Level::town);
    CHECK(setting->force.staff_of(unit).way == Way::car);
    ++by_town[unit.town.row()];
  }
  CHECK(by_town == std::map<std::size_t, int>{{0, 2}, {1, 2}, {2, 2}});
  const auto environment = units_of(*setting, "environment");
  REQUIRE(environment.size() == 3);
  for (const Responder& unit : environment) {
    CHECK(unit.people == 4);
    CHECK(unit.post == setting->places.command_rooms[unit.town]);
    CHECK(level_of(unit) == Level::county);
    CHECK(setting->force.staff_of(unit).way == Way::foot);
  }
  CHECK(units_of(*setting, "court").size() == 1);  // one for every other of three towns
  const auto lawyers = units_of(*setting, "lawyers");
  REQUIRE(lawyers.size() == 1);
  CHECK(lawyers.front().role == Role::specialist);
  CHECK(level_of(lawyers.front()) == Level::county);
  CHECK(lawyers.front().post == *setting->places.desks_above[0]);
  std::set<std::string> signs;
  for (const Responder& unit : setting->force.responders) CHECK(signs.insert(unit.call_sign).second);
  CHECK(signs.contains("D001"));
  CHECK(signs.contains("S001"));
}

TEST_CASE("a unit is sent as far as its reach: its grid, its village, its town, its county") {
  const auto setting = county([](ScenarioSpec& s) {
    s.rules.reach = Reach::town;
    s.staff[Role::grid_worker].reach = Reach::grid;
    s.staff[Role::community_officer].reach = Reach::village;
    s.staff[Role::crew_110].reach = Reach::county;
    s.departments["power_supply"] = crews(1.0);
    s.places.departments[static_cast<std::size_t>(Department::power_supply)] = Seat::county;
    s.departments["urban_management"] = crews(1.0);
  });
  std::map<Role, int> answers;
  for (const CommunityId community : setting->city.communities.ids()) {
    const Order order = order_in(*setting, "dispute", setting->city.communities[community]);
    const TownId town = setting->city.communities[community].town;
    const auto& near = setting->force.within_reach[town.row()];
    for (const ResponderId id : near) {
      const Responder& unit = setting->force.responders[id];
      const bool goes = goes_to(setting->plan, setting->places, unit, order.building, setting->city);
      if (!goes) continue;
      ++answers[unit.role];
      if (unit.role == Role::grid_worker) CHECK(*unit.grid == setting->plan.grid_of[order.building]);
      if (unit.role == Role::community_officer) CHECK(*unit.area == setting->places.area_of[community]);
      const std::string name =
          unit.department ? std::next(setting->spec.departments.begin(), *unit.department)->first : "";
      if (name == "urban_management") CHECK(unit.town == town);
    }
  }
  CHECK(answers[Role::grid_worker] == 6);          // one in each of six communities
  CHECK(answers[Role::crew_110] == 6 * 6);         // six crews, each everywhere
  CHECK(answers[Role::department_crew] == 6 + 6);  // that of the county, and one of the town
  CHECK(answers[Role::community_officer] >= 6);
}

TEST_CASE("only units of the department that a kind names may answer it") {
  const auto setting = county([](ScenarioSpec& s) {
    s.rules.reach = Reach::anywhere;
    for (const char* name : {"market_regulation", "work_safety"}) s.departments[name] = crews(1.0);
    s.departments["mediators"] = crews(1.0);
    s.departments["mediators"].role = Role::specialist;
    s.departments["mediators"].post = DepartmentPost::command_room;
    KindSpec kind = s.demand.kinds.at("grid_case");
    kind.roles = {Role::grid_worker, Role::department_crew};
    kind.department = "work_safety";
    s.demand.kinds["gas"] = kind;
  });
  const Order order = order_in(*setting, "gas", setting->city.communities[CommunityId{0}]);
  std::set<std::string> who;
  for (const ResponderId id : setting->force.responders.ids()) {
    const Responder& unit = setting->force.responders[id];
    if (!rules::may_answer(*setting, order, id)) continue;
    if (unit.department) {
      who.insert(std::next(setting->spec.departments.begin(), *unit.department)->first);
      CHECK(rules::rank_of(*setting, order, unit) == 1u);
    } else {
      who.insert(std::string(role_names[static_cast<std::size_t>(unit.role)]));
    }
  }
  CHECK(who == std::set<std::string>{"grid_worker", "work_safety"});
}

TEST_CASE("a kind that nobody who may answer it goes to is found, with the first place and how many there are") {
  const auto kind_for = [](ScenarioSpec& s) {
    KindSpec kind = s.demand.kinds.at("grid_case");
    kind.roles = {Role::specialist};
    kind.department = "court";
    s.demand.kinds["claim"] = kind;
    s.departments["court"] = crews(0.34);  // one for three towns, in the third
    s.departments["court"].role = Role::specialist;
    s.departments["court"].post = DepartmentPost::command_room;
    s.departments["court"].staff.reach = Reach::town;
  };
  const auto found = complaints_about(*county(kind_for));
  REQUIRE(found.size() == 1);
  CHECK(found.front().where == "demand.kind.claim.roles");
  CHECK(
      found.front().what ==
      "nobody who may answer (specialist of court) can be sent to the town 镇1, the first of 2 out of 3, where orders "
      "would wait for ever; give the roles more units or a wider reach, or name another role");
  CHECK(complaints_about(*county([&](ScenarioSpec& s) {
          kind_for(s);
          s.departments["court"].staff.reach = Reach::county;
        })).empty());
  CHECK(complaints_about(*county([&](ScenarioSpec& s) {
          kind_for(s);
          s.demand.kinds["claim"].rate.per_day = 0.0;  // nobody asks
        })).empty());
}

TEST_CASE("departments and settlements that make no sense are complained about in words") {
  CHECK(spec_faults([](ScenarioSpec& s) {
          s.departments["market_regulation"] = crews(1.0);
          s.demand.kinds["grid_case"].department = "market_regulation";
        }) == std::vector<std::string>{"demand.kind.grid_case.department: no unit of a department may answer; name its "
                                       "role, such as roles = [\"department_crew\"], or leave department out"});
  CHECK(spec_faults([](ScenarioSpec& s) {
          s.departments["justice"] = crews(1.0);
          s.departments["justice"].staff.reach = Reach::village;
        }) == std::vector<std::string>{"departments.justice.reach: its units wait for a town or a county, and have no "
                                       "village or grid of their own; write \"town\" or \"county\""});
  CHECK(spec_faults([](ScenarioSpec& s) {
          s.departments["justice"] = crews(1.0);
          s.transfers = {{.from = Role::department_crew, .to = Role::grid_worker, .heads = 1}};
        }) ==
        std::vector<std::string>{"transfer.from: units of departments are not transferred; name a role that has a "
                                 "section [staff.ROLE], and fewer units of the department beside it"});
  CHECK(spec_faults([](ScenarioSpec& s) {
          s.demand.kinds["dispute"].settlement.base = share(0.5);
          s.demand.kinds["dispute"].settlement.by_role[static_cast<std::size_t>(Role::specialist)] = share(0.9);
        }) ==
        std::vector<std::string>{"demand.kind.dispute.settlement.by_role.specialist: specialist does not answer "
                                 "this kind, and mediates nothing of it; name it in roles, or leave it out here"});
}
