#include <algorithm>
#include <span>

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
  std::vector<LiveRisk>& live = world.live_risks[risk.community];
  const auto found = std::lower_bound(live.begin(), live.end(), id,
                                      [](const LiveRisk& before, RiskId wanted) { return before.risk < wanted; });
  require(found != live.end() && found->risk == id, "a risk that ends was live");
  live.erase(found);
}

std::vector<ResponderId> on_rounds(const World& world) {
  std::vector<ResponderId> walkers;
  for (const ResponderId who : world.responders.ids()) {
    if (world.responders[who].status == Status::on_round) walkers.push_back(who);
  }
  return walkers;
}

/// A risk that has been drawn. Those who are on a round may come past its signs yet.
void push_ahead(Scene& scene, const Risk& risk, std::span<const ResponderId> walkers) {
  World& world = scene.world;
  const RiskId id = world.risks.push_back(risk);
  ++world.risks_in[static_cast<std::size_t>(RiskStage::ahead)];
  world.live_risks[risk.community].push_back({id, risk.building});
  scene.agenda.at(risk.onset, RiskBegan{id});
  for (const ResponderId who : walkers) {
    const ResponderState& state = world.responders[who];
    if (state.work->grid != scene.setting.plan.grid_of[risk.building]) continue;
    const auto left = rules::passes_ahead(scene.setting, *state.work);
    if (const auto at = rules::meets(scene.setting, world, id, who, left)) {
      scene.agenda.at(*at, SignsMet{who, state.task, id});
    }
  }
}

/// By which a report of what somebody found comes in.
Channel channel_of(Finder finder) {
  switch (finder) {
    case Finder::neighbour:
    case Finder::volunteer:
      return Channel::group;
    case Finder::alert:
      return Channel::app;
    default:
      return Channel::worker;
  }
}

/// An incident that occurs now, of a cause that is no candidate.
Incident incident_now(const Scene& scene, Cause cause, Owner identity, std::uint32_t kind) {
  Incident incident;
  incident.identity = identity;
  incident.day = static_cast<std::int32_t>(identity.value >> 12u & 0xFFFu);  // as owner_of puts them together
  incident.number = static_cast<std::uint32_t>(identity.value & 0xFFFu);
  incident.kind = kind;
  incident.occurred = scene.world.now;
  incident.cause = cause;
  return incident;
}

Incident incident_about(const Scene& scene, Cause cause, RiskId id, std::uint32_t kind) {
  const Risk& risk = scene.world.risks.at(id);
  Incident incident = incident_now(scene, cause, risk.identity, kind);
  incident.community = risk.community;
  incident.building = risk.building;
  incident.storey = risk.storey;
  incident.household = risk.household;
  incident.risk = id;
  incident.times = risk.times;
  return incident;
}

/// There is nothing, at any door of the building.
void lead_nowhere(const Scene& scene, Incident& incident, BuildingId building, Stream& stream) {
  const City& city = scene.setting.city;
  incident.building = building;
  incident.household = rules::any_household(city, building, stream);
  incident.storey = incident.household ? city.households[*incident.household].storey : std::uint8_t{1};
}

/// A matter that whoever noticed it reports at once.
void report_at_once(Scene& scene, Incident incident, Channel channel) {
  World& world = scene.world;
  incident.noticed = world.now;
  incident.channel = channel;
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
  if (next) push_ahead(scene, *next, on_rounds(scene.world));
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
  Incident nothing = incident_about(scene, Cause::padding, id, *kind);
  lead_nowhere(scene, nothing, building, stream);
  ++scene.world.padded;
  report_at_once(scene, nothing, Channel::worker);
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
  if (!kind) {
    keep_known(scene, risk.building);
    return settle(scene, id, std::nullopt);
  }
  report_at_once(scene, incident_about(scene, Cause::found_risk, id, *kind), channel_of(finder));
}

/// Whoever notices a risk writes it up, or not: then it stays open, noticed and not recorded. True if it notices.
bool look_closely(Scene& scene, RiskId id, Finder finder, ResponderId by) {
  const rules::Look look = rules::look_at(scene.setting, scene.world, id, by, finder, day_of(scene.world.now));
  if (look.written_up) {
    find(scene, id, finder, by);
  } else if (look.noticed) {
    RiskRow row;
    row.finder = finder;
    row.by = by;
    row.written_up = false;
    record(scene, id, row);
  }
  return look.noticed;
}

bool shows_signs(const Scene& scene, RiskId id) {
  const Risk& risk = scene.world.risks.at(id);
  return risk.stage == RiskStage::open && risk.shows <= scene.world.now && scene.world.now < risk.escalates;
}

}  // namespace

void draw_risks_of(Scene& scene, std::int32_t day) {
  if (scene.setting.risk_kinds.empty() && scene.setting.spec.alerts.false_alarms.per_day == 0.0) return;
  const std::vector<ResponderId> walkers = on_rounds(scene.world);
  for (const CommunityId community : scene.setting.city.communities.ids()) {
    for (const Risk& risk : rules::risk_onsets(scene.setting, scene.world.key, community, day)) {
      push_ahead(scene, risk, walkers);
    }
    for (const rules::FalseAlarm& alarm : rules::false_alarms(scene.setting, scene.world.key, community, day)) {
      scene.agenda.at(alarm.at, AlertRaised{alarm.building, alarm.number});
    }
  }
}

void on(const RiskBegan& event, Scene& scene) {
  const Risk& risk = scene.world.risks.at(event.risk);
  require(risk.stage == RiskStage::ahead && risk.onset == scene.world.now, "a risk begins once, at its onset");
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
  const IncidentId id = world.incidents.push_back(incident_about(scene, Cause::escalated_risk, event.risk, *kind));
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
  const Owner identity = owner_of(setting.city.communities[community].code, day, event.number);
  Incident alarm =
      incident_now(scene, Cause::false_alert, identity, static_cast<std::uint32_t>(kind - setting.kinds.begin()));
  alarm.community = community;
  Stream stream{scene.world.key, Draw::false_alert, identity, 1};
  lead_nowhere(scene, alarm, event.building, stream);
  ++scene.world.alerts.false_alarms;
  report_at_once(scene, alarm, Channel::app);
}

void foresee_signs(Scene& scene, ResponderId who) {
  if (scene.world.live_risks.empty()) return;
  const ResponderState& state = scene.world.responders[who];
  const GridPlan& plan = scene.setting.plan;
  const GridId grid = state.work->grid;
  const std::vector<LiveRisk>& live = scene.world.live_risks.at(plan.grids[grid].community);
  const bool any =
      std::any_of(live.begin(), live.end(), [&](const LiveRisk& risk) { return plan.grid_of[risk.building] == grid; });
  if (!any) return;
  const auto left = rules::passes_ahead(scene.setting, *state.work);
  for (const rules::Met& met : rules::signs_ahead(scene.setting, scene.world, who, grid, left)) {
    scene.agenda.at(met.at, SignsMet{who, state.task, met.risk});
  }
}

void on(const SignsMet& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;  // it was called away before it came there
  if (!shows_signs(scene, event.risk)) return;              // somebody else was there before
  look_closely(scene, event.risk, Finder::round, event.responder);
}

int look_around(Scene& scene, ResponderId responder, const Visit& visit) {
  const World& world = scene.world;
  if (world.live_risks.empty()) return 0;
  const City& city = scene.setting.city;
  const auto& premises = visit.premises;
  const BuildingId building = premises ? *premises : city.households[visit.household].building;
  const Finder finder = premises ? Finder::inspection : Finder::visit;
  std::vector<RiskId> here;  // some end meanwhile
  for (const auto& [id, place] : world.live_risks.at(city.buildings[building].community)) {
    if (place != building) continue;
    const Risk& risk = world.risks.at(id);
    if (premises ? !risk.household : risk.household == MaybeId<HouseholdId>{visit.household}) here.push_back(id);
  }
  int noticed = 0;
  for (const RiskId id : here) {
    if (shows_signs(scene, id) && look_closely(scene, id, finder, responder)) ++noticed;
  }
  return noticed;
}

void end_risks_of(Scene& scene, HouseholdId household) {
  const World& world = scene.world;
  if (world.live_risks.empty()) return;
  const City& city = scene.setting.city;
  const CommunityId community = city.buildings[city.households[household].building].community;
  const std::vector<LiveRisk> live = world.live_risks.at(community);
  for (const auto& [id, building] : live) {
    if (building != city.households[household].building) continue;
    const Risk& risk = world.risks.at(id);
    // What is ahead there is of those who move in.
    if (risk.household != MaybeId<HouseholdId>{household} || risk.stage == RiskStage::ahead) continue;
    RiskRow row;
    row.finder = risk.finder;
    row.by = risk.by;
    enter(scene, id, RiskStage::ended);
    record(scene, id, row);
  }
}

void settle_risk(Scene& scene, OrderId order) {
  OrderLinks& links = scene.world.orders[order].links;
  Incident& incident = scene.world.incidents[scene.world.orders.at(order).incident];
  if (links.asked_by) {
    if (links.follows_up || links.is_settled) return;
    links.is_settled = true;
    --incident.to_settle;
    if (!incident.handled) return;  // the order that asked for it is not done
  }
  if (incident.to_settle > 0) {
    incident.handled = true;
    return;
  }
  if (incident.cause != Cause::found_risk || !incident.risk) return;  // a forecast follows no risk
  const RiskId risk = *incident.risk;
  if (scene.world.risks.at(risk).stage != RiskStage::found) return;  // it has escalated meanwhile
  settle(scene, risk, order);
}

}  // namespace outpost::engine
