#include <algorithm>

#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/course.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/dispatch/party.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/redirect.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::engine {
namespace {

void remove_from_waiting(World& world, OrderId order) {
  const auto found = std::find(world.waiting.begin(), world.waiting.end(), order);
  require(found != world.waiting.end(), "an order that is assigned was waiting");
  world.waiting.erase(found);
}

/// In a run the rule of the scenario; in a forecast the base rule.
const rules::NamedDispatchRule& rule_in_force(const Scene& scene) {
  return scene.forecast == nullptr ? rules::base_rule(scene.setting)
                                   : rules::dispatch_rule(scene.setting.spec.rules.dispatch);
}

void record_decision(Scene& scene, OrderId order, const rules::Choice& choice) {
  DecisionRow row{.at = scene.world.now,
                  .order = order,
                  .chosen = choice.responder,
                  .rule = rule_in_force(scene).name,
                  .reason = choice.reason};
  if (scene.record.wants_candidates()) row.candidates = choice.candidates;
  scene.record.decision(row);
}

/// Asks the rule about one waiting order and does what it says. An order whose responder was taken for it is offered
/// again at once: somebody of another role may be free for it. Each step is to a less urgent order, so the steps end.
rules::Choice decide(Scene& scene, OrderId order) {
  const auto named = scene.record.wants_candidates() ? rules::Named::everybody : rules::Named::as_few_as_decide;
  rules::Choice choice =
      rules::ask(rule_in_force(scene), scene.setting, scene.world, order, scene.travel, scene.forecast, named);
  if (choice.responder) {
    record_decision(scene, order, choice);
    const auto taken_from = scene.world.responders[*choice.responder].order;
    if (taken_from) take_back(scene, *choice.responder);
    assign(scene, order, *choice.responder, choice.with);
    if (taken_from) decide(scene, *taken_from);
  } else if (choice.ask_again) {
    SimTime& review = scene.world.orders[order].review;
    const SimTime wanted = scene.world.now + *choice.ask_again;
    if (review != wanted) scene.agenda.at(wanted, WaitReviewed{order});
    review = wanted;
  }
  return choice;
}

/// Puts an order back where its acceptance places it, or the time at which it came to need another visit.
void wait_again(World& world, OrderId id) {
  const SimTime since = in_line_since(world.orders.at(id));
  const auto later = std::find_if(world.waiting.begin(), world.waiting.end(), [&world, id, since](OrderId other) {
    return std::pair{in_line_since(world.orders.at(other)), other} > std::pair{since, id};
  });
  world.waiting.insert(later, id);
}

bool keeps_line(const Scene& scene) {
  return scene.setting.spec.command.overtaking == Overtaking::none;
}

/// Where nobody may overtake: whether an order stands before this one in line that some of the same people may answer.
bool waits_behind_another(const Scene& scene, OrderId id) {
  if (!keeps_line(scene)) return false;
  // Roles of which its desk knows nothing cannot answer it.
  const auto may_be_asked = [&scene](OrderId of, Role role) {
    const Order& order = scene.world.orders.at(of);
    const std::vector<Role>& roles = rules::roles_asked(scene.setting, order);
    return std::find(roles.begin(), roles.end(), role) != roles.end() &&
           rules::sight_of(scene.setting, order, role) != Sees::nothing;
  };
  for (const OrderId other : rules::in_line(scene.setting, scene.world)) {
    if (other == id) return false;
    const std::vector<Role>& roles = rules::roles_asked(scene.setting, scene.world.orders.at(other));
    const auto& kinds = scene.setting.kinds;
    const bool same_department =
        kinds[scene.world.orders.at(other).kind].department == kinds[scene.world.orders.at(id).kind].department;
    const bool shared = std::any_of(roles.begin(), roles.end(), [&](Role role) {
      return (same_department || !is_of_departments(role)) && may_be_asked(other, role) && may_be_asked(id, role);
    });
    if (shared) return true;
  }
  return false;
}

/// Asks for an order that has come to wait, and records the answer also where it is that nobody comes. Whether somebody
/// was sent.
bool offer(Scene& scene, OrderId order) {
  rules::Choice choice;
  if (waits_behind_another(scene, order)) {
    choice.reason = "others wait before it";
  } else {
    choice = decide(scene, order);
    if (choice.responder) return true;
  }
  record_decision(scene, order, choice);
  return false;
}

/// An order has come into line to be handled: from now on its desk has so long to send somebody.
void may_be_passed_on(Scene& scene, OrderId id) {
  const Order& order = scene.world.orders.at(id);
  const auto& pass_on = scene.setting.spec.command.rooms.pass_on;
  const bool once = !order.passed_on && order.course.errand == Errand::handle;
  if (!pass_on || !once || !rules::next_desk(scene.setting, order)) return;
  scene.agenda.after(*pass_on, OrderPassedOn{id, order.attempts});
}

bool is_idle_on_call(const ResponderState& state) {
  return state.on_call && state.status == Status::off_duty;
}

/// Or on call, which is enough for the urgent.
bool anybody_available(const World& world) {
  return std::any_of(world.responders.begin(), world.responders.end(),
                     [](const ResponderState& state) { return is_available(state) || is_idle_on_call(state); });
}

bool may_be_sent(const Scene& scene, ResponderId who, std::int64_t priority) {
  const ResponderState& state = scene.world.responders[who];
  return is_available(state, priority) || is_on_standby(scene.setting.force.staff_of(who), state, priority);
}

}  // namespace

void on(const OrderAccepted& event, Scene& scene) {
  World& world = scene.world;
  Order& order = world.orders[event.order];
  require(order.stage == Stage::reported, "an order is taken in once");
  order.accepted = world.now;
  order.desk = rules::sending_desk(scene.setting, order);
  enter(scene, event.order, Stage::accepted);
  ask_for(scene, event.order, AskWhen::accepted);
  if (!is_over(order.stage)) wait_for_somebody(scene, event.order);
}

void wait_for_somebody(Scene& scene, OrderId id) {
  World& world = scene.world;
  require(world.orders.at(id).stage == Stage::accepted, "an order that comes into line is accepted");
  const auto places = scene.setting.spec.command.places;
  const auto waiting_before = static_cast<std::int64_t>(world.waiting.size());
  if (world.orders.at(id).crossings > 0 || world.orders.at(id).passed_on) {
    wait_again(world, id);
  } else {
    world.waiting.push_back(id);
  }
  if (offer(scene, id)) return;
  if (places && waiting_before >= *places && !world.orders.at(id).passed_on) {
    remove_from_waiting(world, id);
    enter(scene, id, Stage::turned_away);
    give_up(scene, id);
    return;
  }
  may_be_passed_on(scene, id);
  const Order& waiting = world.orders.at(id);
  const Incident& about = world.incidents.at(waiting.incident);
  const auto& patience = scene.setting.spec.command.patience;
  if (patience && has_caller(about.cause) && answers_report(scene.setting, world, id)) {
    Stream stream = rules::stream_about(world.key, Draw::patience, about, waiting, waiting.ordinal);
    // From the acceptance on: who crosses between desks has waited meanwhile.
    scene.agenda.at(std::max(world.now, waiting.accepted + sample(*patience, stream)), PatienceRanOut{id});
  }
}

void wait_in_line(Scene& scene, OrderId id) {
  enter(scene, id, Stage::accepted);
  wait_again(scene.world, id);
  if (!offer(scene, id)) may_be_passed_on(scene, id);
}

void on(const PatienceRanOut& event, Scene& scene) {
  const Order& order = scene.world.orders.at(event.order);
  if (order.stage != Stage::accepted || order.course.visits > 0) return;  // once somebody has come nobody hangs up
  remove_from_waiting(scene.world, event.order);
  enter(scene, event.order, Stage::withdrawn);
  give_up(scene, event.order);
  if (keeps_line(scene)) dispatch_waiting(scene);
}

void on(const WaitReviewed& event, Scene& scene) {
  if (scene.world.orders[event.order].stage != Stage::accepted || waits_behind_another(scene, event.order)) return;
  decide(scene, event.order);
}

void leave_line(Scene& scene, OrderId order) {
  remove_from_waiting(scene.world, order);
}

void dispatch_waiting(Scene& scene) {
  if (scene.world.waiting.empty()) return;
  for (const OrderId order : rules::in_line(scene.setting, scene.world)) {
    if (!anybody_available(scene.world)) return;
    if (scene.world.orders[order].stage != Stage::accepted || waits_behind_another(scene, order)) continue;
    decide(scene, order);
  }
}

void dispatch_waiting(Scene& scene, ResponderId freed) {
  if (scene.world.waiting.empty()) return;
  for (const OrderId order : rules::in_line_for(scene.setting, scene.world, freed)) {
    const ResponderState& state = scene.world.responders[freed];
    if (!is_available(state) && !is_idle_on_call(state)) return;
    if (scene.world.orders.at(order).stage != Stage::accepted) continue;
    if (!waits_behind_another(scene, order)) decide(scene, order);
  }
}

namespace {

/// Gets one of an order's units ready. The first draws what a single unit would; the others have draws of their own.
void send(Scene& scene, OrderId id, ResponderId who, std::uint8_t rank, std::uint32_t attempt) {
  World& world = scene.world;
  const Order& order = world.orders[id];
  ResponderState& state = world.responders[who];
  const StaffSpec& staff = scene.setting.force.staff_of(who);
  Duration mobilise{};
  const bool from_home = state.status == Status::off_duty;
  if (rules::gets_ready(scene.setting, world, who)) {
    Stream stream =
        rules::stream_of(world.key, Draw::mobilising, world.incidents.at(order.incident), order, attempt, rank);
    mobilise = sample(from_home ? staff.standby_mobilise : staff.mobilise, stream);
  }
  if (is_planned_work(state.status)) {
    leave_work(scene, who);
  } else {
    if (state.status == Status::on_break) break_off(scene, who);
    stand_still(scene, who);
  }
  enter(scene, who, Status::mobilising);
  state.order = id;
  state.rank = rank;
  state.bound_for = scene.setting.city.buildings[order.building].entrance;
  state.way = staff.way_for(order.priority);
  scene.agenda.after(mobilise, ResponderSetOut{who, state.task});
}

/// Stands where it is, free or on the way home.
void release(Scene& scene, ResponderId who) {
  World& world = scene.world;
  ResponderState& state = world.responders[who];
  stand_still(scene, who);
  state.order.reset();
  const bool at_post = state.from == scene.setting.force.responders[who].post && state.way_down == Duration{};
  enter(scene, who, at_post ? Status::free : Status::returning);
}

}  // namespace

void assign(Scene& scene, OrderId id, ResponderId who, std::span<const ResponderId> with) {
  World& world = scene.world;
  Order& order = world.orders[id];
  require(order.stage == Stage::accepted, "only a waiting order is assigned");
  require(1 + with.size() == rules::units_needed(scene.setting, order), "an order gets as many units as it needs");
  rules::Missing missing{scene.setting, order};
  missing.take(scene.setting.force.responders[who].role);
  for (const ResponderId other : with) missing.take(scene.setting.force.responders[other].role);
  require(may_be_sent(scene, who, order.priority), "only somebody free on duty, or on call, is sent");
  for (const ResponderId other : with) {
    require(may_be_sent(scene, other, order.priority) && other != who,
            "only somebody free on duty, or on call, is sent along");
  }
  const std::uint32_t attempt = order.attempts;
  remove_from_waiting(world, id);
  order.responder = who;
  order.assigned = world.now;
  ++order.attempts;
  order.engaged = static_cast<std::uint8_t>(1 + with.size());
  order.to_come = order.engaged;
  if (order.course.errand == Errand::handle && order.course.times_handled == 0) {
    order.course.to_return =
        rules::wrong_assignment(scene.setting, world.key, world.incidents.at(order.incident), order, attempt).reason;
  }
  enter(scene, id, Stage::assigned);
  send(scene, id, who, 0, attempt);
  std::uint8_t rank = 0;
  for (const ResponderId other : with) send(scene, id, other, ++rank, attempt);
}

namespace {

/// Everybody of the responder's order leaves it, which enters a stage that nobody works in.
void call_off(Scene& scene, ResponderId who, Stage stage) {
  World& world = scene.world;
  require(world.responders[who].order.has_value(), "only somebody with an order can be called back");
  const OrderId id = *world.responders[who].order;
  Order& order = world.orders[id];
  const Status status = world.responders[who].status;
  const bool at_work = status == Status::on_scene && order.at_work > 0;
  require(status == Status::mobilising || status == Status::travelling || status == Status::on_scene,
          "only somebody on the way or at work can be called back");
  require(!at_work || order.engaged == 1, "work that several have begun is not broken off");
  // Of who only stays for what was asked for nothing is left.
  if (at_work) order.left = std::max(world.responders[who].finishes - world.now, Duration{});
  std::vector<ResponderId> others;
  if (order.engaged > 1) {
    for (const ResponderId other : world.responders.ids()) {
      if (other != who && world.responders[other].order == id) others.push_back(other);
    }
  }
  enter(scene, id, stage);
  order.responder.reset();
  order.engaged = 0;
  order.to_come = 0;
  order.at_work = 0;
  if (stage == Stage::taken_back) {
    enter(scene, id, Stage::accepted);
    wait_again(world, id);
    may_be_passed_on(scene, id);
  }
  release(scene, who);
  for (const ResponderId other : others) {
    release(scene, other);
    if (world.responders[other].status == Status::returning || !world.responders[other].on_duty) {
      wait_or_go_home(scene, other);
    }
    begin_break(scene, other);
  }
}

}  // namespace

void take_back(Scene& scene, ResponderId who) {
  call_off(scene, who, Stage::taken_back);
}

void send_back(Scene& scene, ResponderId who) {
  World& world = scene.world;
  require(world.responders[who].order.has_value(), "only somebody with an order can send it back");
  const OrderId id = *world.responders[who].order;
  const bool alone = world.orders.at(id).engaged == 1;
  const auto wrong = rules::wrong_assignment(scene.setting, world.key, world.incidents.at(world.orders.at(id).incident),
                                             world.orders.at(id), world.orders.at(id).attempts - 1);
  require(wrong.reason == world.orders.at(id).course.to_return, "an order is returned because its assignment is wrong");
  call_off(scene, who, Stage::returned);
  OrderCourse& course = world.orders[id].course;
  course.to_return = ReturnReason::none;
  ++course.returns;
  scene.agenda.after(wrong.sorting, OrderWaitsAgain{id});
  become_free(scene, who);
  if (!alone) dispatch_waiting(scene);
}

void redirect(Scene& scene, ResponderId freed) {
  if (scene.setting.spec.rules.redirect == Redirect::no) return;
  const auto better = rules::redirect_to(scene.setting, scene.world, freed, scene.travel);
  if (!better) return;
  const OrderId order = better->order;
  rules::Choice choice{.responder = freed, .reason = "sooner than the one on its way", .candidates = better->both};
  record_decision(scene, order, choice);
  take_back(scene, better->from);
  assign(scene, order, freed);
  wait_or_go_home(scene, better->from);
  dispatch_waiting(scene, better->from);
  const ResponderState& other = scene.world.responders[better->from];
  if (is_available(other) && !is_planned_work(other.status)) begin_break(scene, better->from);
}

}  // namespace outpost::engine
