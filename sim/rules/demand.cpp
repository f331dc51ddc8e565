#include "sim/rules/demand.hpp"

#include <algorithm>
#include <numeric>

#include "sim/people/whereabouts.hpp"
#include "sim/spec/hour_weights.hpp"

namespace outpost::rules {
namespace {

const HourProfile& profile_of(const Setting& setting, const Kind& kind) {
  const auto found = setting.spec.demand.profiles.find(kind.spec.profile);
  require(found != setting.spec.demand.profiles.end(), "the profile of a kind is defined");
  return found->second;
}

std::size_t pick(const std::vector<double>& weights, double level) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  double reached = 0.0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0.0) continue;
    last = i;
    reached += weights[i];
    if (level * total < reached) return i;
  }
  return last;  // rounding at the upper end
}

/// An hour by its weight and a millisecond within; where there is a wave, by rejection under its peak.
Duration time_of_day_of(const HourProfile& profile, bool weekend, Stream& stream) {
  const std::array<double, 24>& hours = weekend ? profile.weekend : profile.weekday;
  while (true) {
    const std::size_t hour = pick({hours.begin(), hours.end()}, stream.uniform());
    const auto within = static_cast<std::int64_t>(stream.below(3'600'000));
    const Duration time = static_cast<int>(hour) * one_hour + Duration{within};
    if (profile.swing == Share{} || stream.uniform() < wave_at(profile, time)) return time;
  }
}

/// At home: the storey of the flat. Under homes, shops and offices are at the entrance; elsewhere any storey is as
/// likely as another.
std::uint8_t storey_of(const Setting& setting, RunKey key, const Incident& incident) {
  const Building& building = setting.city.buildings[incident.building];
  if (!incident.person || building.storeys <= 1) return 1;
  const Household& home = setting.city.households[setting.city.residents[*incident.person].household];
  if (home.building == incident.building) return home.storey;
  if (!building.households.empty()) return 1;
  Stream stream{key, Draw::storey, incident.identity};
  return static_cast<std::uint8_t>(1 + stream.below(building.storeys));
}

}  // namespace

double day_level(const DemandSpec& demand, RunKey key, std::int32_t day) {
  if (demand.day_level_cv == 0.0) return 1.0;
  const double shape = 1.0 / (demand.day_level_cv * demand.day_level_cv);
  Stream stream{key, Draw::day_level, Owner{static_cast<std::uint64_t>(day)}};
  return stream.gamma(shape) / shape;
}

std::vector<Incident> incident_candidates(const Setting& setting, RunKey key, CommunityId id, std::int32_t day) {
  const Community& community = setting.city.communities[id];
  const bool weekend = setting.calendar.day_off(day);
  std::vector<double> expected;
  for (const Kind& kind : setting.kinds) expected.push_back(expected_on(setting, kind, community, weekend));
  const double total = std::accumulate(expected.begin(), expected.end(), 0.0);
  std::vector<Incident> candidates;
  if (total <= 0.0) return candidates;

  Stream count{key, Draw::incident_count, owner_of(community.code, static_cast<std::uint64_t>(day), 0)};
  const std::uint64_t number = count.poisson(total * day_level(setting.spec.demand, key, day));
  require(number < 4096, "a community has fewer than 4,096 incident candidates a day");
  for (std::uint64_t k = 0; k < number; ++k) {
    Incident incident;
    incident.identity = owner_of(community.code, static_cast<std::uint64_t>(day), k);
    incident.community = id;
    incident.day = day;
    incident.number = static_cast<std::uint32_t>(k);
    Stream stream{key, Draw::incident, incident.identity};
    incident.acceptance = stream.uniform();
    incident.kind = static_cast<std::uint32_t>(pick(expected, stream.uniform()));
    const HourProfile& profile = profile_of(setting, setting.kinds[incident.kind]);
    incident.occurred = start_of_day(day) + time_of_day_of(profile, weekend, stream);
    if (community.residents.empty()) {
      incident.building = community.buildings[stream.below(community.buildings.size())];
    } else {
      const ResidentId person = community.residents[stream.below(community.residents.size())];
      incident.person = person;
      const auto place =
          whereabouts(setting.city, setting.spec.residents, setting.calendar, key, person, incident.occurred);
      if (!place) {  // outside the city: the candidate keeps its number, and is declined when its time comes
        incident.acceptance = 1.0;
      }
      incident.building = place.value_or(setting.city.households[setting.city.residents[person].household].building);
    }
    incident.storey = storey_of(setting, key, incident);
    candidates.push_back(incident);
  }
  return candidates;
}

}  // namespace outpost::rules
