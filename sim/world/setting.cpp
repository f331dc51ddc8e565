#include <algorithm>

#include "sim/world/world.hpp"

namespace outpost {

std::shared_ptr<const Setting> make_setting(const ScenarioSpec& spec, City city) {
  auto setting = std::make_shared<Setting>();
  setting->spec = spec;
  setting->calendar = Calendar{spec.run.start};
  setting->city = std::move(city);
  setting->plan = make_grid_plan(spec.grids, setting->city);
  setting->force = make_force(spec, setting->city, setting->plan);
  for (const auto& [key, kind] : spec.demand.kinds) setting->kinds.push_back({key, kind});
  setting->travel.emplace(spec.metric, spec.travel, setting->city.streets);
  return setting;
}

std::vector<Complaint> complaints_about(const Setting& setting) {
  std::vector<Complaint> found;
  double weights = 0.0;
  for (const Community& community : setting.city.communities) weights += community.weight;
  for (const Community& community : setting.city.communities) {
    double per_day = 0.0;
    const double part = weights > 0.0 ? community.weight / weights
                                      : static_cast<double>(community.residents.size()) /
                                            std::max(1.0, static_cast<double>(setting.city.residents.size()));
    for (const Kind& kind : setting.kinds) {
      const IncidentRate& rate = kind.spec.rate;
      per_day += rate.residents ? rate.per_day * static_cast<double>(community.residents.size()) /
                                      static_cast<double>(rate.residents->value)
                                : rate.per_day * part;
    }
    // 4,096 numbers a day; the hour profile and the day factor may double the mean, and a Poisson number strays little.
    if (per_day > 1'500.0) {
      found.push_back(
          {"demand", "the rates add up to " + std::to_string(static_cast<std::int64_t>(per_day)) +
                         " incidents a day in " + community.name +
                         "; the most that a community can have is 1500 a day: lower the rates, or share the "
                         "demand among more places"});
      break;
    }
  }
  if (setting.force.responders.empty()) {
    found.push_back({"staff", "the ratios give no responders at all in this city; raise them or give heads"});
  }
  return found;
}

}  // namespace outpost
