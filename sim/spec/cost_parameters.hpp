#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_costs(Spec& costs, Visitor& v) {
  v.choice("counted", costs.counted, std::span{switch_names}, "whether cost is measured", own);
  v.section("wage", "of a person and year, with what the employer pays on top", [&] {
    constexpr std::array<std::string_view, role_count> sources{
        "assumption; range 40000-90000 CNY",
        "assumption; range 120000-250000 CNY",
        "assumption; range 120000-250000 CNY",
        "assumption: a part-time cadre's; range 10000-60000 CNY",
        "assumption; range 60000-120000 CNY",
        "assumption; range 80000-200000 CNY",
        "assumption: of a judge, prosecutor, lawyer or mediator; range 60000-300000 CNY"};
    constexpr std::size_t older_roles = 5;
    const CostSpec usual;
    for (std::size_t role = 0; role < role_count; ++role) {
      const auto walk = [&] {
        v.value(role_names[role], costs.wage[role],
                About<Money>{"per person and year of paid hours", {0}, {10'000'000}, sources[role]});
      };
      if (role < older_roles) {
        walk();
      } else {
        younger(v, costs.wage[role], usual.wage[role], walk);
      }
    }
  });
  v.value("paid_hours", costs.paid_hours,
          About<double>{"hours on duty that a person is paid a year's wage for; duty beyond them takes more people",
                        100.0, 8'760.0, "mohrss-2025-2: 248 days of 8 h; range 1700-2300 h"});
  v.value("wage_hours", costs.wage_hours,
          About<double>{"hours by which a year's wage is divided for the pay of an hour", 100.0, 8'760.0,
                        "mohrss-2025-2: 261 paid days of 8 h"});
  v.value("overtime", costs.overtime,
          About<double>{"pay of an hour worked outside the roster, standby included, in pay of an hour", 0.0, 5.0,
                        "labour-law-44: 1.5 on working days, 2 on days off, 3 on holidays; one value for all"});
  v.value("standby", costs.standby,
          About<Share>{"pay of an hour of standby, in pay of an hour", share(0), share(1), "assumption; range 0-0.3"});
  constexpr std::array<std::string_view, vehicle_count> ways{"foot", "e_bike", "car", "car_siren"};
  v.section("vehicle", "of a unit whose way of moving it is, per year: bought, insured, kept", [&] {
    constexpr std::array<std::string_view, vehicle_count> sources{
        "assumption: nothing", "assumption; range 800-3000 CNY", "assumption; range 30000-100000 CNY",
        "assumption; range 30000-100000 CNY"};
    for (std::size_t way = 0; way < vehicle_count; ++way) {
      v.value(ways[way], costs.vehicle[way], About<Money>{"per unit and year", {0}, {10'000'000}, sources[way]});
    }
  });
  v.section("hour_on_road", "of a unit that is under way, by way of moving: energy and wear", [&] {
    constexpr std::array<std::string_view, vehicle_count> sources{"assumption: nothing", "assumption; range 0-3 CNY",
                                                                  "assumption: 32 km at 0.8 CNY; range 10-50 CNY",
                                                                  "assumption; range 15-70 CNY"};
    for (std::size_t way = 0; way < vehicle_count; ++way) {
      v.value(ways[way], costs.hour_on_road[way], About<Money>{"per hour under way", {0}, {10'000}, sources[way]});
    }
  });
  v.value("extra_pay", costs.extra_pay,
          About<Money>{"of a grid worker, per year, on top of the wage",
                       {0},
                       {1'000'000},
                       "programme: 500 CNY a head in Hai'an, period not given; 6000 CNY if it is by the month"});
  v.value("reward", costs.reward,
          About<Money>{"for a matter that a responder writes up, where [rewards] paid is on",
                       {0},
                       {10'000},
                       "assumption; range 5-100 CNY"});
  v.value(
      "fund", costs.fund,
      About<Money>{"of the place, per year", {0}, {1'000'000'000}, "programme: 200000-300000 CNY of a town of Hai'an"});
  const CostSpec usual;
  younger(v, costs.seat, usual.seat, [&] {
    v.value("seat", costs.seat,
            About<Money>{"of whoever sits at a desk of [command.desk], per person and year of paid hours",
                         {0},
                         {10'000'000},
                         "assumption; range 50000-180000 CNY"});
  });
}

}  // namespace outpost::parameters
