#include "sim/world/counters.hpp"

#include <algorithm>

#include "sim/spec/counter_complaints.hpp"
#include "sim/world/world.hpp"

namespace outpost {
namespace {

bool is_duty_of(const WorkSpec& work, Role role) {
  return std::find(work.roles.begin(), work.roles.end(), role) != work.roles.end();
}

bool has_counter_hours(const Setting& setting, const Responder& unit) {
  return std::any_of(setting.works.begin(), setting.works.end(), [&unit](const Work& work) {
    return work.spec.kind == WorkKind::counter && is_duty_of(work.spec, unit.role);
  });
}

bool is_posted_at(const Places& places, const Responder& unit, AreaId area) {
  return unit.area == area && unit.post == places.areas[area].post;
}

/// The nearest counter with desks of the community's town.
std::optional<CounterId> nearest_in_town(const Setting& setting, CommunityId community) {
  const auto town_of = [&setting](AreaId area) {
    return setting.city.communities[setting.places.areas[area].communities.front()].town;
  };
  std::optional<CounterId> best;
  double of_best = 0.0;
  for (const CounterId id : setting.counters.counters.ids()) {
    const Counter& counter = setting.counters.counters[id];
    if (counter.desks == 0 || town_of(counter.area) != setting.city.communities[community].town) continue;
    const double away =
        straight_distance(setting.places.areas[counter.area].post.at, setting.middles[community].at).in_metres();
    if (best && of_best <= away) continue;
    best = id;
    of_best = away;
  }
  return best;
}

}  // namespace

std::int64_t desks_taken(const CounterState& counter) {
  return std::count_if(counter.clerks.begin(), counter.clerks.end(), [](const Clerk& clerk) { return clerk.has_desk; });
}

void plan_counters(Setting& setting) {
  const bool anybody_comes = std::any_of(setting.kinds.begin(), setting.kinds.end(),
                                         [](const Kind& kind) { return comes_to_counter(kind.spec); });
  if (!anybody_comes) return;
  Counters& counters = setting.counters;
  counters.of_responder.resize(setting.force.responders.size());
  std::vector<std::optional<CounterId>> of_area(setting.places.areas.size());
  for (const AreaId area : setting.places.areas.ids()) {
    for (const ResponderId id : setting.force.responders.ids()) {
      const Responder& unit = setting.force.responders[id];
      if (!is_posted_at(setting.places, unit, area) || !has_counter_hours(setting, unit)) continue;
      auto& counter = of_area[area.row()];
      if (!counter) counter = counters.counters.push_back({area, setting.places.areas[area].desks});
      counters.of_responder[id.row()] = counter;
    }
  }
  for (const CommunityId community : setting.city.communities.ids()) {
    const auto own = of_area[setting.places.area_of[community].row()];
    const bool has_own = own && counters.counters[*own].desks > 0;
    counters.of_community.push_back(has_own ? own : nearest_in_town(setting, community));
  }
}

}  // namespace outpost
