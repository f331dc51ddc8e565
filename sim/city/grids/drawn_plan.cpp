#include "sim/city/grids/drawn_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "sim/city/doors.hpp"
#include "sim/city/grids/community_atoms.hpp"
#include "sim/city/grids/number_grids.hpp"
#include "sim/city/grids/partition.hpp"
#include "sim/city/grids/quality.hpp"

namespace outpost {
namespace {

std::string digits(std::uint64_t code, std::size_t wanted) {
  const std::string text = std::to_string(code);
  return text.size() < wanted ? std::string(wanted - text.size(), '0') + text : text;
}

std::string place(Position at) {
  const auto whole = [](Length length) { return std::to_string((length.in_millimetres() + 500) / 1000); };
  return "(" + whole(at.x) + ", " + whole(at.y) + ")";
}

/// Odd-even, over all rings; in millimetres from the point, which stay exact.
bool surrounds(const std::vector<Border>& rings, Position point) {
  bool odd = false;
  for (const Border& ring : rings) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const auto ay = static_cast<double>((ring[i].y - point.y).in_millimetres());
      const auto by = static_cast<double>((ring[j].y - point.y).in_millimetres());
      if ((ay > 0) == (by > 0)) continue;
      const auto ax = static_cast<double>((ring[i].x - point.x).in_millimetres());
      const auto bx = static_cast<double>((ring[j].x - point.x).in_millimetres());
      if ((bx - ax) * (0.0 - ay) / (by - ay) + ax > 0.0) odd = !odd;
    }
  }
  return odd;
}

double distance_to(const Border& ring, Position point) {
  double least = std::numeric_limits<double>::max();
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const double ax = (ring[j].x - point.x).in_metres();
    const double ay = (ring[j].y - point.y).in_metres();
    const double dx = (ring[i].x - ring[j].x).in_metres();
    const double dy = (ring[i].y - ring[j].y).in_metres();
    const double square = dx * dx + dy * dy;
    const double along = square > 0.0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0.0;
    const double x = ax + along * dx;
    const double y = ay + along * dy;
    least = std::min(least, std::sqrt(x * x + y * y));
  }
  return least;
}

class Checker {
 public:
  Checker(const City& city, const std::vector<DrawnGrid>& drawn)
      : city_(city),
        drawn_(drawn),
        home_of_(drawn.size()),
        members_(drawn.size()),
        taken_(city.buildings.size(), none) {
    for (const CommunityId id : city.communities.ids()) community_of_.emplace(city.communities[id].code, id);
  }

  DrawnPlan check() {
    check_codes();
    for (std::size_t row = 0; row < drawn_.size(); ++row) {
      if (!home_of_[row]) continue;
      drawn_[row].listed ? take_listed(row) : take_surrounded(row);
      if (!drawn_[row].rings.empty()) check_border(row);
      std::sort(members_[row].begin(), members_[row].end());
      if (members_[row].empty()) complain(drawn_[row], "grid " + name(row) + " holds no building; draw it around one");
    }
    check_rest();
    check_grids();
    const auto by_place = [](const PlanFault& a, const PlanFault& b) {
      return a.line != b.line ? a.line < b.line : a.column < b.column;
    };
    std::stable_sort(found_.errors.begin(), found_.errors.end(), by_place);
    std::stable_sort(found_.warnings.begin(), found_.warnings.end(), by_place);
    if (found_.errors.empty()) make_plan();
    return std::move(found_);
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::string name(std::size_t row) const { return digits(drawn_[row].code, 15); }
  void complain(const DrawnGrid& grid, std::string message) {
    found_.errors.push_back({grid.line, grid.column, std::move(message)});
  }

  void check_codes() {
    std::map<std::uint64_t, std::size_t> first;
    for (std::size_t row = 0; row < drawn_.size(); ++row) {
      const DrawnGrid& grid = drawn_[row];
      const auto found = community_of_.find(grid.code / 1000);
      if (found == community_of_.end()) {
        complain(grid, "grid " + name(row) +
                           " has the code of no community of this city; write the community's 12 "
                           "digits and a number from 001 to 999");
        continue;
      }
      if (grid.code % 1000 == 0) {
        complain(grid, "grid " + name(row) + " has the number 000; numbers go from 001 to 999");
        continue;
      }
      const auto [other, is_new] = first.emplace(grid.code, row);
      if (!is_new) {
        complain(grid, "grid " + name(row) + " stands twice, first in line " +
                           std::to_string(drawn_[other->second].line) + "; give one of them a number that is free");
        continue;
      }
      home_of_[row] = found->second;
    }
  }

  void take(std::size_t row, BuildingId building, std::uint32_t line, std::uint32_t column) {
    std::uint32_t& taken = taken_[building.row()];
    if (taken != none) {
      found_.errors.push_back({line, column,
                               "building " + name_of(city_, building) + " at " + place(city_.buildings[building].at) +
                                   " is in two grids, " + name(taken) + " and " + name(row) +
                                   "; a building belongs to one"});
      return;
    }
    taken = static_cast<std::uint32_t>(row);
    members_[row].push_back(building);
  }

  void take_listed(std::size_t row) {
    for (const BuildingName& wanted : drawn_[row].buildings) {
      const auto community = community_of_.find(wanted.community);
      const bool known =
          community != community_of_.end() && wanted.serial < city_.communities[community->second].buildings.size();
      const std::string text = digits(wanted.community, 12) + "-" + std::to_string(wanted.serial);
      if (!known) {
        found_.errors.push_back({wanted.line, wanted.column, "there is no building " + text + " in this city"});
      } else if (community->second != *home_of_[row]) {
        found_.errors.push_back({wanted.line, wanted.column,
                                 "grid " + name(row) + " crosses the border of " +
                                     city_.communities[*home_of_[row]].name + ": building " + text + " belongs to " +
                                     city_.communities[community->second].name});
      } else {
        take(row, city_.communities[community->second].buildings[wanted.serial], wanted.line, wanted.column);
      }
    }
  }

  void take_surrounded(std::size_t row) {
    for (const BuildingId building : city_.communities[*home_of_[row]].buildings) {
      if (surrounds(drawn_[row].rings, city_.buildings[building].at)) {
        take(row, building, drawn_[row].line, drawn_[row].column);
      }
    }
  }

  /// A corner more than a hair outside the community's ground.
  void check_border(std::size_t row) {
    constexpr double hair = 1.0;  // metres: programs that edit polygons round
    const Border& border = city_.communities[*home_of_[row]].border;
    if (border.size() < 3) return;
    for (const Border& ring : drawn_[row].rings) {
      for (const Position corner : ring) {
        if (surrounds({border}, corner) || distance_to(border, corner) <= hair) continue;
        complain(drawn_[row], "grid " + name(row) + " crosses the border of " + city_.communities[*home_of_[row]].name +
                                  " at " + place(corner) + "; a grid stays within its community");
        return;
      }
    }
  }

  void check_rest() {
    for (const CommunityId id : city_.communities.ids()) {
      std::size_t missing = 0;
      std::optional<BuildingId> first;
      for (const BuildingId building : city_.communities[id].buildings) {
        if (taken_[building.row()] != none) continue;
        if (!first) first = building;
        ++missing;
      }
      if (!first) continue;
      const std::string more =
          missing == 1 ? " is in no grid" : " and " + std::to_string(missing - 1) + " more are in no grid";
      found_.errors.push_back({1, 1,
                               "in " + city_.communities[id].name + " building " + name_of(city_, *first) + " at " +
                                   place(city_.buildings[*first].at) + more + "; every building belongs to one"});
    }
  }

  void check_grids() {
    std::vector<bool> apart(city_.buildings.size(), false);
    std::vector<std::vector<std::size_t>> rows(city_.communities.size());
    for (std::size_t row = 0; row < drawn_.size(); ++row) {
      if (!home_of_[row] || members_[row].empty()) continue;
      if (!drawn_[row].dedicated) {
        rows[home_of_[row]->row()].push_back(row);
        continue;
      }
      for (const BuildingId building : members_[row]) {
        apart[building.row()] = true;
        if (city_.buildings[building].households.empty()) continue;
        complain(drawn_[row], "dedicated grid " + name(row) + " holds building " + name_of(city_, building) +
                                  ", in which people live; homes belong to comprehensive grids");
        break;
      }
    }
    StreetWalks walks{city_.streets};
    for (const CommunityId id : city_.communities.ids()) {
      if (rows[id.row()].empty()) {
        const bool has_dedicated =
            std::any_of(home_of_.begin(), home_of_.end(), [&](const auto& home) { return home && *home == id; });
        if (has_dedicated) {
          found_.errors.push_back({1, 1, city_.communities[id].name + " has no comprehensive grid; draw one at least"});
        }
        continue;
      }
      check_community(id, rows[id.row()], atoms_of(city_, id, apart, walks));
    }
  }

  void check_community(CommunityId id, const std::vector<std::size_t>& rows, const CommunityAtoms& atoms) {
    const auto count = static_cast<std::uint32_t>(rows.size());
    Parts parts;
    for (const BuildingId building : atoms.buildings) {
      const auto found = std::find(rows.begin(), rows.end(), taken_[building.row()]);
      parts.push_back(static_cast<std::uint32_t>(found - rows.begin()));  // `count` for buildings in no grid
    }
    const std::vector<PartShape> shapes = shapes_of(atoms.graph, parts, count + 1);
    const double mean = static_cast<double>(city_.communities[id].households.size()) / count;
    const double tolerance = tolerance_of(atoms.graph, count);
    for (std::uint32_t part = 0; part < count; ++part) {
      const DrawnGrid& grid = drawn_[rows[part]];
      if (shapes[part].pieces > 1) {
        complain(grid, "grid " + name(rows[part]) + " falls into " + std::to_string(shapes[part].pieces) +
                           " pieces that no street joins, one around building " +
                           name_of(city_, smallest_piece(atoms, parts, part)) + "; a grid is contiguous on the ground");
      }
      const std::int64_t households = shapes[part].households;
      if (households > most_households) {
        complain(grid, "grid " + name(rows[part]) + " has " + std::to_string(households) +
                           " households, more than the limit of " + std::to_string(most_households));
      } else if (std::abs(static_cast<double>(households) - mean) > tolerance * mean + 1e-9) {
        found_.warnings.push_back({grid.line, grid.column,
                                   "grid " + name(rows[part]) + " has " + std::to_string(households) +
                                       " households where the mean of " + city_.communities[id].name + " is " +
                                       std::to_string(static_cast<std::int64_t>(mean + 0.5))});
      }
    }
  }

  /// A building of the piece with the fewest buildings.
  static BuildingId smallest_piece(const CommunityAtoms& atoms, const Parts& parts, std::uint32_t part) {
    std::vector<AtomIndex> members;
    for (AtomIndex atom = 0; atom < parts.size(); ++atom) {
      if (parts[atom] == part) members.push_back(atom);
    }
    const Components pieces = components_of(part_of(atoms.graph, members));
    std::vector<std::size_t> sizes(pieces.size(), 0);
    for (const std::uint32_t piece : pieces.of) ++sizes[piece];
    const auto least = static_cast<std::uint32_t>(std::min_element(sizes.begin(), sizes.end()) - sizes.begin());
    const auto found = std::find(pieces.of.begin(), pieces.of.end(), least);
    return atoms.buildings[members[static_cast<std::size_t>(found - pieces.of.begin())]];
  }

  /// In order of codes, as the designer numbers.
  void make_plan() {
    GridPlan& plan = found_.plan;
    plan.grid_of = Table<BuildingId, GridId>(city_.buildings.size());
    plan.dedicated_of = Table<BuildingId, MaybeId<DedicatedGridId>>(city_.buildings.size());
    std::vector<std::size_t> order(drawn_.size());
    for (std::size_t row = 0; row < order.size(); ++row) order[row] = row;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return drawn_[a].code < drawn_[b].code; });
    std::vector<std::int64_t> people(city_.buildings.size(), 0);
    for (const Premises& premises : city_.premises) {
      people[premises.building.row()] += std::int64_t{premises.staff} + premises.pupils + premises.visitors;
    }
    for (const std::size_t row : order) {
      const std::vector<BuildingId>& members = members_[row];
      if (drawn_[row].dedicated) {
        DedicatedGrid grid{drawn_[row].code, *home_of_[row], city_.buildings[members.front()].kind, members, 0, {}};
        for (const BuildingId building : members) grid.people += people[building.row()];
        const DedicatedGridId id = plan.dedicated.push_back(std::move(grid));
        for (const BuildingId building : members) plan.dedicated_of[building] = id;
        continue;
      }
      Grid grid{drawn_[row].code, *home_of_[row], members, 0,
                nearest_entrance(city_, members, middle_of(city_, members))};
      for (const BuildingId building : members) {
        grid.households += static_cast<std::int64_t>(city_.buildings[building].households.size());
      }
      const GridId id = plan.grids.push_back(std::move(grid));
      for (const BuildingId building : members) plan.grid_of[building] = id;
    }
    for (DedicatedGrid& grid : plan.dedicated) {
      grid.cover = covering_grid(plan, city_, grid);
      for (const BuildingId building : grid.buildings) plan.grid_of[building] = grid.cover;
    }
  }

  const City& city_;
  const std::vector<DrawnGrid>& drawn_;
  std::map<std::uint64_t, CommunityId> community_of_;
  std::vector<std::optional<CommunityId>> home_of_;  // of grids whose code is right
  std::vector<std::vector<BuildingId>> members_;
  std::vector<std::uint32_t> taken_;  // by building, the row of its grid
  DrawnPlan found_;
};

}  // namespace

DrawnPlan plan_of(const City& city, const std::vector<DrawnGrid>& drawn) {
  return Checker{city, drawn}.check();
}

}  // namespace outpost
