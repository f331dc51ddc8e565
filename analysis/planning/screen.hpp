#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::analysis {

using Hours = std::array<double, 168>;  // by hour of the week, Monday 00:00 first

/// What queueing models say of one pool of units at one place before anything is simulated. Times in hours, loads in
/// units of work (erlangs): time on scene, write-up, mobilisation and travel together.
struct PoolScreen {
  TownId town{};
  std::optional<AreaId> area{};  // of an area's own units; none: all of the town
  std::vector<Role> roles{};
  std::int64_t units = 0;       // posted there
  double orders_per_day = 0.0;  // reported, mean over a week; one that needs two units counts twice
  double service = 0.0;         // mean time that an order takes a unit
  double variation = 0.0;       // its squared coefficient of variation, travel and mobilisation taken as constant
  double travel = 0.0;          // the part of the service that the square-root law gives
  Hours load{};
  Hours on_duty{};         // units
  double mean_load = 0.0;  // over the week
  double mean_on_duty = 0.0;
  double worst_ratio = 0.0;  // greatest load / units on duty, of the hours with somebody there
  std::size_t worst_hour = 0;
  double hours_over = 0.0;  // hours of the week in which more work is there than units on duty
  bool stable = true;       // over the whole week the units on duty can do the work
  /// Hours that an order waits if all units of the pool answer any order of the place (M/G/c, hour by hour), and the
  /// share that waits at all. None: not stable.
  std::optional<double> wait_together{};
  std::optional<double> share_waiting{};
  /// The same if every unit answered an equal part of the place alone (M/G/1, hour by hour). None: not stable.
  std::optional<double> wait_alone{};
};

/// Every pool of every town that has work or units, in order of towns and roles. A pool is all roles that, directly or
/// through others, may answer the same kinds. Load by hour of the week is that of a town with units for everybody
/// (modified offered load), so that the rush of work comes after the rush of calls; the waits are those of M/M/c at
/// that load (Erlang C, for the units that are there on average over the hour), times (1 + cs^2) / 2 (Lee and Longton).
/// In hours with more work than units, an order waits
/// until the first hour that has room again.
std::vector<PoolScreen> screen(const Setting& setting);

/// Every police area by itself, for each role with units posted in areas or grids: the work that names the role first,
/// and the area's own units alone, as if nobody ever helped a neighbour. In order of areas and roles.
std::vector<PoolScreen> screen_areas(const Setting& setting);

/// Offered work over units on duty: the pool with the greatest, over the whole week, first; those with work and nobody
/// on duty before all others.
void sort_by_load(std::vector<PoolScreen>& pools);

/// Second moment over squared mean, less one; 0 for a law whose mean is zero.
double squared_variation(const Distribution& law);

}  // namespace outpost::analysis
