#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

/// The small town with village squads of grid heads, two departments and a lawyer on Tuesday afternoons.
std::shared_ptr<const Setting> town(const tests::Change& change = {}) {
  return tests::small_town([&change](ScenarioSpec& s) {
    s.rosters["office"].weekdays = {{9h, 12h}, {14h, 18h}};
    s.rosters["tuesday"].by_day[1] = {{14h, 17h}};
    s.staff[Role::grid_head] = {.per_area = 1.0,
                                .crew = 4,
                                .post = PostKind::area,
                                .way = Way::e_bike,
                                .rosters = {"officer_day"},
                                .reach = Reach::village};
    for (const char* name : {"work_safety", "market_regulation"}) {
      s.departments[name].per_post = 2.0;
      s.departments[name].staff.rosters = {"office"};
    }
    DepartmentSpec& lawyer = s.departments["lawyer"];
    lawyer.role = Role::specialist;
    lawyer.post = DepartmentPost::command_room;
    lawyer.staff.crew = 1;
    lawyer.staff.rosters = {"tuesday"};
    KindSpec kind = s.demand.kinds.at("grid_case");
    kind.rate = per_1000_residents_per_day(1.5);
    kind.roles = {Role::department_crew};
    kind.course.verify = {Role::grid_head};
    kind.department = "work_safety";
    s.demand.kinds["fire_hazard"] = kind;
    kind.department = "market_regulation";
    s.demand.kinds["short_weight"] = kind;
    kind.rate = per_1000_residents_per_day(0.3);
    kind.course.verify = {};
    kind.roles = {Role::specialist};
    kind.department = "lawyer";
    s.demand.kinds["legal_question"] = kind;
    if (change) change(s);
  });
}

std::string department_of(const Setting& setting, ResponderId who) {
  const Responder& unit = setting.force.responders[who];
  if (!unit.department) return "";
  return std::next(setting.spec.departments.begin(), *unit.department)->first;
}

}  // namespace

TEST_CASE("the squad of the village goes first, whoever owns the matter, and the owner handles it then") {
  const auto setting = town();
  const auto finished = run(setting, {7, 0}, 14 * one_day);
  std::map<OrderId, std::vector<const StageRow*>> stays;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage == Stage::on_scene) stays[row.order].push_back(&row);
  }
  int both = 0;
  for (const OrderRow& order : finished.record.orders) {
    const std::string& kind = setting->kinds[order.kind].key;
    if (kind != "fire_hazard" && kind != "short_weight") continue;
    const auto& visits = stays[order.order];
    if (visits.empty()) continue;
    const Responder& first = setting->force.responders[*visits.front()->responder];
    CHECK(first.role == Role::grid_head);
    CHECK(first.people == 4);
    CHECK(*first.area == setting->places.area_of[setting->city.buildings[order.building].community]);  // of the village
    if (visits.size() < 2) continue;
    ++both;
    CHECK(department_of(*setting, *visits[1]->responder) ==
          (kind == "fire_hazard" ? "work_safety" : "market_regulation"));
    CHECK(visits[1]->at > visits[0]->at);
  }
  CHECK(both > 100);
}

TEST_CASE("a specialist is there for a few hours of the week, and what comes meanwhile waits for them") {
  const auto setting = town();
  const auto finished = run(setting, {7, 0}, 21 * one_day);
  int answered = 0;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage != Stage::assigned || department_of(*setting, *row.responder) != "lawyer") continue;
    ++answered;
    const auto in_day = row.at - start_of_day(day_of(row.at));
    CHECK(setting->calendar.weekday(day_of(row.at)) == Weekday::tuesday);
    CHECK((in_day >= 14h && in_day < 17h));
  }
  CHECK(answered > 8);
}

TEST_CASE("departments that nobody calls change nothing in what happens to anybody else") {
  const auto with = town([](ScenarioSpec& s) {
    for (const char* kind : {"fire_hazard", "short_weight", "legal_question"}) s.demand.kinds.erase(kind);
  });
  const auto without = town([](ScenarioSpec& s) {
    for (const char* kind : {"fire_hazard", "short_weight", "legal_question"}) s.demand.kinds.erase(kind);
    s.departments.clear();
  });
  const auto one = run(with, {7, 0}, 5 * one_day);
  const auto other = run(without, {7, 0}, 5 * one_day);
  REQUIRE(one.record.stages.size() == other.record.stages.size());
  for (std::size_t row = 0; row < one.record.stages.size(); ++row) {
    CHECK(one.record.stages[row].at == other.record.stages[row].at);
    CHECK(one.record.stages[row].responder == other.record.stages[row].responder);
  }
}
