#include <algorithm>

#include "sim/rules/coverage.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/idle.hpp"

namespace outpost::rules {
namespace {

/// Where the others of the role who are free stand. Whoever is on its way to a post counts as there: two who become
/// free together do not fill one gap.
std::vector<Stand> others_free(const Setting& setting, const World& world, ResponderId who, TravelQuery& travel) {
  const Responder& unit = setting.force.responders[who];
  const StaffSpec& staff = setting.force.staff_of(unit);
  std::vector<Stand> stands;
  for (const ResponderId id : setting.force.within_reach[unit.town.row()]) {
    const ResponderState& state = world.responders[id];
    if (id == who || !are_alike(setting.force.responders[id], unit) || !is_available(state, 1)) continue;
    if (state.status == Status::returning) {
      stands.push_back({staff.way_for(1), state.bound_for, mean_of(staff.mobilise)});
    } else {
      stands.push_back(stand_of(setting, world, id, travel));
    }
  }
  return stands;
}

/// The posts of its role in its town, its own first.
std::vector<Spot> posts_of(const Setting& setting, ResponderId who) {
  const Responder& unit = setting.force.responders[who];
  std::vector<Spot> posts{unit.post};
  for (const Responder& other : setting.force.responders) {
    if (!are_alike(other, unit) || other.town != unit.town) continue;
    if (std::find(posts.begin(), posts.end(), other.post) == posts.end()) posts.push_back(other.post);
  }
  return posts;
}

/// The communities of its town that none of the others covers.
std::vector<CommunityId> gaps(const Setting& setting, const World& world, ResponderId who, TravelQuery& travel) {
  const std::vector<Stand> others = others_free(setting, world, who, travel);
  std::vector<CommunityId> found;
  for (const CommunityId community : communities_around(setting, setting.force.responders[who].town, false)) {
    if (!is_covered(setting, world, community, others, travel)) found.push_back(community);
  }
  return found;
}

}  // namespace

// Of posts from which as many gain cover: where it is or is bound for, then the soonest to reach, then the first.
Rest cover_gap(const Setting& setting, const World& world, ResponderId who, TravelQuery& travel) {
  const Responder& unit = setting.force.responders[who];
  const ResponderState& state = world.responders[who];
  const Rest home{.goes_to = unit.post};
  const std::vector<Spot> posts = posts_of(setting, who);
  if (posts.size() == 1) return home;
  const std::vector<CommunityId> uncovered = gaps(setting, world, who, travel);
  double most = 0.0;
  for (const CommunityId community : uncovered) most += residents_to_cover(setting, community);
  if (most < static_cast<double>(setting.spec.rules.cover_gain.value)) return home;
  const StaffSpec& staff = setting.force.staff_of(unit);
  std::vector<Stand> stands;
  for (const Spot& post : posts) stands.push_back({staff.way_for(1), post, mean_of(staff.mobilise)});
  const CoverTable table = cover_table(setting, world, uncovered, stands, travel);
  const auto gain_at = [&](std::size_t post) {
    double residents = 0.0;
    for (std::size_t row = 0; row < uncovered.size(); ++row) {
      if (table.covers[row][post] != 0) residents += residents_to_cover(setting, uncovered[row]);
    }
    return residents;
  };
  const double least = gain_at(0) + static_cast<double>(setting.spec.rules.cover_gain.value);
  const Spot here = spot_of(setting, world, state, travel);
  const Spot stands_at = state.status == Status::returning ? state.bound_for : state.from;
  const auto times = travel.static_times_from(staff.way, here, posts, world.closures);
  Rest best = home;
  double of_best = 0.0;
  Duration away{};
  for (std::size_t post = 1; post < posts.size(); ++post) {
    const double gain = gain_at(post);
    if (!times[post] || gain < least) continue;
    const Duration distance = posts[post] == stands_at ? Duration{-1} : *times[post];
    if (gain < of_best || (gain == of_best && distance >= away)) continue;
    best.goes_to = posts[post];
    of_best = gain;
    away = distance;
  }
  return best;
}

}  // namespace outpost::rules
