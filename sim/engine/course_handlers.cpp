#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/course.hpp"
#include "sim/rules/incident_draws.hpp"

// What an order goes through beside being answered once: where its kind asks for none of it, it is closed as soon as it
// is written up.

namespace outpost::engine {
namespace {

const CourseSpec& course_of(const Scene& scene, OrderId order) {
  return scene.setting.kinds[scene.world.orders.at(order).kind].spec.course;
}

/// Whether nothing that the deadline asks for is left to be done.
bool is_done(const Order& order, DeadlineUntil until) {
  if (is_over(order.stage)) return true;
  if (until == DeadlineUntil::closed) return false;
  return order.stage == Stage::feedback || order.course.errand == Errand::check;
}

void record_deadline(Scene& scene, OrderId id, DeadlineChange change) {
  scene.record.deadline(
      {.order = id, .change = change, .at = scene.world.now, .due = *scene.world.orders.at(id).course.due});
}

void move_deadline(Scene& scene, OrderId id, SimTime due, DeadlineChange change) {
  scene.world.orders[id].course.due = due;
  record_deadline(scene, id, change);
  scene.agenda.at(due, DeadlineCame{id});
}

/// A stage that nobody works in: the row still names who has just been there, and the next ones nobody.
void leave_to(Scene& scene, OrderId id, Stage stage) {
  enter(scene, id, stage);
  Order& order = scene.world.orders[id];
  order.responder.reset();
  order.left.reset();
}

void close(Scene& scene, OrderId id) {
  enter(scene, id, Stage::closed);
  ask_for(scene, id, AskWhen::closed);
  judge_answer(scene, id);
  come_so_far(scene, id, AskUntil::closed);
  if (scene.world.orders.at(id).links.asked_by) settle_risk(scene, id);
}

/// All work is done.
void finish(Scene& scene, OrderId id) {
  const CourseSpec& course = course_of(scene, id);
  const bool is_told = has_caller(incident_of(scene, id).cause) && answers_report(scene.setting, scene.world, id);
  if (course.feedback == constant(0ms) || !is_told) return close(scene, id);
  leave_to(scene, id, Stage::feedback);
  Stream stream =
      rules::stream_of(scene.world.key, Draw::feedback, incident_of(scene, id), scene.world.orders.at(id), 0, 0);
  scene.agenda.after(sample(course.feedback, stream), FeedbackGiven{id});
}

void suspend(Scene& scene, OrderId id) {
  leave_to(scene, id, Stage::suspended);
  Order& order = scene.world.orders[id];
  const bool for_another = order.links.suspends;
  order.links.suspends = false;
  Duration wait{};
  if (!for_another) {
    const Incident& incident = incident_of(scene, id);
    wait = rules::suspension_of(scene.setting, scene.world.key, incident, order);
    // A forecast has other draws, and knows that it is suspended.
    require(scene.forecast == nullptr || rules::suspended_for(scene.setting, scene.world.key, incident, order) == wait,
            "an order is suspended because its draw says so");
  }
  OrderCourse& course = order.course;
  course.to_suspend = false;
  course.was_suspended = true;
  ++course.visits;
  ++course.times_handled;
  if (course.due && *course.due > scene.world.now) {
    course.left_of_deadline = rules::left_until(scene.setting, course_of(scene, id), scene.world.now, *course.due);
  }
  if (awaits(scene, id, AskMeanwhile::suspended)) return;  // the other order says when
  scene.agenda.after(wait, OrderWaitsAgain{id});
}

/// The check of an order has ended, by whomever.
void judge_work(Scene& scene, OrderId id) {
  Order& order = scene.world.orders[id];
  ++order.course.checks;
  if (!order.course.flawed) {
    leave_to(scene, id, Stage::verified);
    return finish(scene, id);
  }
  leave_to(scene, id, Stage::reopened);
  order.course.flawed = false;
  order.course.was_suspended = false;
  order.course.errand = Errand::handle;
  order.priority = scene.setting.kinds[order.kind].spec.priority;
  scene.agenda.after(Duration{}, OrderWaitsAgain{id});
}

}  // namespace

void begin_course(Scene& scene, OrderId id) {
  const CourseSpec& course = course_of(scene, id);
  // Whoever has found something on the spot has verified it.
  const OrderLinks& links = scene.world.orders.at(id).links;
  const bool was_there =
      links.asked_by &&
      scene.setting.kinds[scene.world.orders.at(*links.asked_by).kind].asks[links.ask].spec.when != AskWhen::accepted;
  if (!course.verify.empty() && incident_of(scene, id).channel != Channel::worker && !was_there) {
    scene.world.orders[id].course.errand = Errand::verify;
  }
  if (!course.deadline) return;
  move_deadline(scene, id, rules::due_after(scene.setting, course, scene.world.now, *course.deadline),
                DeadlineChange::set);
}

void work_ends(Scene& scene, OrderId id) {
  Order& order = scene.world.orders[id];
  ask_for(scene, id, AskWhen::handled);
  order.links.suspends = awaits(scene, id, AskMeanwhile::suspended);
  if (order.links.suspends || rules::suspended_for(scene.setting, scene.world.key, incident_of(scene, id), order)) {
    order.course.to_suspend = true;  // who was there still writes it up
    return;
  }
  order.resolved = scene.world.now;
  enter(scene, id, Stage::resolved);
  if (!awaits(scene, id, AskMeanwhile::waits)) come_so_far(scene, id, AskUntil::handled);
}

namespace {

std::optional<rules::Check> check_of(const Scene& scene, OrderId id) {
  return rules::check_of(scene.setting, scene.world.key, incident_of(scene, id), scene.world.orders.at(id));
}

/// What is written up, and waits for nothing, is to be checked, or finished and closed.
void go_on(Scene& scene, OrderId id, const std::optional<rules::Check>& check) {
  if (!check) {
    finish(scene, id);
    return settle_risk(scene, id);
  }
  leave_to(scene, id, Stage::to_check);
  OrderCourse& course = scene.world.orders[id].course;
  ++course.visits;
  ++course.times_handled;
  course.flawed = check->flawed;
  course.errand = Errand::check;
  if (!check->flawed) settle_risk(scene, id);  // what was done is done, whenever somebody looks at it
  if (course_of(scene, id).check_by == CheckBy::visit) {
    scene.agenda.after(check->after, OrderWaitsAgain{id});
  } else {
    scene.agenda.after(check->after + check->by_telephone, OrderChecked{id});
  }
}

}  // namespace

void written_up(Scene& scene, OrderId id) {
  if (scene.world.orders[id].course.to_suspend) return suspend(scene, id);
  const auto check = check_of(scene, id);
  // Whoever was here has tried, whatever it has asked for that comes after.
  if (!check || !check->flawed) settle_dispute(scene, id);
  if (awaits(scene, id, AskMeanwhile::waits)) return leave_to(scene, id, Stage::awaiting);
  go_on(scene, id, check);
}

void wait_is_over(Scene& scene, OrderId id) {
  come_so_far(scene, id, AskUntil::handled);
  go_on(scene, id, check_of(scene, id));
}

void visit_ends(Scene& scene, OrderId id) {
  Order& order = scene.world.orders[id];
  require(order.course.errand != Errand::handle && order.engaged == 1, "one unit verifies or checks an order");
  order.engaged = 0;
  ++order.course.visits;
  if (order.course.errand == Errand::check) return judge_work(scene, id);
  leave_to(scene, id, Stage::confirmed);
  order.course.errand = Errand::handle;
  const Incident& incident = incident_of(scene, id);
  if (finds_nothing(incident, order)) return finish(scene, id);  // there is nothing to handle
  scene.agenda.after(Duration{}, OrderWaitsAgain{id});
}

void on(const OrderWaitsAgain& event, Scene& scene) {
  Order& order = scene.world.orders[event.order];
  OrderCourse& course = order.course;
  const CourseSpec& spec = course_of(scene, event.order);
  require(order.stage == Stage::returned || order.stage == Stage::confirmed || order.stage == Stage::suspended ||
              order.stage == Stage::to_check || order.stage == Stage::reopened,
          "an order waits again after a stage in which nobody is asked for");
  if (course.left_of_deadline) {
    const Duration left = *course.left_of_deadline;
    course.left_of_deadline.reset();
    move_deadline(scene, event.order, rules::due_with(scene.setting, spec, scene.world.now, left),
                  DeadlineChange::stood_still);
  }
  if (order.stage == Stage::to_check) order.priority = spec.check_priority;
  if (order.stage != Stage::returned) course.waits_since = scene.world.now;  // a returned one keeps its place in line
  wait_in_line(scene, event.order);
}

void on(const OrderChecked& event, Scene& scene) {
  require(scene.world.orders[event.order].stage == Stage::to_check, "an order is checked when its check is due");
  judge_work(scene, event.order);
}

void on(const DeadlineCame& event, Scene& scene) {
  Order& order = scene.world.orders[event.order];
  OrderCourse& course = order.course;
  const CourseSpec& spec = course_of(scene, event.order);
  if (is_done(order, spec.deadline_until) || course.left_of_deadline || course.due != scene.world.now) return;
  if (spec.extended > Share{} && !course.was_extended) {
    Stream stream = rules::stream_of(scene.world.key, Draw::extending, incident_of(scene, event.order), order, 0, 0);
    if (stream.chance(spec.extended)) {
      course.was_extended = true;
      const Duration by = spec.extension.value_or(*spec.deadline);
      return move_deadline(scene, event.order, rules::due_after(scene.setting, spec, scene.world.now, by),
                           DeadlineChange::extended);
    }
  }
  record_deadline(scene, event.order, DeadlineChange::passed);
}

void on(const FeedbackGiven& event, Scene& scene) {
  require(scene.world.orders[event.order].stage == Stage::feedback, "feedback is given once");
  close(scene, event.order);
}

}  // namespace outpost::engine
