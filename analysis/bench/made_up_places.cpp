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

std::shared_ptr<const Setting> prefecture_at_work() {
  DivisionTree tree{.code = 9'900, .name = "prefecture", .level = DivisionLevel::prefecture};
  for (std::uint64_t number = 1; number <= 9; ++number) {
    CountyDivision county{.code = 990'000 + number, .name = "county " + std::to_string(number)};
    for (std::uint64_t town = 1; town <= 11; ++town) county.towns.push_back(made_up_town(county.code, town));
    tree.counties.push_back(std::move(county));
  }
  const ScenarioSpec spec = at_work(7'726'635, 9'162);
  return make_setting(spec, generate_city(spec.city, tree));
}

}  // namespace outpost::analysis
