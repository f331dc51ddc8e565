#include <algorithm>

#include "sim/engine/handlers.hpp"
#include "sim/rules/familiarity.hpp"

namespace outpost::engine {
namespace {

/// In 1/255. A step never rounds to nothing while something is asked for, so that neither end is out of reach.
std::uint8_t moved(std::uint8_t level, double by) {
  const double step = by * 255.0;
  const auto whole = static_cast<std::int64_t>(step < 0.0 ? step - 0.5 : step + 0.5);
  const std::int64_t least = step > 0.0 ? 1 : step < 0.0 ? -1 : 0;
  return static_cast<std::uint8_t>(std::clamp<std::int64_t>(level + (whole == 0 ? least : whole), 0, 255));
}

void raise_trust(Scene& scene, HouseholdId household) {
  const TrustSpec& trust = scene.setting.spec.trust;
  if (trust.feedback == Switch::off) return;
  HouseholdState& state = scene.world.households[household];
  state.trust = moved(state.trust, trust.rise.value() * (1.0 - state.trust / 255.0));
}

void lower_trust(Scene& scene, HouseholdId household) {
  const TrustSpec& trust = scene.setting.spec.trust;
  if (trust.feedback == Switch::off) return;
  HouseholdState& state = scene.world.households[household];
  state.trust = moved(state.trust, -trust.fall.value() * (state.trust / 255.0));
}

}  // namespace

std::optional<HouseholdId> household_about(const Setting& setting, const Incident& incident) {
  if (incident.household) return incident.household;
  if (incident.person) return setting.city.residents[*incident.person].household;
  const Building& building = setting.city.buildings[incident.building];
  if (building.households.empty()) return std::nullopt;
  return building.households[0];
}

std::optional<HouseholdId> household_visited(const Setting& setting, const Incident& incident) {
  if (incident.household) return incident.household;
  if (!incident.person) return std::nullopt;
  const HouseholdId home = setting.city.residents[*incident.person].household;
  if (setting.city.households[home].building != incident.building) return std::nullopt;
  return home;
}

void on(const TenantsMoved& event, Scene& scene) {
  require(scene.setting.city.households[event.household].tenure != Tenure::owner, "only tenants move");
  HouseholdState fresh;
  fresh.trust = moved(0, scene.setting.spec.trust.start.value());
  scene.world.households[event.household] = fresh;
  end_risks_of(scene, event.household);
  open_registration(scene, event.household);
}

void draw_moves_of(Scene& scene, std::int32_t day) {
  const auto& tenancy = scene.setting.spec.residents.tenancy;
  if (!tenancy) return;
  const City& city = scene.setting.city;
  const double mean = in_hours(*tenancy) / 24.0;
  for (const Community& community : city.communities) {
    if (community.households.empty()) continue;
    // Superposed over all households and thinned to tenants: that many tenants move as their number gives, and nobody
    // has to list them.
    const auto date = static_cast<std::uint64_t>(day);
    Stream number{scene.world.key, Draw::move, owner_of(community.code, date, 0)};
    const std::uint64_t drawn = number.poisson(static_cast<double>(community.households.size()) / mean);
    require(drawn < 4095, "a community has fewer than 4,095 moves a day");
    for (std::uint64_t k = 1; k <= drawn; ++k) {
      Stream stream{scene.world.key, Draw::move, owner_of(community.code, date, k)};
      const std::uint64_t at = stream.below(static_cast<std::uint64_t>(one_day.count()));
      const HouseholdId household = community.households[stream.below(community.households.size())];
      if (city.households[household].tenure == Tenure::owner) continue;
      scene.agenda.at(start_of_day(day) + Duration{static_cast<std::int64_t>(at)}, TenantsMoved{household});
    }
  }
}

void contact(Scene& scene, ResponderId responder, HouseholdId household, bool planned, bool unfounded) {
  World& world = scene.world;
  scene.record.contact(
      {.at = world.now, .responder = responder, .household = household, .planned = planned, .unfounded = unfounded});
  if (world.households.empty()) return;
  if (planned) raise_trust(scene, household);  // what an order does to trust, its response time decides
  const double gain = scene.setting.spec.familiarity.gain.value();
  const double known = familiarity_of(scene.setting, world, responder, household);
  const double learnt = known + gain * (1.0 - known);
  // A household remembers who knows it best: a crew that comes once does not make its grid worker a stranger.
  const HouseholdState& before = world.households.at(household);
  if (before.worker != responder.row() && before.worker != HouseholdState::no_worker &&
      familiarity_of(scene.setting, world, ResponderId{before.worker}, household) > learnt) {
    return;
  }
  HouseholdState& state = world.households[household];
  state.worker = static_cast<std::uint32_t>(responder.row());
  state.last_contact = static_cast<std::uint16_t>(day_of(world.now) + 1);
  state.familiarity = moved(0, learnt);
}

void judge_answer(Scene& scene, OrderId id) {
  const Order& order = scene.world.orders.at(id);
  if (!answers_report(scene.setting, scene.world, id)) return;
  Incident& incident = scene.world.incidents[order.incident];
  const bool before = incident.answered;
  const bool closed = order.stage == Stage::closed;
  if (closed) incident.answered = true;
  const auto household = household_about(scene.setting, incident);
  if (before || !household || !has_caller(incident.cause)) return;              // nobody there has asked for an answer
  const std::int64_t priority = scene.setting.kinds[order.kind].spec.priority;  // the order may have that of its check
  const Duration standard = scene.setting.spec.targets.response[static_cast<std::size_t>(priority - 1)];
  if (closed && order.on_scene - order.reported <= standard) {
    raise_trust(scene, *household);
  } else {
    lower_trust(scene, *household);
  }
}

}  // namespace outpost::engine
