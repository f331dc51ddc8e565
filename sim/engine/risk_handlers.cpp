#include <algorithm>

#include "sim/engine/handlers.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/risks.hpp"

namespace outpost::engine {
namespace {

void record(Scene& scene, RiskId id, RiskRow row = {}) {
  const Risk& risk = scene.world.risks.at(id);
  row.risk = id;
  row.kind = risk.kind;
  row.stage = risk.stage;
  row.at = scene.world.now;
  row.onset = risk.onset;
  row.building = risk.building;
  row.displaced = risk.displaced;
  scene.record.risk(row);
}

/// The only place where a risk changes its stage, so that counts and lists agree.
void enter(Scene& scene, RiskId id, RiskStage stage) {
  World& world = scene.world;
  Risk& risk = world.risks[id];
  --world.risks_in[static_cast<std::size_t>(risk.stage)];
  risk.stage = stage;
  ++world.risks_in[static_cast<std::size_t>(stage)];
  if (stage != RiskStage::ended && stage != RiskStage::escalated) return;
  std::vector<RiskId>& live = world.live_risks[risk.community];
  const auto found = std::lower_bound(live.begin(), live.end(), id);
  require(found != live.end() && *found == id, "a risk that ends was live");
  live.erase(found);
}

void push_ahead(Scene& scene, const Risk& risk) {
  World& world = scene.world;
  const RiskId id = world.risks.push_back(risk);
  ++world.risks_in[static_cast<std::size_t>(RiskStage::ahead)];
  world.live_risks[risk.community].push_back(id);
  scene.agenda.at(risk.onset, RiskBegan{id});
}

/// An incident about a risk, or about nothing, at its building; it occurs now.
Incident incident_about(const Scene& scene, Cause cause, Owner identity, CommunityId community, BuildingId building,
                        std::uint32_t kind) {
  Incident incident;
  incident.identity = identity;
  incident.community = community;
  incident.day = static_cast<std::int32_t>(identity.value >> 12u & 0xFFFu);  // as owner_of puts them together
  incident.number = static_cast<std::uint32_t>(identity.value & 0xFFFu);
  incident.kind = kind;
  incident.occurred = scene.world.now;
  incident.building = building;
  incident.cause = cause;
  return incident;
}

/// A matter that whoever noticed it reports at once.
void report_at_once(Scene& scene, Incident incident) {
  World& world = scene.world;
  incident.noticed = world.now;
  incident.channel = Channel::worker;
  const IncidentId id = world.incidents.push_back(incident);
  ++world.incidents_in[static_cast<std::size_t>(Stage::noticed)];
  scene.record.incident({.incident = id,
                         .community_code = scene.setting.city.communities[incident.community].code,
                         .day = incident.day,
                         .number = incident.number,
                         .kind = incident.kind,
                         .occurred = incident.occurred,
                         .building = incident.building,
                         .cause = incident.cause});
  scene.record.notice({.incident = id, .kind = incident.kind, .noticed = world.now, .reported = true});
  scene.agenda.at(world.now, OrderReported{id});
}

/// An order, or the finder on the spot, has dealt with a risk.
void settle(Scene& scene, RiskId id, std::optional<OrderId> order) {
  const Risk risk = scene.world.risks.at(id);
  const std::optional<Risk> next = rules::begun_anew(scene.setting, scene.world, risk);
  enter(scene, id, RiskStage::ended);
  RiskRow row;
  row.finder = risk.finder;
  row.by = risk.by;
  row.order = order;
  row.settled = !next || next->displaced;
  record(scene, id, row);
  if (next) push_ahead(scene, *next);
}

/// Pay for what is written up brings reports of nothing: one for some of the matters, anywhere in the grid.
void pad(Scene& scene, RiskId id) {
  const RewardSpec& rewards = scene.setting.spec.rewards;
  const Risk& risk = scene.world.risks.at(id);
  const auto kind = scene.setting.risk_kinds[risk.kind].handled_as;
  if (rewards.paid == Switch::off || !kind) return;
  Stream stream{scene.world.key, rules::again(Draw::padded, risk.times), risk.identity};
  if (!stream.chance(rewards.padded_when_paid)) return;
  const Grid& grid = scene.setting.plan.grids[scene.setting.plan.grid_of[risk.building]];
  const BuildingId building = grid.buildings[stream.below(grid.buildings.size())];
  Incident nothing = incident_about(scene, Cause::padding, risk.identity, risk.community, building, *kind);
  nothing.risk = id;  // whose times keep its draws apart from those of the next time
  ++scene.world.padded;
  report_at_once(scene, nothing);
}

/// Somebody knows of a risk that was open: it is recorded, and settled by an order, or by who found it.
void find(Scene& scene, RiskId id, Finder finder, std::optional<ResponderId> by) {
  Risk& risk = scene.world.risks[id];
  require(risk.stage == RiskStage::open && scene.world.now >= risk.shows, "an open risk with signs is found, once");
  enter(scene, id, RiskStage::found);
  risk.found = scene.world.now;
  risk.finder = finder;
  risk.by = by;
  RiskRow row;
  row.finder = finder;
  row.by = by;
  record(scene, id, row);
  if (by) pad(scene, id);
  const auto kind = scene.setting.risk_kinds[risk.kind].handled_as;
  if (!kind) return settle(scene, id, std::nullopt);
  Incident incident = incident_about(scene, Cause::found_risk, risk.identity, risk.community, risk.building, *kind);
  incident.storey = risk.storey;
  incident.risk = id;
  report_at_once(scene, incident);
}

/// Writes up what was noticed, or not; true if it was.
bool write_up(Scene& scene, RiskId id, Finder finder, ResponderId by, bool written_up) {
  if (written_up) {
    find(scene, id, finder, by);
    return true;
  }
  RiskRow row;  // it stays open: noticed, not recorded
  row.finder = finder;
  row.by = by;
  row.written_up = false;
  record(scene, id, row);
  return false;
}

bool shows_signs(const Scene& scene, RiskId id) {
  const Risk& risk = scene.world.risks.at(id);
  return risk.stage == RiskStage::open && risk.shows <= scene.world.now && scene.world.now < risk.escalates;
}

}  // namespace

void draw_risks_of(Scene& scene, std::int32_t day) {
  for (const CommunityId community : scene.setting.city.communities.ids()) {
    for (const Risk& risk : rules::risk_onsets(scene.setting, scene.world.key, community, day)) {
      push_ahead(scene, risk);
    }
    for (const rules::FalseAlarm& alarm : rules::false_alarms(scene.setting, scene.world.key, community, day)) {
      scene.agenda.at(alarm.at, AlertRaised{alarm.building, alarm.number});
    }
  }
}

void on(const RiskBegan& event, Scene& scene) {
  const Risk& risk = scene.world.risks.at(event.risk);
  if (risk.stage != RiskStage::ahead) return;  // its people moved out before
  require(risk.onset == scene.world.now, "a risk begins at its onset");
  const auto telling = rules::first_telling(scene.setting, scene.world, risk);
  enter(scene, event.risk, RiskStage::open);
  record(scene, event.risk);
  scene.agenda.at(risk.escalates, RiskEscalated{event.risk});
  if (telling) scene.agenda.at(telling->at, RiskTold{event.risk, telling->finder});
}

void on(const RiskTold& event, Scene& scene) {
  if (scene.world.risks.at(event.risk).stage != RiskStage::open) return;
  if (event.finder == Finder::alert) ++scene.world.alerts.hits;
  find(scene, event.risk, event.finder, std::nullopt);
}

void on(const RiskEscalated& event, Scene& scene) {
  World& world = scene.world;
  const Risk risk = world.risks.at(event.risk);
  if (risk.stage != RiskStage::open && risk.stage != RiskStage::found) return;
  require(risk.escalates == world.now, "a risk escalates at its time");
  enter(scene, event.risk, RiskStage::escalated);
  RiskRow row;
  row.finder = risk.finder;
  row.by = risk.by;
  record(scene, event.risk, row);
  const auto kind = scene.setting.risk_kinds[risk.kind].becomes;
  if (!kind) return;
  Incident incident = incident_about(scene, Cause::escalated_risk, risk.identity, risk.community, risk.building, *kind);
  incident.storey = risk.storey;
  incident.risk = event.risk;
  const IncidentId id = world.incidents.push_back(incident);
  ++world.candidates_ahead;  // from here it goes the way of every incident
  scene.agenda.at(world.now, IncidentOccurred{id});
}

void on(const AlertRaised& event, Scene& scene) {
  const Setting& setting = scene.setting;
  const auto kind = std::find_if(setting.kinds.begin(), setting.kinds.end(),
                                 [&](const Kind& it) { return it.key == setting.spec.alerts.handled_as; });
  require(kind != setting.kinds.end(), "false alarms are answered as a kind that there is");
  const CommunityId community = setting.city.buildings[event.building].community;
  const auto day = static_cast<std::uint64_t>(day_of(scene.world.now));
  ++scene.world.alerts.false_alarms;
  report_at_once(scene, incident_about(scene, Cause::false_alert,
                                       owner_of(setting.city.communities[community].code, day, event.number), community,
                                       event.building, static_cast<std::uint32_t>(kind - setting.kinds.begin())));
}

void on(const SignsMet& event, Scene& scene) {
  World& world = scene.world;
  if (world.responders[event.responder].task != event.task) return;
  if (!shows_signs(scene, event.risk)) return;  // somebody else was there before
  const std::int64_t day = day_of(world.now);
  const Risk met = world.risks.at(event.risk);
  // All that is noticed at one building is noticed on one pass.
  const std::vector<RiskId> live = world.live_risks.at(met.community);
  for (const RiskId id : live) {
    if (world.risks.at(id).building != met.building || !shows_signs(scene, id)) continue;
    const rules::Look look = rules::look_at(scene.setting, world, id, event.responder, Finder::round, day);
    if (look.noticed) write_up(scene, id, Finder::round, event.responder, look.written_up);
  }
}

int look_around(Scene& scene, ResponderId responder, const Visit& visit, Finder finder) {
  const World& world = scene.world;
  if (world.live_risks.empty()) return 0;
  const City& city = scene.setting.city;
  const auto& premises = visit.premises;
  const BuildingId building = premises ? *premises : city.households[visit.household].building;
  const std::vector<RiskId> live = world.live_risks.at(city.buildings[building].community);
  int found = 0;
  for (const RiskId id : live) {
    const Risk& risk = world.risks.at(id);
    const bool here = premises ? risk.building == building && !risk.household
                               : risk.household == MaybeId<HouseholdId>{visit.household};
    if (!here || !shows_signs(scene, id)) continue;
    const rules::Look look = rules::look_at(scene.setting, world, id, responder, finder, day_of(world.now));
    if (look.noticed && write_up(scene, id, finder, responder, look.written_up)) ++found;
  }
  return found;
}

void settle_risk(Scene& scene, OrderId order) {
  const Incident& incident = scene.world.incidents.at(scene.world.orders.at(order).incident);
  if (incident.cause != Cause::found_risk) return;
  const RiskId risk = *incident.risk;
  if (scene.world.risks.at(risk).stage != RiskStage::found) return;  // it has escalated meanwhile
  settle(scene, risk, order);
}

}  // namespace outpost::engine
