#include "sim/engine/handlers.hpp"
#include "sim/rules/idle.hpp"

namespace outpost::engine {
namespace {

const rules::NamedIdleRule& rule_of(const Scene& scene) {
  return rules::idle_rule(scene.setting.spec.rules.idle);
}

bool is_left_free(const ResponderState& state) {
  return state.on_duty && (state.status == Status::free || state.status == Status::returning);
}

void wait_here(Scene& scene, ResponderId who) {
  if (scene.world.responders[who].status == Status::free) return;
  stand_still(scene, who);
  enter(scene, who, Status::free);
}

/// To a post that is not its own.
void set_out_for(Scene& scene, ResponderId who, const Spot& post) {
  ResponderState& state = scene.world.responders[who];
  stand_still(scene, who);
  if (scene.setting.spec.rules.return_home == Return::instant) {
    state.from = post;
    state.bound_for = post;
    state.way_down = Duration{};
    enter(scene, who, Status::free);
    return;
  }
  state.way = scene.setting.force.staff_of(who).way;
  const auto expected = time_to(scene, who, post);
  require(expected.has_value(), "the idle rule names a post that can be got to");
  depart(scene, who, post, *expected, 1.0);
  enter(scene, who, Status::returning);
  scene.agenda.at(state.arrives, ResponderReturned{who, state.task});
}

}  // namespace

void rest(Scene& scene, ResponderId who) {
  const ResponderState& state = scene.world.responders[who];
  require(is_left_free(state), "only somebody free on duty rests");
  const rules::Rest choice = rule_of(scene).rest(scene.setting, scene.world, who, scene.travel);
  if (!choice.goes_to) return wait_here(scene, who);
  const bool instant = scene.setting.spec.rules.return_home == Return::instant;
  const bool bound = state.status == Status::returning && state.bound_for == *choice.goes_to;
  const bool there = state.status == Status::free && state.from == *choice.goes_to && state.way_down == Duration{};
  if (bound || (there && !instant)) return;
  if (*choice.goes_to == scene.setting.force.responders[who].post) {
    if (state.status == Status::returning) stand_still(scene, who);
    return send_home(scene, who);
  }
  if (!there) set_out_for(scene, who, *choice.goes_to);
}

void wait_or_go_home(Scene& scene, ResponderId who) {
  const ResponderState& state = scene.world.responders[who];
  if (state.on_duty && rule_of(scene).waits_ready) return wait_here(scene, who);
  send_home(scene, who);
}

void review_rest(Scene& scene, ResponderId who) {
  const ResponderState& state = scene.world.responders[who];
  if (!rule_of(scene).reviews || !is_left_free(state)) return;
  scene.agenda.after(scene.setting.spec.rules.cover_review, RestReviewed{who, state.task});
}

void on(const RestReviewed& event, Scene& scene) {
  if (is_void(scene, event.responder, event.task)) return;
  const ResponderState& state = scene.world.responders[event.responder];
  if (!is_left_free(state)) return;
  rest(scene, event.responder);
  if (state.task != event.task) take_up_work(scene, event.responder);  // what it had looked forward to is void
  review_rest(scene, event.responder);
}

}  // namespace outpost::engine
