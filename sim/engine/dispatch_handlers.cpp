#include <algorithm>

#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/dispatch.hpp"

namespace outpost::engine {
namespace {

void remove_from_waiting(World& world, OrderId order) {
  const auto found = std::find(world.waiting.begin(), world.waiting.end(), order);
  require(found != world.waiting.end(), "an order that is assigned was waiting");
  world.waiting.erase(found);
}

void record_decision(Scene& scene, OrderId order, const rules::Choice& choice) {
  DecisionRow row{.at = scene.world.now,
                  .order = order,
                  .chosen = choice.responder,
                  .rule = rules::dispatch_rule(scene.setting.spec.rules.dispatch).name,
                  .reason = choice.reason};
  if (scene.record.wants_candidates()) row.candidates = choice.candidates;
  scene.record.decision(row);
}

/// Asks the rule about one waiting order and does what it says. An order whose responder was taken for it is offered
/// again at once: somebody of another role may be free for it. Each step is to a less urgent order, so the steps end.
rules::Choice decide(Scene& scene, OrderId order) {
  const auto& rule = rules::dispatch_rule(scene.setting.spec.rules.dispatch);
  rules::Choice choice = rule.choose(scene.setting, scene.world, order, scene.travel);
  if (choice.responder) {
    record_decision(scene, order, choice);
    const auto taken_from = scene.world.responders[*choice.responder].order;
    if (taken_from) take_back(scene, *choice.responder);
    assign(scene, order, *choice.responder);
    if (taken_from) decide(scene, *taken_from);
  } else if (choice.ask_again) {
    SimTime& review = scene.world.orders[order].review;
    const SimTime wanted = scene.world.now + *choice.ask_again;
    if (review != wanted) scene.agenda.at(wanted, WaitReviewed{order});
    review = wanted;
  }
  return choice;
}

/// Puts an order back where its acceptance places it.
void wait_again(World& world, OrderId id) {
  const auto later = std::find_if(world.waiting.begin(), world.waiting.end(), [&world, id](OrderId other) {
    return std::pair{world.orders[other].accepted, other} > std::pair{world.orders[id].accepted, id};
  });
  world.waiting.insert(later, id);
}

bool anybody_available(const World& world) {
  return std::any_of(world.responders.begin(), world.responders.end(), is_available);
}

}  // namespace

void on(const OrderAccepted& event, Scene& scene) {
  World& world = scene.world;
  Order& order = world.orders[event.order];
  require(order.stage == Stage::reported, "an order is taken in once");
  order.accepted = world.now;
  const auto places = scene.setting.spec.command.places;
  const auto waiting_before = static_cast<std::int64_t>(world.waiting.size());
  enter(scene, event.order, Stage::accepted);
  world.waiting.push_back(event.order);
  const rules::Choice choice = decide(scene, event.order);
  if (choice.responder) return;
  record_decision(scene, event.order, choice);
  if (places && waiting_before >= *places) {
    remove_from_waiting(world, event.order);
    enter(scene, event.order, Stage::turned_away);
  }
}

void on(const WaitReviewed& event, Scene& scene) {
  if (scene.world.orders[event.order].stage == Stage::accepted) decide(scene, event.order);
}

void dispatch_waiting(Scene& scene) {
  if (scene.world.waiting.empty()) return;
  for (const OrderId order : rules::in_line(scene.setting, scene.world)) {
    if (!anybody_available(scene.world)) return;
    if (scene.world.orders[order].stage == Stage::accepted) decide(scene, order);
  }
}

void dispatch_waiting(Scene& scene, ResponderId freed) {
  if (scene.world.waiting.empty()) return;
  for (const OrderId order : rules::in_line(scene.setting, scene.world)) {
    if (!is_available(scene.world.responders[freed])) return;
    if (scene.world.orders[order].stage != Stage::accepted) continue;
    if (rules::may_answer(scene.setting, scene.world.orders[order], freed)) decide(scene, order);
  }
}

void assign(Scene& scene, OrderId id, ResponderId who) {
  World& world = scene.world;
  Order& order = world.orders[id];
  ResponderState& state = world.responders[who];
  require(order.stage == Stage::accepted, "only a waiting order is assigned");
  require(is_available(state), "only somebody free on duty is sent");
  const StaffSpec& staff = scene.setting.spec.staff.at(scene.setting.force.responders[who].role);

  Duration mobilise{};
  if (state.status == Status::returning) {  // already on the road: nothing to get ready
    const Spot here = rules::spot_of(scene.setting, world, state, scene.travel);
    state.way_down = rules::way_down_of(state, world.now);
    record_leg(scene, who, world.now, here);
    state.from = here;
    state.climb = Duration{};
  } else {
    Stream stream{world.key, Draw::mobilising, world.incidents[order.incident].identity, order.attempts};
    mobilise = sample(staff.mobilise, stream);
  }
  ++state.task;
  remove_from_waiting(world, id);
  order.responder = who;
  order.assigned = world.now;
  ++order.attempts;
  enter(scene, id, Stage::assigned);
  enter(scene, who, Status::mobilising);
  state.order = id;
  state.bound_for = scene.setting.city.buildings[order.building].entrance;
  state.way = staff.way_for(order.priority);
  scene.agenda.after(mobilise, ResponderSetOut{who, state.task});
}

void take_back(Scene& scene, ResponderId who) {
  World& world = scene.world;
  ResponderState& state = world.responders[who];
  require(state.order && (state.status == Status::mobilising || state.status == Status::travelling),
          "only somebody who has not arrived can be called back");
  const OrderId id = *state.order;
  const Spot here = rules::spot_of(scene.setting, world, state, scene.travel);
  const Duration way_down = rules::way_down_of(state, world.now);
  if (state.status == Status::travelling) record_leg(scene, who, world.now, here);
  const bool at_post = here == scene.setting.force.responders[who].post;
  ++state.task;  // the events of the assignment are void
  enter(scene, id, Stage::taken_back);
  world.orders[id].responder.reset();
  enter(scene, id, Stage::accepted);
  wait_again(world, id);
  state.order.reset();
  state.from = here;
  state.departed = world.now;
  state.arrives = world.now;
  state.bound_for = here;
  state.climb = Duration{};
  state.way_down = way_down;
  enter(scene, who, at_post ? Status::free : Status::returning);
}

}  // namespace outpost::engine
