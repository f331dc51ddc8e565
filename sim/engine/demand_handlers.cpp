
#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/coverage.hpp"
#include "sim/rules/demand.hpp"
#include "sim/rules/familiarity.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/noticing.hpp"

namespace outpost::engine {
namespace {

void count(World& world, Stage from, Stage to) {
  --world.incidents_in[static_cast<std::size_t>(from)];
  ++world.incidents_in[static_cast<std::size_t>(to)];
}

/// What feedback leaves of the candidates of a kind: below 1 only where visible rounds keep some away. It acts on a
/// number that the candidate has in every plan.
double accepted_share(const Scene& scene, const Incident& incident) {
  const TrustSpec& trust = scene.setting.spec.trust;
  if (incident.cause != Cause::candidate) return 1.0;  // what has escalated has happened
  if (trust.deterrence == Switch::off || !scene.setting.kinds[incident.kind].spec.deterrable) return 1.0;
  const GridId grid = scene.setting.plan.grid_of[incident.building];
  return 1.0 - trust.deterred.value() * share_of_days_walked(scene.world, grid);
}

/// Of what is noticed, what is reported: where trust has feedback, less the less it is.
Share reported_share(const Scene& scene, const Incident& incident) {
  const Share full = scene.setting.kinds[incident.kind].spec.reported;
  const TrustSpec& trust = scene.setting.spec.trust;
  const auto household = household_about(scene.setting, incident);
  if (trust.feedback == Switch::off || !household) return full;
  const double level = trust_of(scene.setting, scene.world, *household);
  return share(full.value() * (1.0 - trust.weight.value() * (1.0 - level)));
}

}  // namespace

void on(const DayBegan& event, Scene& scene) {
  World& world = scene.world;
  for (const CommunityId community : scene.setting.city.communities.ids()) {
    for (const Incident& candidate : rules::incident_candidates(scene.setting, world.key, community, event.day)) {
      const IncidentId id = world.incidents.push_back(candidate);
      ++world.candidates_ahead;
      scene.agenda.at(candidate.occurred, IncidentOccurred{id});
    }
  }
  draw_invalid_calls_of(scene, event.day);
  draw_moves_of(scene, event.day);
  draw_risks_of(scene, event.day);
  open_work_of(scene, event.day);
  begin_endless_stretches(scene);
  if (!scene.setting.works.empty()) {
    for (const ResponderId who : world.responders.ids()) take_up_work(scene, who);
  }
  // The laws are cheap enough to hold in release: the counts at midnight, the sums after every event.
  is_day_of_full_count(event.day) ? require_conservation(scene.setting, world)
                                  : require_present_conserved(scene.setting, world);
  scene.agenda.at(start_of_day(event.day + 1), DayBegan{event.day + 1});
}

void on(const IncidentOccurred& event, Scene& scene) {
  World& world = scene.world;
  Incident& incident = world.incidents[event.incident];
  require(incident.occurred == world.now, "an incident occurs when its candidate says");
  // Without feedback every candidate whose person is in the city is accepted.
  const bool accepted = incident.acceptance < accepted_share(scene, incident);
  --world.candidates_ahead;
  if (accepted) {
    ++world.incidents_in[static_cast<std::size_t>(Stage::occurred)];
  } else {
    ++world.candidates_declined;
  }
  scene.record.incident({.incident = event.incident,
                         .community_code = scene.setting.city.communities[incident.community].code,
                         .day = incident.day,
                         .number = incident.number,
                         .kind = incident.kind,
                         .occurred = incident.occurred,
                         .building = incident.building,
                         .person = incident.person,
                         .acceptance = incident.acceptance,
                         .accepted = accepted,
                         .cause = incident.cause});
  if (!accepted) return;
  scene.agenda.after(rules::noticed_after(scene.setting, world.key, incident), IncidentNoticed{event.incident});
}

void on(const IncidentNoticed& event, Scene& scene) {
  World& world = scene.world;
  Incident& incident = world.incidents[event.incident];
  incident.noticed = world.now;
  const KindSpec& kind = scene.setting.kinds[incident.kind].spec;
  Stream stream = rules::stream_of(world.key, Draw::reporting, incident, 1);
  const bool reported = stream.chance(reported_share(scene, incident));
  count(world, Stage::occurred, reported ? Stage::noticed : Stage::unreported);
  scene.record.notice({.incident = event.incident, .kind = incident.kind, .noticed = world.now, .reported = reported});
  if (!reported) return;
  scene.agenda.after(sample(kind.reporting, stream), OrderReported{event.incident});
}

namespace {

/// It occurred before now. If by now it would have been reported, it is not, or it was none: then it is known or never
/// will be.
void imagine_unreported(Scene& scene, const Incident& candidate) {
  World& world = scene.world;
  if (candidate.acceptance >= accepted_share(scene, candidate)) return;
  Incident incident = candidate;
  incident.noticed = incident.occurred + rules::noticed_after(scene.setting, world.key, incident);
  if (incident.noticed >= world.now) {
    ++world.incidents_in[static_cast<std::size_t>(Stage::occurred)];
    scene.agenda.at(incident.noticed, IncidentNoticed{world.incidents.push_back(incident)});
    return;
  }
  Stream stream = rules::stream_of(world.key, Draw::reporting, incident, 1);
  if (!stream.chance(reported_share(scene, incident))) return;
  const SimTime reported = incident.noticed + sample(scene.setting.kinds[incident.kind].spec.reporting, stream);
  if (reported <= world.now) return;
  ++world.incidents_in[static_cast<std::size_t>(Stage::noticed)];
  scene.agenda.at(reported, OrderReported{world.incidents.push_back(incident)});
}

}  // namespace

void imagine_demand_of(Scene& scene, TownId town, std::int32_t day, SimTime until) {
  World& world = scene.world;
  for (const CommunityId community : rules::communities_around(scene.setting, town, true)) {
    const std::uint64_t code = scene.setting.city.communities[community].code;
    for (Incident candidate : rules::incident_candidates(scene.setting, world.key, community, day)) {
      if (candidate.occurred > until) continue;
      // Numbers count down from the end: an incident that is known has its own draws, and this one has others.
      candidate.number = 4095u - candidate.number;
      candidate.identity = owner_of(code, static_cast<std::uint64_t>(day), std::uint64_t{candidate.number});
      if (candidate.occurred < world.now) {
        imagine_unreported(scene, candidate);
        continue;
      }
      ++world.candidates_ahead;
      scene.agenda.at(candidate.occurred, IncidentOccurred{world.incidents.push_back(candidate)});
    }
  }
}

}  // namespace outpost::engine
