#include "analysis/verify/reading.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace outpost::analysis {
namespace {

double rate_of(const Setting& setting, const Kind& kind, const Community& community) {
  const double weekdays = 5.0 * expected_on(setting, kind, community, false);
  return (weekdays + 2.0 * expected_on(setting, kind, community, true)) / 168.0;
}

double metres_between(Position a, Position b) {
  const std::int64_t x = std::abs((a.x - b.x).in_millimetres());
  const std::int64_t y = std::abs((a.y - b.y).in_millimetres());
  return static_cast<double>(x + y) / 1000.0;
}

Position at(const Setting& setting, std::size_t place) {
  return setting.city.buildings[BuildingId{place}].at;
}

CommunityId community_of(const Setting& setting, std::size_t place) {
  return setting.city.buildings[BuildingId{place}].community;
}

/// `list(place)` is the preference of a place.
template <class List>
HypercubeReading reading_with(const Setting& setting, const List& list) {
  HypercubeReading reading;
  reading.city.line = setting.spec.command.places == std::int64_t{0} ? Line::zero : Line::infinite;
  reading.city.service_rates.assign(setting.force.responders.size(), 1.0 / mean_service(setting));
  const std::vector<double> rates = rates_by_place(setting);
  for (std::size_t place = 0; place < rates.size(); ++place) {
    if (rates[place] <= 0.0) continue;
    reading.city.rates.push_back(rates[place]);
    reading.city.preferences.push_back(list(place));
    reading.places.push_back(place);
    reading.names.push_back(setting.city.communities[community_of(setting, place)].name);
  }
  return reading;
}

}  // namespace

double calls_per_hour(const Setting& setting, std::size_t kind) {
  double rate = 0.0;
  for (const Community& community : setting.city.communities) {
    rate += rate_of(setting, setting.kinds[kind], community);
  }
  return rate;
}

double calls_per_hour(const Setting& setting) {
  double rate = 0.0;
  for (std::size_t kind = 0; kind < setting.kinds.size(); ++kind) rate += calls_per_hour(setting, kind);
  return rate;
}

double mean_service(const Setting& setting) {
  const Duration mean = mean_of(setting.kinds.front().spec.on_scene);
  for (const Kind& kind : setting.kinds) {
    require(mean_of(kind.spec.on_scene) == mean, "all kinds of the case have the same mean service");
  }
  return in_hours(mean);
}

std::int64_t units(const Setting& setting) {
  return static_cast<std::int64_t>(setting.force.responders.size());
}

std::vector<double> rates_by_place(const Setting& setting) {
  std::vector<double> rates(setting.city.buildings.size());
  for (const Community& community : setting.city.communities) {
    require(community.buildings.size() == 1, "a place of points is one building");
    double& rate = rates[(*community.buildings.begin()).row()];
    for (const Kind& kind : setting.kinds) rate += rate_of(setting, kind, community);
  }
  return rates;
}

double metres_from_post(const Setting& setting, std::size_t unit, std::size_t place) {
  return metres_between(setting.force.responders[ResponderId{unit}].post.at, at(setting, place));
}

double metres_between_places(const Setting& setting, std::size_t from, std::size_t to) {
  return metres_between(at(setting, from), at(setting, to));
}

HypercubeReading nearest_first(const Setting& setting) {
  return reading_with(setting, [&setting](std::size_t place) {
    Preference preference;
    preference.units.resize(setting.force.responders.size());
    std::iota(preference.units.begin(), preference.units.end(), 0u);
    std::stable_sort(preference.units.begin(), preference.units.end(), [&](std::uint32_t a, std::uint32_t b) {
      return metres_from_post(setting, a, place) < metres_from_post(setting, b, place);
    });
    return preference;
  });
}

HypercubeReading by_lists(const Setting& setting) {
  return reading_with(setting, [&setting](std::size_t place) {
    Preference preference;
    for (const std::vector<ResponderId>& tied : setting.preferences.at(community_of(setting, place).row())) {
      for (const ResponderId unit : tied) preference.units.push_back(static_cast<std::uint32_t>(unit.row()));
      preference.ends.push_back(static_cast<std::uint32_t>(preference.units.size()));
    }
    return preference;
  });
}

}  // namespace outpost::analysis
