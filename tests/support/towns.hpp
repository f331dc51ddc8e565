#pragma once

#include <functional>
#include <memory>

#include "sim/engine/simulation.hpp"
#include "sim/spec/parameters.hpp"

namespace outpost::tests {

using Change = std::function<void(ScenarioSpec&)>;

/// A tree of one town.
inline DivisionTree town_tree(const TownDivision& town) {
  return {.code = town.code,
          .name = town.name,
          .level = DivisionLevel::town,
          .counties = {{.code = town.code / 1000, .name = "测试县", .towns = {town}}}};
}

inline TownDivision town_of(const DivisionTree& tree) {
  return tree.counties.front().towns.front();
}

/// Three urban communities and two villages, no real place.
inline DivisionTree small_division() {
  return town_tree({.code = 990000001,
                    .name = "测试镇",
                    .communities = {{990000001001, "东社区", true},
                                    {990000001002, "西社区", true},
                                    {990000001003, "南社区", true},
                                    {990000001200, "北村", false},
                                    {990000001201, "港村", false}}});
}

/// The Nantong preset in a town of 9,000 residents.
inline ScenarioSpec small_spec(const Change& change = {}) {
  ScenarioSpec spec = nantong_preset();
  spec.city.division = "990000001";
  spec.city.divisions = {"towns.csv", "towns.csv"};
  spec.city.population = {9'000};
  spec.staff[Role::crew_110].per_1000_residents.reset();
  spec.staff[Role::crew_110].heads = 6;
  spec.run.days = 3;
  if (change) change(spec);
  return spec;
}

/// A risk that neighbours tell of quickly, and that escalates to and is settled by orders of one kind.
inline RiskSpec hazard(const std::string& kind) {
  return {.rate = per_1000_residents_per_day(0.5),
          .shows = exponential(6h),
          .escalates = exponential(5 * one_day),
          .becomes = kind,
          .handled_as = kind,
          .neighbours = 0.4,
          .recurs = exponential(12h)};
}

inline std::shared_ptr<const Setting> small_town(const Change& change = {}) {
  const ScenarioSpec spec = small_spec(change);
  return make_setting(spec, generate_city(spec.city, small_division()));
}

/// Abstract places with one kind of order and units that are always on duty at the first place.
inline ScenarioSpec point_spec(std::int64_t units, const Change& change = {}) {
  ScenarioSpec spec;
  spec.city.kind = CityKind::points;
  spec.city.places = {{.id = "A"}};
  spec.metric.kind = MetricKind::zero;
  spec.travel.spread = 0.0;
  spec.demand.day_level_cv = 0.0;
  HourProfile even;
  even.weekday.fill(1.0);
  even.weekend.fill(1.0);
  spec.demand.profiles["even"] = even;
  spec.demand.kinds["job"] = {.rate = per_hour(0.5), .roles = {Role::crew_110}, .on_scene = exponential(1h)};
  spec.rosters["always"].every_day = {{0h, 24h}};
  spec.staff[Role::crew_110] = {.heads = units, .post = PostKind::station, .way = Way::car, .rosters = {"always"}};
  spec.rules.dispatch = "soonest_free";
  spec.rules.return_home = Return::instant;
  spec.command.line = LineOrder::fcfs;
  if (change) change(spec);
  return spec;
}

inline std::shared_ptr<const Setting> points(std::int64_t units, const Change& change = {}) {
  const ScenarioSpec spec = point_spec(units, change);
  return make_setting(spec, city_of_points(spec.city));
}

struct Finished {
  RunRecord record{};
  DigestValue state{};
};

inline Finished run(const std::shared_ptr<const Setting>& setting, RunKey key, Duration length) {
  Finished finished;
  finished.record.keep_candidates = true;
  Simulation simulation{setting, key};
  TravelQuery travel{*setting->travel};
  simulation.advance_until(SimTime{} + length, finished.record, travel);
  simulation.close_records(finished.record);
  finished.state = simulation.digest();
  return finished;
}

}  // namespace outpost::tests
