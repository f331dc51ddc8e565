#pragma once

#include <array>

#include "sim/spec/people.hpp"

// What a plan costs: the section [costs]. Unit, range and source of every number stand in sim/spec/cost_parameters.hpp.

namespace outpost {

/// Of a vehicle by way of moving, in the order of `Way`: foot, e_bike, car, car_siren.
inline constexpr std::size_t vehicle_count = 4;

struct CostSpec {
  Switch counted = Switch::off;
  /// Of a person and year, with what the employer pays on top; by role.
  std::array<Money, role_count> wage{Money{60'000}, Money{180'000}, Money{180'000}, Money{40'000},
                                     Money{90'000}, Money{120'000}, Money{160'000}};
  double paid_hours = 1'984.0;  // of duty for a year's wage
  double wage_hours = 2'088.0;  // by which a year's wage is divided for the pay of an hour of overtime
  double overtime = 1.5;        // pay of an hour outside the roster, in pay of an hour
  Share standby = share(0.0);   // pay of an hour of standby, in pay of an hour
  std::array<Money, vehicle_count> vehicle{Money{0}, Money{1'500}, Money{60'000}, Money{60'000}};  // a unit's, per year
  std::array<Money, vehicle_count> hour_on_road{Money{0}, Money{1}, Money{25}, Money{35}};
  Money extra_pay{0};  // of a grid worker, per year
  Money reward{0};     // for a matter that is written up, where [rewards] paid is on
  Money fund{0};       // per year
  Money seat{60'000};  // of whoever sits at a desk, per person and year of paid hours
  bool operator==(const CostSpec&) const = default;
};

}  // namespace outpost
