
#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/demand.hpp"
#include "sim/rules/incident_draws.hpp"

namespace outpost::engine {
namespace {

void count(World& world, Stage from, Stage to) {
  --world.incidents_in[static_cast<std::size_t>(from)];
  ++world.incidents_in[static_cast<std::size_t>(to)];
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
  draw_moves_of(scene, event.day);
  draw_risks_of(scene, event.day);
  open_work_of(scene, event.day);
  // The laws are cheap enough to hold in release: the full count once a day, the sums after every event.
  require_conservation(scene.setting, world);
  scene.agenda.at(start_of_day(event.day + 1), DayBegan{event.day + 1});
}

void on(const IncidentOccurred& event, Scene& scene) {
  World& world = scene.world;
  Incident& incident = world.incidents[event.incident];
  require(incident.occurred == world.now, "an incident occurs when its candidate says");
  // No feedback acts on demand: every candidate whose person is in the city is accepted.
  const bool accepted = incident.acceptance < 1.0;
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
  Stream stream = rules::stream_of(world, Draw::reporting, incident);
  scene.agenda.after(sample(scene.setting.kinds[incident.kind].spec.noticing, stream), IncidentNoticed{event.incident});
}

void on(const IncidentNoticed& event, Scene& scene) {
  World& world = scene.world;
  Incident& incident = world.incidents[event.incident];
  incident.noticed = world.now;
  const KindSpec& kind = scene.setting.kinds[incident.kind].spec;
  Stream stream = rules::stream_of(world, Draw::reporting, incident, 1);
  const bool reported = stream.chance(kind.reported);
  count(world, Stage::occurred, reported ? Stage::noticed : Stage::unreported);
  scene.record.notice({.incident = event.incident, .kind = incident.kind, .noticed = world.now, .reported = reported});
  if (!reported) return;
  scene.agenda.after(sample(kind.reporting, stream), OrderReported{event.incident});
}

void on(const OrderReported& event, Scene& scene) {
  World& world = scene.world;
  const Incident& incident = world.incidents[event.incident];
  count(world, Stage::noticed, Stage::reported);
  Order order;
  order.incident = event.incident;
  order.kind = incident.kind;
  order.priority = scene.setting.kinds[incident.kind].spec.priority;
  order.building = incident.building;
  order.storey = incident.storey;
  order.reported = world.now;
  const OrderId id = world.orders.push_back(order);
  ++world.orders_in[static_cast<std::size_t>(Stage::reported)];
  scene.record.order({.order = id,
                      .incident = event.incident,
                      .kind = order.kind,
                      .priority = order.priority,
                      .building = order.building,
                      .grid = scene.setting.plan.grid_of[order.building],
                      .place = scene.setting.city.buildings[order.building].entrance});
  scene.record.stage({.order = id, .stage = Stage::occurred, .at = incident.occurred});
  scene.record.stage({.order = id, .stage = Stage::noticed, .at = incident.noticed});
  scene.record.stage({.order = id, .stage = Stage::reported, .at = world.now});
  Stream stream = rules::stream_of(world, Draw::intake, incident);
  scene.agenda.after(sample(scene.setting.spec.command.intake, stream), OrderAccepted{id});
}

}  // namespace outpost::engine
