#include <algorithm>
#include <array>

#include "sim/base/name_hash.hpp"
#include "sim/city/tour.hpp"
#include "sim/world/world.hpp"

namespace outpost {
namespace {

/// Doors of one street that a walker sees from one place: one stop of the tour.
const Length seen_from_one_place = metres(60);

struct Stop {
  std::vector<BuildingId> buildings{};
  Spot place{};
};

std::vector<Stop> stops_of(const City& city, const Grid& grid) {
  std::vector<BuildingId> doors = grid.buildings;
  const auto street_of = [&city](BuildingId building) {
    const auto& street = city.buildings[building].entrance.street;
    return street ? (*street).row() + 1 : 0;
  };
  std::stable_sort(doors.begin(), doors.end(), [&](BuildingId a, BuildingId b) {
    const std::pair left{street_of(a), city.buildings[a].entrance.offset};
    const std::pair right{street_of(b), city.buildings[b].entrance.offset};
    return left < right;
  });
  std::vector<Stop> stops;
  for (const BuildingId door : doors) {
    const Spot& spot = city.buildings[door].entrance;
    const bool near = !stops.empty() && spot.street && stops.back().place.street == spot.street &&
                      spot.offset - stops.back().place.offset <= seen_from_one_place;
    if (!near) stops.push_back({{}, spot});
    stops.back().buildings.push_back(door);
  }
  return stops;
}

GridRound round_of(const Setting& setting, const Grid& grid, TravelQuery& travel) {
  GridRound round;
  const std::vector<Stop> stops = stops_of(setting.city, grid);
  std::vector<Spot> places{grid.post};
  for (const Stop& stop : stops) places.push_back(stop.place);
  const StopTimes times{travel, Way::foot, places};
  const auto tour = short_tour(times, TourKind::closed);
  if (!tour) return round;  // some door cannot be walked to: there is no round here
  Duration walked{};
  for (std::size_t row = 1; row < tour->stops.size(); ++row) {
    walked += *times.between(tour->stops[row - 1], tour->stops[row]);
    for (const BuildingId building : stops[tour->stops[row] - 1].buildings) {
      round.stops.push_back(building);
      round.reached.push_back(walked);
    }
  }
  round.walk = tour->time;
  for (const BuildingId building : grid.buildings) {
    const Position door = setting.city.buildings[building].entrance.at;
    round.extent = std::max(round.extent, straight_distance(door, grid.post.at));
  }
  if (setting.spec.rules.rounds == RuleSpec{}.rounds) return round;  // it ends where the tour ends
  const std::size_t post = tour->stops.front();
  for (std::size_t row = 1; row < tour->stops.size(); ++row) {
    const std::size_t stop = tour->stops[row];
    round.home.insert(round.home.end(), stops[stop - 1].buildings.size(), *times.between(stop, post));
  }
  return round;
}

bool has_visit_duty(const City& city, HouseholdId household) {
  for (const ResidentId resident : city.households[household].residents) {
    if (city.residents[resident].visit_duty) return true;
  }
  return false;
}

bool has_kind(const Setting& setting, WorkKind kind) {
  return std::any_of(setting.works.begin(), setting.works.end(),
                     [kind](const Work& work) { return work.spec.kind == kind; });
}

/// Due dates are spread evenly over the period by the household's own draw, so that a run begins in a steady state.
std::int32_t phase_of(const Setting& setting, std::uint16_t work, Owner owner) {
  const auto period = static_cast<std::uint64_t>(period_of(setting.works[work].spec));
  const RunKey of_city{static_cast<std::uint32_t>(setting.spec.city.seed), 0};
  Stream stream{of_city, about(Draw::due_date, setting.works[work].key), owner};
  return static_cast<std::int32_t>(stream.below(period));
}

std::vector<std::vector<DuePlace>> due_households(const Setting& setting, std::uint16_t work) {
  const City& city = setting.city;
  const bool of_duty = setting.works[work].spec.kind == WorkKind::duty_visit;
  const bool others_of_duty = has_kind(setting, WorkKind::duty_visit);
  std::vector<std::vector<DuePlace>> due(setting.plan.grids.size());
  for (const CommunityId community : city.communities.ids()) {
    const Community& row = city.communities[community];
    for (const HouseholdId household : row.households) {
      if (of_duty != (others_of_duty && has_visit_duty(city, household))) continue;
      const GridId grid = setting.plan.grid_of[city.households[household].building];
      const Owner owner = owner_of(row.code, serial_of(city, household));
      due[grid.row()].push_back({household, std::nullopt, phase_of(setting, work, owner)});
    }
  }
  return due;
}

std::vector<std::vector<DuePlace>> due_premises(const Setting& setting, std::uint16_t work) {
  const City& city = setting.city;
  std::vector<std::vector<DuePlace>> due(setting.plan.grids.size());
  for (const PremisesId premises : city.premises.ids()) {
    const BuildingId building = city.premises[premises].building;
    const Building& row = city.buildings[building];
    const Owner owner = owner_of(city.communities[row.community].code, (1ull << 23u) + row.serial);
    const GridId grid = setting.plan.grid_of[building];
    auto& of_grid = due[grid.row()];
    if (!of_grid.empty() && of_grid.back().premises == MaybeId<BuildingId>{building}) continue;  // one visit a building
    of_grid.push_back({{}, building, phase_of(setting, work, owner)});
  }
  return due;
}

std::vector<std::vector<DuePlace>> due_of(const Setting& setting, std::uint16_t work) {
  switch (setting.works[work].spec.kind) {
    case WorkKind::visit:
    case WorkKind::duty_visit:
      return due_households(setting, work);
    case WorkKind::inspection:
      return due_premises(setting, work);
    default:
      return {};
  }
}

/// Whether a grid has a unit of the role at its own post.
std::vector<bool> served_grids(const Setting& setting, Role role) {
  std::vector<bool> served(setting.plan.grids.size(), false);
  for (const Responder& unit : setting.force.responders) {
    if (unit.role == role && unit.grid) served[unit.grid->row()] = true;
  }
  return served;
}

/// Units of the role in the community of a grid, or else in its town.
std::vector<ResponderId> neighbours_of(const Setting& setting, Role role, GridId grid) {
  const CommunityId community = setting.plan.grids[grid].community;
  std::vector<ResponderId> here;
  std::vector<ResponderId> in_town;
  for (const ResponderId id : setting.force.responders.ids()) {
    const Responder& unit = setting.force.responders[id];
    if (unit.role != role || !unit.grid) continue;
    const CommunityId own = setting.plan.grids[*unit.grid].community;
    if (own == community) here.push_back(id);
    if (setting.city.communities[own].town == setting.city.communities[community].town) in_town.push_back(id);
  }
  return here.empty() ? in_town : here;
}

/// Grids without a unit of their own, where there are fewer units than grids, go to whoever of their neighbours has the
/// fewest so far, of these to the nearest.
void share_out_grids(Setting& setting, Role role) {
  const std::vector<bool> served = served_grids(setting, role);
  if (std::none_of(served.begin(), served.end(), [](bool it) { return it; })) return;
  const Way way = setting.spec.staff.at(role).way;
  TravelQuery travel{*setting.travel};
  for (const GridId grid : setting.plan.grids.ids()) {
    if (served[grid.row()]) continue;
    std::optional<ResponderId> best;
    std::pair<std::size_t, Duration> of_best{};
    for (const ResponderId id : neighbours_of(setting, role, grid)) {
      const auto time = travel.static_time(way, setting.force.responders[id].post, setting.plan.grids[grid].post);
      const std::pair rank{setting.work_of[id].size(), time.value_or(Duration::max())};
      if (best && of_best <= rank) continue;
      best = id;
      of_best = rank;
    }
    if (best) setting.work_of[*best].push_back(grid);
  }
}

}  // namespace

void plan_work(Setting& setting) {
  for (const auto& [key, work] : setting.spec.work) setting.works.push_back({key, work});
  if (setting.works.empty()) return;
  for (std::uint16_t work = 0; work < setting.works.size(); ++work) {
    auto due = due_of(setting, work);
    for (auto& of_grid : due) {
      std::stable_sort(of_grid.begin(), of_grid.end(),
                       [](const DuePlace& a, const DuePlace& b) { return a.phase < b.phase; });
    }
    setting.due.push_back(std::move(due));
  }
  setting.work_of = Table<ResponderId, std::vector<GridId>>(setting.force.responders.size());
  for (const ResponderId responder : setting.force.responders.ids()) {
    const Responder& unit = setting.force.responders[responder];
    if (unit.grid) {
      setting.work_of[responder] = {*unit.grid};
    } else if (unit.area) {
      for (const GridId grid : setting.plan.grids.ids()) {
        if (setting.places.area_of[setting.plan.grids[grid].community] == *unit.area) {
          setting.work_of[responder].push_back(grid);
        }
      }
    }
  }
  for (std::size_t role = 0; role < role_count; ++role) share_out_grids(setting, static_cast<Role>(role));
  if (!has_kind(setting, WorkKind::round) && !has_kind(setting, WorkKind::patrol)) return;
  TravelQuery travel{*setting.travel};
  for (const Grid& grid : setting.plan.grids) setting.rounds.push_back(round_of(setting, grid, travel));
}

}  // namespace outpost
