#include "sim/engine/known_world.hpp"

#include <algorithm>

#include "sim/rules/dispatch.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::engine {
namespace {

bool is_open(Stage stage) {
  return !is_over(stage) && stage != Stage::unreported;
}

/// The newest orders are looked at first: a long run has many that are over, and few that are not.
std::vector<OrderId> open_orders(const World& world) {
  std::int64_t left = 0;
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    if (is_open(static_cast<Stage>(stage))) left += world.orders_in[stage];
  }
  std::vector<OrderId> open;
  for (std::size_t row = world.orders.size(); row > 0 && left > 0; --row) {
    const OrderId id{row - 1};
    if (!is_open(world.orders.at(id).stage)) continue;
    open.push_back(id);
    --left;
  }
  std::reverse(open.begin(), open.end());
  return open;
}

void forget_risks(const Setting& setting, World& world) {
  world.risks = {};
  world.risks_in = {};
  if (!setting.risk_kinds.empty()) {
    world.live_risks = PagedTable<CommunityId, std::vector<LiveRisk>, 32>(setting.city.communities.size());
  }
  world.alerts.hits = 0;
}

/// What the report of an order says is believed: what somebody found or data pointed at is there.
void believe(World& world, IncidentId id) {
  const Cause cause = world.incidents.at(id).cause;
  if (has_caller(cause)) return;
  Incident& incident = world.incidents[id];
  if (cause == Cause::false_alert) --world.alerts.false_alarms;
  if (cause == Cause::padding) --world.padded;
  incident.cause = Cause::found_risk;
  incident.risk.reset();
}

/// Trust is in nobody's file; who knows whom is.
void forget_trust(const Setting& setting, World& world) {
  if (setting.spec.trust.feedback == Switch::off) return;
  const auto at_first = static_cast<std::uint8_t>(setting.spec.trust.start.value() * 255.0 + 0.5);
  for (const HouseholdId household : world.households.ids()) {
    if (world.households.at(household).trust != at_first) world.households[household].trust = at_first;
  }
}

/// How long an interrupted visit would still have lasted: it is begun anew.
void forget_what_is_left(World& world) {
  for (const GridId grid : world.grids.ids()) {
    const std::vector<Visit>& open = world.grids.at(grid).open;
    const bool any = std::any_of(open.begin(), open.end(), [](const Visit& visit) { return visit.left.has_value(); });
    if (!any) continue;
    for (Visit& visit : world.grids[grid].open) visit.left.reset();
  }
}

/// From where it is, at the expected pace.
void go_on_from_here(const Setting& setting, World& world, ResponderState& state, TravelQuery& travel) {
  const SimTime now = world.now;
  const bool sets_out = now <= state.departed;  // who is just free turns home, and nothing is said of the way yet
  if (!sets_out && now >= state.arrives - state.climb) return;  // on the last stairs: a matter of seconds, and in sight
  const Spot here = rules::spot_of(setting, world, state, travel);
  const auto left = travel.static_time(state.way, here, state.bound_for, world.closures);
  if (!left) return;
  state.departed = now + rules::way_down_of(state, now);
  state.from = here;
  state.way_down = Duration{};
  state.static_time = *left;
  state.pace = 1.0;
  state.arrives = travel.times().arrival(state.way, state.departed, *left) + state.climb;
}

/// Just free, on the way home, and not set out yet.
bool turns_home(const ResponderState& state, SimTime now) {
  return state.status == Status::returning && state.arrives <= now && state.from != state.bound_for;
}

/// Of units that the desk does not see on its map: it takes them to be where they belong.
void believe_at_post(const Setting& setting, World& world, ResponderId who) {
  ResponderState& state = world.responders[who];
  if (state.status != Status::free && state.status != Status::returning) return;
  if (state.status == Status::returning) {
    state.time_in[static_cast<std::size_t>(state.status)] += world.now - state.since;
    state.status = Status::free;
    state.since = world.now;
  }
  state.from = setting.force.responders[who].post;
  state.bound_for = state.from;
  state.way_down = Duration{};
  state.climb = Duration{};
}

}  // namespace

KnownWorld known_to_dispatcher(const Setting& setting, const World& world, OrderId about, TravelQuery& travel) {
  KnownWorld known{.world = world, .open = open_orders(world)};
  World& it = known.world;
  forget_risks(setting, it);
  forget_trust(setting, it);
  forget_what_is_left(it);
  // Incidents that nobody reported stay in their table, where no event and no order names them: to leave them out would
  // copy all that a long run has seen.
  for (const OrderId id : known.open) {
    believe(it, it.orders.at(id).incident);
    if (it.orders.at(id).left) it.orders[id].left.reset();
  }
  for (const ResponderId who : it.responders.ids()) {
    const Role role = setting.force.responders[who].role;
    if (rules::sight_of(setting, it.orders.at(about), role) != Sees::position) {
      believe_at_post(setting, it, who);
    } else if (it.responders[who].status == Status::travelling || turns_home(it.responders[who], it.now)) {
      go_on_from_here(setting, it, it.responders[who], travel);
    }
  }
  return known;
}

RunKey key_of_future(RunKey run, OrderId order, std::int64_t runs, std::int64_t number) {
  constexpr std::uint32_t futures = 2048;
  require(run.replication < (1u << 20u), "forecasts have numbers for replications below 2^20");
  const std::uint64_t turn = order.row() * static_cast<std::uint64_t>(runs) + static_cast<std::uint64_t>(number);
  const auto of_replication = static_cast<std::uint32_t>(turn % futures);
  return {run.seed, (1u << 31u) + run.replication * futures + of_replication};
}

}  // namespace outpost::engine
