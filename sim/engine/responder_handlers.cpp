#include "sim/base/elementary.hpp"
#include "sim/city/storeys.hpp"
#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/course.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/familiarity.hpp"
#include "sim/rules/idle.hpp"
#include "sim/rules/incident_draws.hpp"

namespace outpost::engine {
namespace {

const Building& building_of(const Scene& scene, OrderId order) {
  return scene.setting.city.buildings[scene.world.orders[order].building];
}

/// The realised time of one trip over its expected one: lognormal with mean 1.
double pace_of(const Scene& scene, OrderId order, std::uint8_t rank) {
  const double sigma = scene.setting.spec.travel.spread;
  if (sigma == 0.0) return 1.0;
  const Order& row = scene.world.orders.at(order);
  Stream stream =
      rules::stream_of(scene.world.key, Draw::travel_factor, incident_of(scene, order), row, row.attempts, rank);
  return stream.lognormal(-sigma * sigma / 2.0, sigma);
}

/// A unit begins its own time on scene; what is left of work that was broken off is one unit's.
void begin_time(Scene& scene, ResponderId who) {
  World& world = scene.world;
  ResponderState& state = world.responders[who];
  const OrderId id = *state.order;
  const Order& order = world.orders.at(id);
  Stream stream = rules::stream_on_site(world.key, incident_of(scene, id), order, state.rank);
  const Role role = scene.setting.force.responders[who].role;
  const Duration drawn = sample(rules::time_on_site(scene.setting, order, role), stream);
  const Duration whole = shortened(scene, who, id, drawn);
  const Duration work = order.left.value_or(whole);
  state.finishes = world.now + work;
  scene.agenda.after(work, OrderResolved{who, state.task});
}

/// Work on an order begins: the last of its units is there, or of those that do not wait for each other the first.
void begin_work(Scene& scene, OrderId id) {
  World& world = scene.world;
  Order& order = world.orders[id];
  if (order.course.visits == 0) {  // the others came when the order had been answered
    order.on_scene = world.now;
    const Duration intake = order.accepted - order.reported;
    const Duration queue = order.assigned - order.accepted;
    const Duration mobilise = order.under_way - order.assigned;
    const Duration travel = order.on_scene - order.under_way;
    require(intake + queue + mobilise + travel == order.on_scene - order.reported && queue >= Duration{},
            "response is intake, queue, mobilisation and travel");
  }
  world.incidents[order.incident].reached = true;
  enter(scene, id, Stage::on_scene);
  if (order.course.errand == Errand::handle) ask_for(scene, id, AskWhen::on_scene);
  come_so_far(scene, id, AskUntil::on_scene);
}

/// All of an order's units are there, this one the last, and each has its own time.
void begin_together(Scene& scene, ResponderId last) {
  World& world = scene.world;
  const OrderId id = *world.responders[last].order;
  begin_work(scene, id);
  enter(scene, last, Status::on_scene);
  Order& order = world.orders[id];
  order.at_work = order.engaged;
  if (order.engaged == 1) return begin_time(scene, last);
  for (const ResponderId who : world.responders.ids()) {
    if (world.responders[who].order == id) begin_time(scene, who);
  }
}

/// A unit begins on arriving, whoever of the others is still to come.
void begin_alone(Scene& scene, ResponderId who) {
  const OrderId id = *scene.world.responders[who].order;
  if (scene.world.orders.at(id).stage != Stage::on_scene) begin_work(scene, id);
  enter(scene, who, Status::on_scene);
  ++scene.world.orders[id].at_work;
  begin_time(scene, who);
}

/// Home or off duty where that takes no journey, which is false; otherwise it is on the way home, still where it
/// stands, and `set_out_home` is to follow before the clock goes on.
bool turn_home(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  const Responder& responder = scene.setting.force.responders[who];
  ++state.task;
  const bool instant = scene.setting.spec.rules.return_home == Return::instant;
  const bool there = state.from == responder.post && state.way_down == Duration{};  // not upstairs at the same door
  if (!state.on_duty || instant || there) {
    // The way home after a shift is not part of the model: the next shift begins at the post.
    stand_at_post(scene, who);
    enter(scene, who, state.on_duty ? Status::free : Status::off_duty);
    return false;
  }
  state.way = scene.setting.force.staff_of(responder).way;
  state.bound_for = responder.post;
  state.departed = scene.world.now;
  state.arrives = scene.world.now;
  state.climb = Duration{};
  enter(scene, who, Status::returning);
  return true;
}

void set_out_home(Scene& scene, ResponderId who) {
  const ResponderState& state = scene.world.responders[who];
  const auto expected = time_to(scene, who, state.bound_for);
  if (!expected) {
    // A one-way pocket that the way can enter but not leave: it is at its post at once, rather than nowhere.
    stand_at_post(scene, who);
    enter(scene, who, Status::free);
    dispatch_waiting(scene, who);
    return take_up_work(scene, who);
  }
  depart(scene, who, state.bound_for, *expected, 1.0);
  scene.agenda.at(state.arrives, ResponderReturned{who, state.task});
}

/// It has done what it came for.
void leave_order(Scene& scene, ResponderId who) {
  ResponderState& state = scene.world.responders[who];
  state.order.reset();
  state.rank = 0;
  ++state.orders_done;
  become_free(scene, who);
}

}  // namespace

Duration shortened(const Scene& scene, ResponderId who, OrderId order, Duration whole) {
  const double saves = scene.setting.spec.familiarity.saves.value();
  if (scene.setting.force.responders[who].role != Role::grid_worker || saves == 0.0) return whole;
  const auto household = household_visited(scene.setting, incident_of(scene, order));
  if (!household) return whole;
  const double known = familiarity_of(scene.setting, scene.world, who, *household);
  if (known == 0.0) return whole;
  return Duration{static_cast<std::int64_t>(static_cast<double>(whole.count()) * (1.0 - saves * known) + 0.5)};
}

std::optional<Duration> time_to(const Scene& scene, ResponderId who, const Spot& to) {
  const ResponderState& state = scene.world.responders[who];
  return scene.travel.static_time(state.way, state.from, to, scene.world.closures);
}

void depart(Scene& scene, ResponderId who, const Spot& to, Duration expected, double pace, Duration climb) {
  ResponderState& state = scene.world.responders[who];
  const double realised = static_cast<double>(expected.count()) * pace;
  state.pace = pace;
  state.static_time = expected;
  state.bound_for = to;
  state.departed = scene.world.now + state.way_down;
  state.way_down = Duration{};
  state.climb = climb;
  const Duration along_streets{static_cast<std::int64_t>(realised + 0.5)};
  state.arrives = scene.setting.travel->arrival(state.way, state.departed, along_streets) + climb;
}

void on(const ResponderSetOut& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  ResponderState& state = scene.world.responders[event.responder];
  require(state.status == Status::mobilising && state.order, "who sets out has mobilised for an order");
  const OrderId order = *state.order;
  const ReturnReason wrong = scene.world.orders[order].course.to_return;
  if (wrong == ReturnReason::wrong_kind || wrong == ReturnReason::not_theirs) return send_back(scene, event.responder);
  const auto expected = time_to(scene, event.responder, state.bound_for);
  if (!expected) {
    // Streets were closed while it got ready: somebody else may still get there.
    take_back(scene, event.responder);
    wait_or_go_home(scene, event.responder);
    dispatch_waiting(scene);
    if (is_available(state) && !is_planned_work(state.status)) begin_break(scene, event.responder);
    return;
  }
  depart(scene, event.responder, state.bound_for, *expected, pace_of(scene, order, state.rank),
         climb_to(scene.setting.spec.travel.storeys, building_of(scene, order), scene.world.orders[order].storey));
  if (scene.world.orders[order].stage == Stage::assigned) {  // the first of them
    scene.world.orders[order].under_way = scene.world.now;
    enter(scene, order, Stage::under_way);
  }
  enter(scene, event.responder, Status::travelling);
  scene.agenda.at(state.arrives, ResponderArrived{event.responder, event.task});
}

void on(const ResponderArrived& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  World& world = scene.world;
  ResponderState& state = world.responders[event.responder];
  require(state.status == Status::travelling && state.order, "who arrives has travelled to an order");
  Order& order = world.orders[*state.order];
  record_leg(scene, event.responder, world.now, state.bound_for);
  state.from = state.bound_for;
  state.way_down = descent_from(scene.setting.spec.travel.storeys, building_of(scene, *state.order), order.storey);
  require(order.to_come > 0, "only who was sent arrives");
  --order.to_come;
  const KindSpec& kind = scene.setting.kinds[order.kind].spec;
  const bool waits = order.course.errand != Errand::handle || kind.party.start == PartyStart::together;
  if (waits && order.to_come > 0) {
    enter(scene, event.responder, Status::on_scene);
    return;
  }
  if (order.course.to_return == ReturnReason::wrong_place) {
    enter(scene, event.responder, Status::on_scene);
    return send_back(scene, event.responder);
  }
  if (waits) return begin_together(scene, event.responder);
  begin_alone(scene, event.responder);
}

void on(const OrderResolved& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  World& world = scene.world;
  ResponderState& state = world.responders[event.responder];
  require(state.status == Status::on_scene && state.order, "an order is resolved by somebody on scene");
  Order& order = world.orders[*state.order];
  if (order.course.errand == Errand::handle && awaits(scene, *state.order, AskMeanwhile::stays)) {
    state.stays = true;
    return;
  }
  require(order.at_work > 0, "work ends once for each unit");
  --order.at_work;
  const bool handled = order.course.errand == Errand::handle;
  if (order.at_work == 0 && order.to_come == 0 && handled) work_ends(scene, *state.order);
  if (const auto household = household_visited(scene.setting, incident_of(scene, *state.order))) {
    // Whoever comes by a second order about what has been answered finds nothing, and so does whoever a false alarm
    // or a report of nothing sends.
    const Incident& incident = incident_of(scene, *state.order);
    contact(scene, event.responder, *household, false, finds_nothing(incident, order));
  }
  if (!handled) {  // noted on the spot
    visit_ends(scene, *state.order);
    return leave_order(scene, event.responder);
  }
  enter(scene, event.responder, Status::writing_up);
  Stream stream = rules::stream_of(world.key, Draw::write_up, incident_of(scene, *state.order), order,
                                   order.course.times_handled, state.rank);
  scene.agenda.after(sample(scene.setting.kinds[order.kind].spec.write_up, stream),
                     OrderClosed{event.responder, event.task});
}

void on(const OrderClosed& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  ResponderState& state = scene.world.responders[event.responder];
  require(state.status == Status::writing_up && state.order, "an order is closed by who wrote it up");
  Order& order = scene.world.orders[*state.order];
  --order.engaged;
  if (order.engaged == 0) written_up(scene, *state.order);
  leave_order(scene, event.responder);
}

void become_free(Scene& scene, ResponderId who) {
  const ResponderState& state = scene.world.responders[who];
  const RuleSpec& rules = scene.setting.spec.rules;
  const bool instant = rules.return_home == Return::instant;
  bool turns_home = false;
  if (state.on_duty && (instant || rules::idle_rule(rules.idle).waits_ready)) {
    // Whoever waits is answered from here; only who is left free is at the post at once, or waits here.
    enter(scene, who, Status::free);
  } else {
    turns_home = turn_home(scene, who);
  }
  const std::uint32_t task = state.task;
  dispatch_waiting(scene, who);
  redirect(scene, who);
  const bool left_free = state.status == Status::free || state.status == Status::returning;
  if (state.on_duty && left_free) rest(scene, who);
  take_up_work(scene, who);
  // Most go on from here to the next door: the way home is looked for once it is known that nothing else is to do.
  if (turns_home && state.status == Status::returning && state.task == task) set_out_home(scene, who);
  review_rest(scene, who);
}

void send_home(Scene& scene, ResponderId who) {
  if (turn_home(scene, who)) set_out_home(scene, who);
}

void on(const ResponderReturned& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  ResponderState& state = scene.world.responders[event.responder];
  require(state.status == Status::returning, "who returns was on the way back");
  record_leg(scene, event.responder, scene.world.now, state.bound_for);
  state.from = state.bound_for;
  enter(scene, event.responder, Status::free);
  begin_break(scene, event.responder);
}

}  // namespace outpost::engine
