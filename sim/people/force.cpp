#include <algorithm>

#include "sim/people/responders.hpp"

namespace outpost {
namespace {

/// A ratio over `count` places, whole units: place k gets what the ratio adds from k to k + 1.
std::int64_t units_at(double ratio, std::size_t place) {
  const auto up_to = [ratio](std::size_t places) {
    // A hair above the product, so that 0.1 x 10 is one whole unit.
    return static_cast<std::int64_t>(ratio * static_cast<double>(places) + 1e-9);
  };
  return up_to(place + 1) - up_to(place);
}

bool may_be_absent(const ScenarioSpec& spec, const StaffSpec& staff, Role role) {
  return staff.leave > share(0) || staff.absent > share(0) || staff.pulled_away > share(0) || staff.turnover > 0.0 ||
         std::any_of(spec.transfers.begin(), spec.transfers.end(), [role](const TransferSpec& transfer) {
           return transfer.heads > 0 && (transfer.from == role || transfer.to == role);
         });
}

class ForceBuilder {
 public:
  ForceBuilder(const ScenarioSpec& spec, const City& city, const GridPlan& plan, const Places& places)
      : spec_(spec), city_(city), plan_(plan), places_(places), grids_in_(places.areas.size()) {
    for (const auto& [name, roster] : spec.rosters) {
      for (std::int64_t group = 0; group < roster.groups; ++group) {
        force_.rosters.push_back(roster_of(name, roster, group));
      }
    }
    for (const GridId grid : plan.grids.ids()) {
      grids_in_[places.area_of[plan.grids[grid].community].row()].push_back(grid);
    }
  }

  Force build() {
    for (const auto& [role, staff] : spec_.staff) {
      force_.staff.push_back(staff);
      deal_rosters(staff);
      add(role, staff);
      leave_for_transfers(role);
      add_transferred(role, staff);
    }
    for (const Role role : {Role::department_crew, Role::specialist}) add_departments(role);
    for (const Responder& unit : force_.responders) {
      if (may_be_absent(spec_, force_.staff_of(unit), unit.role)) force_.rosters[unit.roster].call_roll();
    }
    return std::move(force_);
  }

 private:
  /// Where a unit belongs: the place that the ratio is of, else the number of the unit among `of`.
  struct Belonging {
    std::optional<GridId> grid{};
    std::optional<AreaId> area{};
    std::optional<StationId> station{};
    std::optional<TownId> town{};
    std::size_t number = 0;  // at that place
    std::size_t of = 0;
  };

  /// A roster with groups is dealt as so many rosters.
  void deal_rosters(const StaffSpec& staff) {
    to_deal_.clear();
    for (const std::string& name : staff.rosters) {
      const auto groups = spec_.rosters.contains(name) ? spec_.rosters.at(name).groups : 1;
      for (std::int64_t group = 0; group < groups; ++group) to_deal_.push_back(group_name(name, group));
    }
  }

  /// The last units of a role leave it, those of an earlier row of [[transfer]] first.
  void leave_for_transfers(Role role) {
    std::vector<Responder*> units;
    for (Responder& unit : force_.responders) {
      if (unit.role == role) units.push_back(&unit);
    }
    for (const TransferSpec& transfer : spec_.transfers) {
      if (transfer.from != role) continue;
      for (std::int64_t k = 0; k < transfer.heads && !units.empty(); ++k) {
        units.back()->leaves = SimTime{} + transfer.begins;
        units.pop_back();
      }
    }
  }

  /// Who joins a role stands after its units, posted in turn as if the role counted heads.
  void add_transferred(Role role, const StaffSpec& staff) {
    std::size_t all = 0;
    for (const TransferSpec& transfer : spec_.transfers) {
      if (transfer.to == role) all += static_cast<std::size_t>(transfer.heads);
    }
    std::size_t number = 0;
    dealt_ = 0;
    for (const TransferSpec& transfer : spec_.transfers) {
      if (transfer.to != role) continue;
      for (std::int64_t k = 0; k < transfer.heads; ++k) {
        add_unit(role, staff, {.number = number++, .of = all});
        Responder& unit = force_.responders[ResponderId{force_.responders.size() - 1}];
        unit.appointed = SimTime{} + transfer.begins;
        unit.joins = *unit.appointed + transfer.training;
      }
    }
  }

  /// Where a department's units wait: a place that serves a town or a county.
  struct DepartmentPlace {
    TownId town{};  // in which it lies
    Spot post{};
    bool of_county = false;
  };

  TownId town_called(std::uint64_t code) const {
    for (const TownId town : city_.towns.ids()) {
      if (city_.towns[town].code == code) return town;
    }
    throw BrokenInvariant("a depot serves a town or a county of the city");
  }

  /// The town of a county in whose command room something is; the first where a table has put it elsewhere.
  TownId town_at(const County& county, const Spot& post) const {
    for (const TownId town : county.towns) {
      if (places_.command_rooms[town] == post) return town;
    }
    return county.towns[0];
  }

  std::vector<DepartmentPlace> places_of(const std::string& name, DepartmentPost post) const {
    std::vector<DepartmentPlace> found;
    if (post == DepartmentPost::command_room) {
      for (const TownId town : city_.towns.ids()) found.push_back({town, places_.command_rooms[town], false});
    } else if (post == DepartmentPost::county_room) {
      for (const CountyId county : city_.counties.ids()) {
        if (city_.counties[county].towns.empty()) continue;
        const Spot first = places_.command_rooms[city_.counties[county].towns[0]];
        const Spot room = places_.desks_above[county.row()].value_or(first);
        found.push_back({town_at(city_.counties[county], room), room, true});
      }
    } else {
      for (const Depot& depot : places_.depots) {
        if (department_called(name) != depot.department) continue;
        if (depot.seat == Seat::town) {
          found.push_back({town_called(depot.code), depot.post, false});
          continue;
        }
        for (const County& county : city_.counties) {
          if (county.code == depot.code) found.push_back({town_at(county, depot.post), depot.post, true});
        }
      }
    }
    return found;
  }

  /// The departments whose units have the role, by name: so many at every place, the rosters dealt afresh at each.
  void add_departments(Role role) {
    numbered_ = 0;
    std::uint32_t row = 0;
    for (const auto& [name, department] : spec_.departments) {
      const std::uint32_t number = row++;
      if (department.role != role) continue;
      force_.staff.push_back(department.staff);
      deal_rosters(department.staff);
      const std::vector<DepartmentPlace> places = places_of(name, department.post);
      for (std::size_t place = 0; place < places.size(); ++place) {
        dealt_ = 0;
        for (std::int64_t k = units_at(department.per_post, place); k > 0; --k) {
          Responder unit;
          unit.department = number;
          unit.of_county = places[place].of_county;
          unit.town = places[place].town;
          unit.post = places[place].post;
          add_unit(role, department.staff, std::move(unit), dealt_);
        }
      }
    }
  }

  void add(Role role, const StaffSpec& staff) {
    numbered_ = 0;
    dealt_ = 0;
    if (staff.per_grid) {
      for (const GridId grid : plan_.grids.ids()) {
        for (std::int64_t k = 0; k < units_at(*staff.per_grid, grid.row()); ++k) add_unit(role, staff, {.grid = grid});
      }
    } else if (staff.per_area) {
      for (const AreaId area : places_.areas.ids()) {
        const std::int64_t units = units_at(*staff.per_area, area.row());
        for (std::int64_t k = 0; k < units; ++k) {
          add_unit(role, staff, {.area = area, .number = static_cast<std::size_t>(k)});
        }
      }
    } else if (staff.per_station) {
      for (const StationId station : places_.stations.ids()) {
        add_at_station(role, staff, station, units_at(*staff.per_station, station.row()));
      }
    } else if (staff.per_1000_residents) {
      add_by_residents(role, staff, *staff.per_1000_residents);
    } else {
      const auto heads = static_cast<std::size_t>(staff.heads.value_or(0));
      for (std::size_t k = 0; k < heads; ++k) add_unit(role, staff, {.number = k, .of = heads});
    }
  }

  /// Whoever waits at a station or command room is there for its residents, on every shift: the rosters are dealt
  /// afresh at each, and a small place still needs somebody on each of them.
  void add_by_residents(Role role, const StaffSpec& staff, double per_1000) {
    const auto units_for = [&](std::int64_t residents) {
      const double exact = per_1000 * static_cast<double>(residents) / 1000.0;
      const auto least = static_cast<std::int64_t>(to_deal_.size());
      return exact > 0.0 ? std::max(least, static_cast<std::int64_t>(exact + 0.5)) : 0;
    };
    if (staff.post == PostKind::station) {
      for (const StationId station : places_.stations.ids()) {
        add_at_station(role, staff, station, units_for(places_.stations[station].residents));
      }
    } else if (staff.post == PostKind::command_room) {
      std::vector<std::int64_t> residents(city_.towns.size());
      for (const Station& station : places_.stations) residents[station.town.row()] += station.residents;
      for (const TownId town : city_.towns.ids()) {
        dealt_ = 0;
        for (std::int64_t k = units_for(residents[town.row()]); k > 0; --k) add_unit(role, staff, {.town = town});
      }
    } else {
      const auto units = static_cast<std::size_t>(units_for(static_cast<std::int64_t>(city_.residents.size())));
      for (std::size_t k = 0; k < units; ++k) add_unit(role, staff, {.number = k, .of = units});
    }
  }

  void add_at_station(Role role, const StaffSpec& staff, StationId station, std::int64_t units) {
    if (role == Role::crew_110) units = places_.stations[station].crews.value_or(units);
    dealt_ = 0;
    for (std::int64_t k = 0; k < units; ++k) {
      add_unit(role, staff, {.station = station, .number = static_cast<std::size_t>(k)});
    }
  }

  /// The place of a numbered unit among `places`: in turn; fewer units than places stand evenly among them.
  static std::size_t place_of(const Belonging& to, std::size_t places) {
    return to.of == 0 || to.of >= places ? to.number % places : to.number * places / to.of;
  }

  GridId grid_for(const Belonging& to) const {
    if (to.grid) return *to.grid;
    const auto among = [&](const std::vector<GridId>& grids) { return grids[to.number % grids.size()]; };
    if (to.area) return among(grids_in_[to.area->row()]);
    if (to.station) {
      std::vector<GridId> grids;
      for (const AreaId area : places_.areas.ids()) {
        if (places_.areas[area].station != *to.station) continue;
        grids.insert(grids.end(), grids_in_[area.row()].begin(), grids_in_[area.row()].end());
      }
      if (!grids.empty()) return among(grids);
    }
    return GridId{place_of(to, plan_.grids.size())};
  }

  StationId station_for(const Belonging& to) const {
    if (to.station) return *to.station;
    return to.area ? places_.areas[*to.area].station : StationId{place_of(to, places_.stations.size())};
  }

  AreaId area_of(GridId grid) const { return places_.area_of[plan_.grids[grid].community]; }
  TownId town_of(AreaId area) const { return city_.communities[places_.areas[area].communities.front()].town; }

  void post(Responder& unit, PostKind kind, Belonging to) const {
    if (to.grid) to.area = area_of(*to.grid);
    switch (kind) {
      case PostKind::grid:
        unit.grid = grid_for(to);
        unit.area = area_of(*unit.grid);
        unit.town = town_of(*unit.area);
        unit.post = plan_.grids[*unit.grid].post;
        return;
      case PostKind::area:
        unit.area = to.area ? *to.area : AreaId{place_of(to, places_.areas.size())};
        unit.town = town_of(*unit.area);
        unit.post = places_.areas[*unit.area].post;
        return;
      case PostKind::station:
        unit.station = station_for(to);
        unit.town = places_.stations[*unit.station].town;
        unit.post = places_.stations[*unit.station].post;
        return;
      case PostKind::command_room:
        unit.town = to.town      ? *to.town
                    : to.area    ? town_of(*to.area)
                    : to.station ? places_.stations[*to.station].town
                                 : TownId{place_of(to, city_.towns.size())};
        unit.post = places_.command_rooms[unit.town];
        return;
    }
  }

  void add_unit(Role role, const StaffSpec& staff, const Belonging& to) {
    Responder unit;
    post(unit, staff.post, to);
    add_unit(role, staff, std::move(unit), turn_at(staff, to));
  }

  /// A unit with its post; what it has of the role or department that was added last, and the roster whose turn it is.
  void add_unit(Role role, const StaffSpec& staff, Responder unit, std::size_t turn) {
    unit.role = role;
    unit.people = staff.crew;
    unit.staff = force_.staff.size() - 1;
    unit.reach = staff.reach.value_or(unit.of_county ? Reach::county : spec_.rules.reach);
    const std::string& roster = to_deal_[turn % to_deal_.size()];
    const auto found = std::find_if(force_.rosters.begin(), force_.rosters.end(),
                                    [&roster](const Roster& row) { return row.name == roster; });
    require(found != force_.rosters.end(), "the roster of a role is defined");
    unit.roster = static_cast<std::size_t>(found - force_.rosters.begin());
    ++dealt_;
    ++numbered_;
    // Worker, community officer, patrol, head, auxiliary, department, specialist.
    constexpr std::array<char, role_count> letters{'W', 'C', 'P', 'H', 'A', 'D', 'S'};
    std::string number = std::to_string(numbered_);
    number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
    unit.call_sign = letters[static_cast<std::size_t>(role)] + number;
    force_.responders.push_back(unit);
  }

  /// Units that go round several stations or command rooms take the rosters by rounds, so that no place has all its
  /// units on one shift.
  std::size_t turn_at(const StaffSpec& staff, const Belonging& to) const {
    if (to.of == 0) return dealt_;
    const std::size_t places = staff.post == PostKind::station        ? places_.stations.size()
                               : staff.post == PostKind::command_room ? city_.towns.size()
                                                                      : std::size_t{1};
    return to.of > places ? to.number / places : to.number;
  }

  const ScenarioSpec& spec_;
  const City& city_;
  const GridPlan& plan_;
  const Places& places_;
  std::vector<std::vector<GridId>> grids_in_;  // by area
  Force force_{};
  std::vector<std::string> to_deal_{};  // names of the rows of the rosters of a role, in turn
  std::size_t dealt_ = 0;
  std::size_t numbered_ = 0;
};

/// Whom a dispatcher may send into a town, in order of id.
std::vector<std::vector<ResponderId>> within_reach(const City& city, const Places& places,
                                                   const Table<ResponderId, Responder>& responders) {
  std::vector<std::vector<ResponderId>> by_town(city.towns.size());
  for (const ResponderId id : responders.ids()) {
    const TownId home = responders[id].town;
    const Reach reach = responders[id].reach;
    if (reach == Reach::anywhere) {
      for (auto& row : by_town) row.push_back(id);
      continue;
    }
    if (reach == Reach::county) {
      for (const TownId town : city.counties[city.towns[home].county].towns) by_town[town.row()].push_back(id);
      continue;
    }
    by_town[home.row()].push_back(id);
    if (reach != Reach::neighbours) continue;
    for (const TownId town : places.neighbours[home.row()]) by_town[town.row()].push_back(id);
  }
  return by_town;
}

/// Where a unit belongs, and so whose orders are its own.
bool is_own(const Responder& unit, GridId grid, AreaId area, StationId station, TownId town) {
  if (unit.grid) return *unit.grid == grid;
  if (unit.area) return *unit.area == area;
  if (unit.station) return *unit.station == station;
  if (unit.of_county) return true;  // who is within reach of it is of its county
  // Whoever waits at the command room answers for its town.
  return unit.town == town;
}

std::vector<std::vector<ResponderId>> own_of_grid(const City& city, const GridPlan& plan, const Places& places,
                                                  const Force& force) {
  std::vector<std::vector<ResponderId>> by_grid(plan.grids.size());
  for (const GridId grid : plan.grids.ids()) {
    const CommunityId community = plan.grids[grid].community;
    const TownId town = city.communities[community].town;
    const AreaId area = places.area_of[community];
    const StationId station = places.areas[area].station;
    for (const ResponderId id : force.within_reach[town.row()]) {
      if (is_own(force.responders[id], grid, area, station, town)) by_grid[grid.row()].push_back(id);
    }
  }
  return by_grid;
}

}  // namespace

Force make_force(const ScenarioSpec& spec, const City& city, const GridPlan& plan, const Places& places) {
  Force force = ForceBuilder{spec, city, plan, places}.build();
  for (const Responder& unit : force.responders) force.role_of.push_back(unit.role);
  force.within_reach = within_reach(city, places, force.responders);
  force.own_of_grid = own_of_grid(city, plan, places, force);
  return force;
}

bool goes_to(const GridPlan& plan, const Places& places, const Responder& unit, BuildingId building, const City& city) {
  if (unit.reach != Reach::village && unit.reach != Reach::grid) return true;
  const CommunityId community = city.buildings[building].community;
  if (unit.grid) {
    if (unit.reach == Reach::grid) return plan.grid_of[building] == *unit.grid;
    return plan.grids[*unit.grid].community == community;
  }
  return !unit.area || places.area_of[community] == *unit.area;
}

Level level_of(const Responder& unit) {
  if (unit.of_county) return Level::county;
  if (unit.department || unit.station) return Level::town;
  if (unit.role == Role::grid_head) return Level::village;
  if (unit.grid) return Level::grid;
  return unit.area ? Level::village : Level::town;
}

}  // namespace outpost
