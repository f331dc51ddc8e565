#include "sim/rules/noticing.hpp"

#include <algorithm>

#include "sim/base/elementary.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/people/whereabouts.hpp"
#include "sim/rules/incident_draws.hpp"

namespace outpost::rules {
namespace {

constexpr std::size_t most_looked_for = 64;

/// A building's households follow each other, and so do their people.
IdRange<ResidentId> residents_of(const City& city, const Building& building) {
  if (building.households.empty()) return {};
  const auto& first = city.households[building.households[0]].residents;
  const auto& last = city.households[building.households[building.households.size() - 1]].residents;
  return {first[0].row(), last[last.size() - 1].row() + 1};
}

std::vector<ResidentId> neighbours_from(const Setting& setting, RunKey key, const Incident& incident, Stream& stream) {
  std::vector<ResidentId> found;
  const IdRange<ResidentId> all = residents_of(setting.city, setting.city.buildings[incident.building]);
  if (all.empty()) return found;
  const std::size_t start = stream.below(all.size());
  for (std::size_t step = 0; step < std::min(all.size(), most_looked_for) && found.size() < most_neighbours; ++step) {
    const ResidentId other = all[(start + step) % all.size()];
    if (incident.person == other) continue;
    const auto place =
        whereabouts(setting.city, setting.spec.residents, setting.calendar, key, other, incident.occurred);
    if (place == incident.building) found.push_back(other);
  }
  return found;
}

}  // namespace

std::vector<ResidentId> neighbours_of(const Setting& setting, RunKey key, const Incident& incident) {
  Stream stream = stream_of(key, Draw::neighbours, incident);
  return neighbours_from(setting, key, incident, stream);
}

Duration noticed_after(const Setting& setting, RunKey key, const Incident& incident) {
  const KindSpec& kind = setting.kinds[incident.kind].spec;
  Stream own = stream_of(key, Draw::reporting, incident);
  Duration earliest = sample(kind.noticing, own);
  if (kind.neighbours == Share{}) return earliest;
  Stream stream = stream_of(key, Draw::neighbours, incident);
  const std::size_t there = neighbours_from(setting, key, incident, stream).size();
  const double missed = 1.0 - kind.neighbours.value();
  const double each = missed > 0.0 ? 1.0 - elementary::pow(missed, 1.0 / static_cast<double>(most_neighbours)) : 1.0;
  for (std::size_t i = 0; i < there; ++i) {
    if (stream.uniform() < each) earliest = std::min(earliest, sample(kind.noticing, stream));
  }
  return earliest;
}

}  // namespace outpost::rules
