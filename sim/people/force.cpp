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

class ForceBuilder {
 public:
  ForceBuilder(const ScenarioSpec& spec, const City& city, const GridPlan& plan, const Places& places)
      : spec_(spec), city_(city), plan_(plan), places_(places) {
    for (const auto& [name, roster] : spec.rosters) force_.rosters.push_back(roster_of(name, roster));
  }

  Force build() {
    for (const auto& [role, staff] : spec_.staff) add(role, staff);
    return std::move(force_);
  }

 private:
  /// Where a unit belongs: a grid or an area where the ratio is of those, else the number of the unit.
  struct Belonging {
    std::optional<GridId> grid{};
    std::optional<AreaId> area{};
    std::size_t number = 0;
  };

  void add(Role role, const StaffSpec& staff) {
    dealt_ = 0;
    if (staff.per_grid) {
      for (const GridId grid : plan_.grids.ids()) {
        for (std::int64_t k = 0; k < units_at(*staff.per_grid, grid.row()); ++k) {
          add_unit(role, staff, {.grid = grid, .area = places_.area_of[plan_.grids[grid].community]});
        }
      }
    } else if (staff.per_area) {
      for (const AreaId area : places_.areas.ids()) {
        for (std::int64_t k = 0; k < units_at(*staff.per_area, area.row()); ++k) {
          add_unit(role, staff, {.area = area, .number = static_cast<std::size_t>(k)});
        }
      }
    } else {
      std::int64_t units = staff.heads.value_or(0);
      if (staff.per_1000_residents) {
        const double exact = *staff.per_1000_residents * static_cast<double>(city_.residents.size()) / 1000.0;
        // A small place still needs somebody on every shift.
        const auto least = static_cast<std::int64_t>(staff.rosters.size());
        units = exact > 0.0 ? std::max(least, static_cast<std::int64_t>(exact + 0.5)) : 0;
      }
      for (std::int64_t k = 0; k < units; ++k) add_unit(role, staff, {.number = static_cast<std::size_t>(k)});
    }
  }

  /// The grids of an area, or of the whole city.
  std::vector<GridId> grids_of(const std::optional<AreaId>& area) const {
    std::vector<GridId> grids;
    for (const GridId grid : plan_.grids.ids()) {
      if (!area || places_.area_of[plan_.grids[grid].community] == *area) grids.push_back(grid);
    }
    return grids;
  }

  void add_unit(Role role, const StaffSpec& staff, const Belonging& to) {
    Responder unit;
    unit.role = role;
    unit.people = staff.crew;
    switch (staff.post) {
      case PostKind::grid: {
        const std::vector<GridId> grids = to.grid ? std::vector{*to.grid} : grids_of(to.area);
        unit.grid = grids[to.number % grids.size()];
        unit.area = places_.area_of[plan_.grids[*unit.grid].community];
        unit.post = plan_.grids[*unit.grid].post;
        break;
      }
      case PostKind::area:
        unit.area = to.area ? *to.area : AreaId{to.number % places_.areas.size()};
        unit.post = places_.areas[*unit.area].post;
        break;
      case PostKind::station:
        unit.station = to.area ? places_.areas[*to.area].station : StationId{to.number % places_.stations.size()};
        unit.post = places_.stations[*unit.station].post;
        break;
      case PostKind::command_room:
        unit.post = places_.command_room;
        break;
    }
    const std::string& roster = staff.rosters[dealt_ % staff.rosters.size()];
    const auto found = std::find_if(force_.rosters.begin(), force_.rosters.end(),
                                    [&roster](const Roster& row) { return row.name == roster; });
    require(found != force_.rosters.end(), "the roster of a role is defined");
    unit.roster = static_cast<std::size_t>(found - force_.rosters.begin());
    ++dealt_;
    constexpr std::array<char, role_count> letters{'W', 'C', 'P'};  // worker, community officer, patrol
    std::string number = std::to_string(dealt_);
    number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
    unit.call_sign = letters[static_cast<std::size_t>(role)] + number;
    force_.responders.push_back(unit);
  }

  const ScenarioSpec& spec_;
  const City& city_;
  const GridPlan& plan_;
  const Places& places_;
  Force force_;
  std::size_t dealt_ = 0;
};

}  // namespace

Force make_force(const ScenarioSpec& spec, const City& city, const GridPlan& plan, const Places& places) {
  return ForceBuilder{spec, city, plan, places}.build();
}

}  // namespace outpost
