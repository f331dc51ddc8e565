#include "analysis/planning/screen.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/queueing/delay_probability.hpp"
#include "analysis/queueing/distance_law.hpp"
#include "analysis/queueing/erlang.hpp"
#include "sim/city/plane.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/spec/hour_weights.hpp"

namespace outpost::analysis {
namespace {

constexpr std::size_t week = 168;

/// Roles joined as long as a kind names two of them.
std::vector<std::vector<Role>> pools_of(const Setting& setting) {
  std::array<std::size_t, role_count> pool{};
  std::iota(pool.begin(), pool.end(), std::size_t{0});
  for (const Kind& kind : setting.kinds) {
    for (const Role role : kind.spec.roles) {
      // Who answers for one department answers for no other: they make no pool.
      if (is_of_departments(role) || is_of_departments(kind.spec.roles.front())) continue;
      const std::size_t from = pool[static_cast<std::size_t>(role)];
      const std::size_t to = pool[static_cast<std::size_t>(kind.spec.roles.front())];
      std::replace(pool.begin(), pool.end(), std::max(from, to), std::min(from, to));
    }
  }
  std::vector<std::vector<Role>> pools;
  for (std::size_t root = 0; root < role_count; ++root) {
    std::vector<Role> roles;
    for (std::size_t role = 0; role < role_count; ++role) {
      if (pool[role] == root && !is_of_departments(static_cast<Role>(role))) roles.push_back(static_cast<Role>(role));
    }
    if (!roles.empty()) pools.push_back(std::move(roles));
  }
  return pools;
}

bool has(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

/// How many hours pass between an incident and an order that may be sent somebody: shares by whole hours, an incident
/// lying anywhere within its hour. By 4,000 draws that are the same at every call: sums of laws have no simpler form.
std::vector<double> delay_by_hour(const Setting& setting, const Kind& kind) {
  constexpr int draws = 4'000;
  Stream stream{{1, 0}, Draw::verification, Owner{1}};
  std::vector<double> shares;
  for (int draw = 0; draw < draws; ++draw) {
    const double within = stream.uniform();
    Duration delay = sample(kind.spec.noticing, stream);
    delay += sample(kind.spec.reporting, stream);
    delay += sample(setting.spec.command.intake, stream);
    const auto hours = static_cast<std::size_t>(within + in_hours(delay)) % week;
    if (shares.size() <= hours) shares.resize(hours + 1);
    shares[hours] += 1.0 / draws;
  }
  return shares;
}

/// Orders of a kind in an hour of the week, at a place, when they can first be sent somebody.
void add_arrivals(const Setting& setting, const Kind& kind, const std::vector<CommunityId>& place,
                  const std::vector<double>& delay, Hours& into) {
  Hours occurred{};
  const auto profile = setting.spec.demand.profiles.find(kind.spec.profile);
  require(profile != setting.spec.demand.profiles.end(), "the profile of a kind is defined");
  for (const bool weekend : {false, true}) {
    const auto weights = hour_weights(profile->second, weekend);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (sum <= 0.0) continue;
    double a_day = 0.0;
    for (const CommunityId id : place) {
      a_day += expected_on(setting, kind, setting.city.communities[id], weekend);
    }
    a_day *= kind.spec.reported.value();
    for (std::size_t day = weekend ? 5 : 0; day < (weekend ? 7u : 5u); ++day) {
      for (std::size_t hour = 0; hour < 24; ++hour) occurred[24 * day + hour] += a_day * weights[hour] / sum;
    }
  }
  for (std::size_t hour = 0; hour < week; ++hour) {
    for (std::size_t late = 0; late < delay.size(); ++late) into[(hour + late) % week] += occurred[hour] * delay[late];
  }
}

/// Square metres of the communities' ground; none where a border is not known.
std::optional<double> ground_of(const City& city, const std::vector<CommunityId>& place) {
  double sum = 0.0;
  for (const CommunityId id : place) {
    Polygon ground;
    for (const Position corner : city.communities[id].border) ground.push_back(in_metres(corner));
    if (ground.size() < 3) return std::nullopt;
    sum += area(ground);
  }
  return sum;
}

/// Whether a unit belongs to the pool.
bool is_in(const PoolScreen& pool, const Responder& unit) {
  if (!has(pool.roles, unit.role)) return false;
  return pool.area ? unit.area == pool.area : unit.town == pool.town;
}

void count_units(const Setting& setting, PoolScreen& pool) {
  Force own{.rosters = setting.force.rosters};
  for (const Responder& unit : setting.force.responders) {
    if (is_in(pool, unit)) own.responders.push_back(unit);
  }
  for (const OnDuty& role : on_duty_by_hour(own)) {
    pool.units += role.units;
    for (std::size_t hour = 0; hour < week; ++hour) pool.on_duty[hour] += role.units_by_hour[hour];
  }
}

/// The mean number of units that would be busy if there were one for every order: what came in decays with the mean
/// service, m' = rate - m / service, solved exactly within each hour and repeated until the week returns to its start.
Hours unlimited_load(const Hours& arrivals, double service) {
  Hours load{};
  double level = 0.0;
  const double kept = std::exp(-1.0 / service);
  for (int round = 0; round < 60; ++round) {
    const double before = level;
    for (std::size_t hour = 0; hour < week; ++hour) {
      const double rest = arrivals[hour] * service;
      const double after = rest + (level - rest) * kept;
      load[hour] = rest + (level - rest) * service * (1.0 - kept);  // mean over the hour
      level = after;
    }
    if (std::abs(level - before) < 1e-12 * (1.0 + level)) break;
  }
  return load;
}

double mean(const Hours& hours) {
  return std::accumulate(hours.begin(), hours.end(), 0.0) / static_cast<double>(week);
}

/// Hours from the middle of an hour to the beginning of the first later one with more units than work.
double until_room(std::size_t hour, const PoolScreen& pool) {
  for (std::size_t ahead = 1; ahead <= week; ++ahead) {
    const std::size_t later = (hour + ahead) % week;
    if (pool.load[later] < pool.on_duty[later]) return static_cast<double>(ahead) - 0.5;
  }
  return static_cast<double>(week);
}

using Delays = std::vector<std::vector<double>>;  // by kind

Delays delays_of(const Setting& setting) {
  Delays delays;
  for (const Kind& kind : setting.kinds) delays.push_back(delay_by_hour(setting, kind));
  return delays;
}

struct Demand {
  Hours arrivals{};
  double service = 0.0;          // on scene and write-up
  double service_squares = 0.0;  // mean of the squares
  double unit_orders = 0.0;      // orders in an hour, on average, times the units that each needs
};

Demand demand_on(const Setting& setting, const Delays& delays, const std::vector<CommunityId>& place,
                 const std::vector<Role>& roles) {
  Demand demand;
  for (std::size_t row = 0; row < setting.kinds.size(); ++row) {
    const Kind& kind = setting.kinds[row];
    if (kind.spec.roles.empty() || !has(roles, kind.spec.roles.front())) continue;
    Hours arrivals{};
    add_arrivals(setting, kind, place, delays[row], arrivals);
    const std::int64_t party = kind.spec.party.size();
    const double units = static_cast<double>(party > 0 ? party : kind.spec.units);
    for (std::size_t hour = 0; hour < week; ++hour) demand.arrivals[hour] += units * arrivals[hour];
    const double part = units * mean(arrivals);
    const double on_scene = in_hours(mean_of(kind.spec.on_scene));
    const double write_up = in_hours(mean_of(kind.spec.write_up));
    const double spread = on_scene * on_scene * squared_variation(kind.spec.on_scene) +
                          write_up * write_up * squared_variation(kind.spec.write_up);
    demand.service += part * (on_scene + write_up);
    demand.service_squares += part * ((on_scene + write_up) * (on_scene + write_up) + spread);
    demand.unit_orders += part;
  }
  if (demand.unit_orders > 0.0) {
    demand.service /= demand.unit_orders;
    demand.service_squares /= demand.unit_orders;
  }
  return demand;
}

/// Hours from a unit that is free to an order, by the square-root law with right-angled streets at the base speed.
double travel_hours(const Setting& setting, const std::vector<CommunityId>& place, const std::vector<Role>& roles,
                    double units) {
  const auto ground = ground_of(setting.city, place);
  if (!ground || units <= 0.0) return 0.0;
  double speed = 0.0;
  double staff = 0.0;
  for (const auto& [role, spec] : setting.spec.staff) {
    if (!has(roles, role)) continue;
    const auto& base = setting.spec.travel.base[static_cast<std::size_t>(spec.way)];
    speed += base[static_cast<std::size_t>(StreetClass::residential)].in_metres_per_second();
    staff += 1.0;
  }
  if (speed <= 0.0) return 0.0;
  return nearest_distance(PlaneMetric::rectilinear, units / *ground) / (speed / staff) / 3600.0;
}

double mobilise_hours(const Setting& setting, const PoolScreen& pool) {
  double sum = 0.0;
  for (const Responder& unit : setting.force.responders) {
    if (is_in(pool, unit)) sum += in_hours(mean_of(setting.force.staff_of(unit).mobilise));
  }
  return pool.units > 0 ? sum / static_cast<double>(pool.units) : 0.0;
}

/// The place's waits, from its load and units by hour.
void judge(const Hours& arrivals, PoolScreen& pool) {
  double calls = 0.0;
  double waiting = 0.0;
  double together = 0.0;
  double alone = 0.0;
  const double factor = pool.service * (1.0 + pool.variation) / 2.0;  // Lee and Longton
  for (std::size_t hour = 0; hour < week; ++hour) {
    const double load = pool.load[hour];
    const double units = pool.on_duty[hour];
    if (units >= 0.5 && load / units > pool.worst_ratio) {
      pool.worst_ratio = load / units;
      pool.worst_hour = hour;
    }
    const bool work = load > 0.01 * pool.mean_load;  // less is what is left of the hours before
    pool.hours_over += work && load >= units ? 1.0 : 0.0;
    if (!pool.stable) continue;
    calls += arrivals[hour];
    if (load >= units) {
      waiting += arrivals[hour];
      together += arrivals[hour] * until_room(hour, pool);
      alone += arrivals[hour] * until_room(hour, pool);
      continue;
    }
    const double delayed = delay_probability(units, load);
    waiting += arrivals[hour] * delayed;
    together += arrivals[hour] * delayed / (units - load) * factor;
    alone += arrivals[hour] * waiting_line(1, load / units).mean_wait * factor;
  }
  if (!pool.stable) return;
  pool.share_waiting = waiting / calls;
  pool.wait_together = together / calls;
  pool.wait_alone = alone / calls;
}

void screen_pool(const Setting& setting, const Delays& delays, const std::vector<CommunityId>& place,
                 PoolScreen& pool) {
  count_units(setting, pool);
  const Demand demand = demand_on(setting, delays, place, pool.roles);
  pool.mean_on_duty = mean(pool.on_duty);
  pool.orders_per_day = demand.unit_orders * 24.0;
  if (demand.unit_orders <= 0.0) return;
  pool.travel = travel_hours(setting, place, pool.roles, pool.mean_on_duty);
  pool.service = demand.service + pool.travel + mobilise_hours(setting, pool);
  if (pool.service <= 0.0) return;
  const double spread = demand.service_squares - demand.service * demand.service;
  pool.variation = std::max(0.0, spread) / (pool.service * pool.service);
  pool.load = unlimited_load(demand.arrivals, pool.service);
  pool.mean_load = mean(pool.load);
  pool.stable = pool.mean_load < pool.mean_on_duty;
  judge(demand.arrivals, pool);
}

}  // namespace

double squared_variation(const Distribution& law) {
  switch (law.law) {
    case Distribution::Law::constant:
      return 0.0;
    case Distribution::Law::exponential:
      return 1.0;
    case Distribution::Law::lognormal:
      return std::expm1(law.shape * law.shape);
    case Distribution::Law::gamma:
      return law.shape * law.shape;
    case Distribution::Law::uniform: {
      const double mean_value = in_hours(mean_of(law));
      const double width = in_hours(law.high - law.scale);
      return mean_value > 0.0 ? width * width / 12.0 / (mean_value * mean_value) : 0.0;
    }
    case Distribution::Law::empirical:
      break;
  }
  double sum = 0.0;
  double squares = 0.0;
  for (const Duration value : law.values) {
    sum += in_hours(value);
    squares += in_hours(value) * in_hours(value);
  }
  const auto n = static_cast<double>(law.values.size());
  return sum > 0.0 ? squares * n / (sum * sum) - 1.0 : 0.0;
}

std::vector<PoolScreen> screen(const Setting& setting) {
  std::vector<PoolScreen> found;
  const auto pools = pools_of(setting);
  const Delays delays = delays_of(setting);
  for (const TownId town : setting.city.towns.ids()) {
    std::vector<CommunityId> place;
    for (const CommunityId community : setting.city.towns[town].communities) place.push_back(community);
    for (const std::vector<Role>& roles : pools) {
      PoolScreen pool{.town = town, .roles = roles};
      screen_pool(setting, delays, place, pool);
      if (pool.units > 0 || pool.orders_per_day > 0.0) found.push_back(std::move(pool));
    }
  }
  return found;
}

std::vector<PoolScreen> screen_areas(const Setting& setting) {
  std::vector<Role> roles;
  for (std::size_t role = 0; role < role_count; ++role) {
    const bool posted = std::any_of(
        setting.force.responders.begin(), setting.force.responders.end(),
        [role](const Responder& unit) { return unit.role == static_cast<Role>(role) && unit.area.has_value(); });
    if (posted) roles.push_back(static_cast<Role>(role));
  }
  std::vector<PoolScreen> found;
  const Delays delays = delays_of(setting);
  for (const AreaId area : setting.places.areas.ids()) {
    const std::vector<CommunityId>& place = setting.places.areas[area].communities;
    for (const Role role : roles) {
      PoolScreen pool{.town = setting.city.communities[place.front()].town, .area = area, .roles = {role}};
      screen_pool(setting, delays, place, pool);
      if (pool.units > 0 || pool.orders_per_day > 0.0) found.push_back(std::move(pool));
    }
  }
  return found;
}

void sort_by_load(std::vector<PoolScreen>& pools) {
  const auto ratio = [](const PoolScreen& pool) { return pool.mean_load / std::max(pool.mean_on_duty, 1e-9); };
  std::stable_sort(pools.begin(), pools.end(),
                   [&ratio](const PoolScreen& a, const PoolScreen& b) { return ratio(a) > ratio(b); });
}

}  // namespace outpost::analysis
