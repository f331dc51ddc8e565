#include "sim/rules/course.hpp"

#include "sim/people/duration_law.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/spec/working_time.hpp"

namespace outpost::rules {
namespace {

/// The attempt under which an order is verified: orders are handled and checked less often.
constexpr std::uint32_t verification = 511;

const CourseSpec& course_of(const Setting& setting, const Order& order) {
  return setting.kinds[order.kind].spec.course;
}

}  // namespace

const std::vector<Role>& roles_asked(const Setting& setting, const Order& order) {
  const KindSpec& kind = setting.kinds[order.kind].spec;
  const Errand errand = order.course.errand;
  if (errand == Errand::verify) return kind.course.verify;
  if (errand == Errand::handle) return kind.roles;
  if (!kind.course.check_roles.empty()) return kind.course.check_roles;
  return kind.course.verify.empty() ? kind.roles : kind.course.verify;
}

const Distribution& time_on_site(const Setting& setting, const Order& order, Role role) {
  const KindSpec& kind = setting.kinds[order.kind].spec;
  if (order.course.errand == Errand::handle) {
    const auto& own = kind.party.on_scene[static_cast<std::size_t>(role)];
    return own ? *own : kind.on_scene;
  }
  return order.course.errand == Errand::verify ? kind.course.verify_takes : kind.course.check_takes;
}

Stream stream_on_site(RunKey key, const Incident& incident, const Order& order, std::uint8_t rank) {
  if (order.course.errand == Errand::handle) {
    return stream_of(key, Draw::on_scene, incident, order, order.course.times_handled, rank);
  }
  const std::uint32_t time = order.course.errand == Errand::verify ? verification : order.course.checks;
  return stream_of(key, Draw::checking, incident, order, time, 1);
}

WrongAssignment wrong_assignment(const Setting& setting, RunKey key, const Incident& incident, const Order& order,
                                 std::uint32_t attempt) {
  const CourseSpec& course = course_of(setting, order);
  if (course.returned == Share{}) return {};
  Stream stream = stream_of(key, Draw::returning, incident, order, attempt, 0);
  if (!stream.chance(course.returned)) return {};
  WrongAssignment wrong;
  const double why = stream.uniform();
  if (why < course.misclassified.value()) {
    wrong.reason = ReturnReason::wrong_kind;
  } else if (why < course.misclassified.value() + course.misplaced.value()) {
    wrong.reason = ReturnReason::wrong_place;
  } else {
    wrong.reason = ReturnReason::not_theirs;
  }
  wrong.sorting = sample(setting.spec.command.intake, stream);
  return wrong;
}

std::optional<Duration> suspended_for(const Setting& setting, RunKey key, const Incident& incident,
                                      const Order& order) {
  const CourseSpec& course = course_of(setting, order);
  if (course.suspended == Share{} || order.course.was_suspended) return std::nullopt;
  Stream stream = stream_of(key, Draw::suspending, incident, order, order.course.times_handled, 0);
  if (!stream.chance(course.suspended)) return std::nullopt;
  return sample(course.suspended_for, stream);
}

Duration suspension_of(const Setting& setting, RunKey key, const Incident& incident, const Order& order) {
  Stream stream = stream_of(key, Draw::suspending, incident, order, order.course.times_handled, 0);
  stream.uniform();  // whether it is
  return sample(course_of(setting, order).suspended_for, stream);
}

std::optional<Check> check_of(const Setting& setting, RunKey key, const Incident& incident, const Order& order) {
  const CourseSpec& course = course_of(setting, order);
  if (course.checked == Share{}) return std::nullopt;
  Stream stream = stream_of(key, Draw::checking, incident, order, order.course.checks, 0);
  if (!stream.chance(course.checked)) return std::nullopt;
  Check check;
  check.flawed = stream.chance(course.reopened);
  check.after = sample(course.check_after, stream);
  if (course.check_by == CheckBy::telephone) check.by_telephone = sample(course.check_takes, stream);
  return check;
}

SimTime due_after(const Setting& setting, const CourseSpec& course, SimTime from, Duration amount) {
  const auto& hours = setting.spec.calendar.office_hours;
  if (course.deadline_hours == DeadlineHours::clock) return from + amount;
  if (course.deadline_hours == DeadlineHours::working) return after_working(setting.calendar, hours, from, amount);
  return after_working_days(setting.calendar, hours, from, amount / one_day);
}

Duration left_until(const Setting& setting, const CourseSpec& course, SimTime now, SimTime due) {
  if (course.deadline_hours == DeadlineHours::clock) return due - now;
  return working_between(setting.calendar, setting.spec.calendar.office_hours, now, due);
}

SimTime due_with(const Setting& setting, const CourseSpec& course, SimTime now, Duration left) {
  if (course.deadline_hours == DeadlineHours::clock) return now + left;
  return after_working(setting.calendar, setting.spec.calendar.office_hours, now, left);
}

}  // namespace outpost::rules
