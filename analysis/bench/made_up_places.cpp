#include "analysis/bench/made_up_places.hpp"

#include "sim/city/city.hpp"
#include "sim/spec/parameters.hpp"

namespace outpost::analysis {
namespace {

TownDivision made_up_town(std::uint64_t county, std::uint64_t number) {
  constexpr std::uint64_t communities = 20;
  TownDivision town{.code = county * 1'000 + number, .name = "town " + std::to_string(number)};
  for (std::uint64_t row = 1; row <= communities; ++row) {
    const bool urban = row % 2 == 0;
    town.communities.push_back(
        {town.code * 1'000 + (urban ? row : 200 + row), "community " + std::to_string(row), urban});
  }
  return town;
}

ScenarioSpec at_work(std::int64_t residents, std::int64_t grids) {
  ScenarioSpec spec = nantong_preset();
  spec.city.population = {residents};
  spec.grids.number = grids;
  spec.residents.tenancy = 420 * one_day;
  const std::vector<Role> workers{Role::grid_worker};
  const std::vector<Role> both{Role::grid_worker, Role::community_officer};
  spec.work["round"] = {.kind = WorkKind::round, .roles = workers, .every = one_day};
  spec.work["visit"] = {.kind = WorkKind::visit, .roles = workers};
  spec.work["duty_visit"] = {.kind = WorkKind::duty_visit, .roles = both, .every = 30 * one_day};
  spec.work["inspection"] = {.kind = WorkKind::inspection, .roles = both, .every = 91 * one_day};
  spec.work["registration"] = {.kind = WorkKind::registration, .roles = workers};
  spec.work["meeting"] = {
      .kind = WorkKind::meeting, .roles = both, .lasts = constant(15min), .begins = 14h, .pauses_for = 2};
  spec.work["patrol"] = {.kind = WorkKind::patrol, .roles = both, .stop = 10s, .days = "thu", .begins = 15h};
  return spec;
}

}  // namespace

std::shared_ptr<const Setting> town_at_work() {
  constexpr std::uint64_t county = 990'001;
  const TownDivision town = made_up_town(county, 1);
  const DivisionTree tree{.code = town.code,
                          .name = town.name,
                          .level = DivisionLevel::town,
                          .counties = {{.code = county, .name = "county", .towns = {town}}}};
  const ScenarioSpec spec = at_work(100'000, 120);
  return make_setting(spec, generate_city(spec.city, tree));
}

namespace {

DivisionTree prefecture_tree() {
  DivisionTree tree{.code = 9'900, .name = "prefecture", .level = DivisionLevel::prefecture};
  for (std::uint64_t number = 1; number <= 9; ++number) {
    CountyDivision county{.code = 990'000 + number, .name = "county " + std::to_string(number)};
    for (std::uint64_t town = 1; town <= 11; ++town) county.towns.push_back(made_up_town(county.code, town));
    tree.counties.push_back(std::move(county));
  }
  return tree;
}

/// Everything else that is modelled, at the rates of the bundled scenarios or near them.
void add_the_rest(ScenarioSpec& spec) {
  spec.risks["dispute_brewing"] = {.rate = per_1000_residents_per_day(0.02),
                                   .escalates = exponential(60 * one_day),
                                   .becomes = "dispute",
                                   .handled_as = "grid_case"};
  spec.risks["hazard"] = {.rate = per_1000_residents_per_day(0.05),
                          .escalates = exponential(120 * one_day),
                          .becomes = "help",
                          .handled_as = "grid_case",
                          .alert = 0.01};
  spec.volunteers.per_grid = 6.9;
  spec.alerts.false_alarms = per_1000_residents_per_day(0.02);
  spec.alerts.handled_as = "grid_case";
  spec.trust.feedback = Switch::on;
  spec.reports.invalid = 1.5;
  spec.reports.duplicates = 0.1;
  for (const char* kind : {"grid_case", "service_request"}) {
    KindSpec& row = spec.demand.kinds[kind];
    row.channel = Channel::app;
    row.course.deadline = 5 * one_day;
    row.course.returned = share(0.05);
    row.course.suspended = share(0.1);
    row.course.checked = share(0.2);
    row.course.reopened = share(0.05);
  }
  spec.demand.kinds["help"].roles = {Role::grid_worker, Role::community_officer, Role::crew_110};
  RoomSpec& rooms = spec.command.rooms;
  rooms.desks["county"] = {.level = DeskLevel::county, .seats = 12, .crosses = Crossing::queue};
  rooms.desks["police"] = {.roles = {Role::crew_110, Role::community_officer}, .seats = 2, .sees = Sees::status};
  rooms.desks["grid"] = {.roles = {Role::grid_worker}, .seats = 2, .hours = {{8h, 20h}}, .sees = Sees::status};
  rooms.answers.fill("grid");
  rooms.answers[static_cast<std::size_t>(Channel::call_110)] = "county";
}

std::shared_ptr<const Setting> made(const ScenarioSpec& spec) {
  return make_setting(spec, generate_city(spec.city, prefecture_tree()));
}

}  // namespace

std::shared_ptr<const Setting> prefecture_at_work() {
  return made(at_work(7'726'635, 9'162));
}

std::shared_ptr<const Setting> prefecture_in_full() {
  ScenarioSpec spec = at_work(7'726'635, 9'162);
  add_the_rest(spec);
  return made(spec);
}

}  // namespace outpost::analysis
