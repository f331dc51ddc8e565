#include "sim/spec/course_complaints.hpp"

#include <algorithm>

namespace outpost {
namespace {

void check_visitors(const ScenarioSpec& spec, const std::string& where, const std::vector<Role>& roles,
                    std::vector<Complaint>& found) {
  if (roles.empty() || spec.staff.empty()) return;
  if (std::any_of(roles.begin(), roles.end(), [&spec](Role role) { return is_staffed(spec, role); })) return;
  found.push_back({where, "no role on the staff may make this visit; name one, such as [\"" +
                              std::string(role_names[static_cast<std::size_t>(spec.staff.begin()->first)]) + "\"]"});
}

void check_deadline(const CourseSpec& course, const std::string& where, std::vector<Complaint>& found) {
  if (!course.deadline) {
    if (course.extended > Share{}) {
      found.push_back({where + ".extended",
                       "there is no deadline that could be moved; give one, such as deadline = \"24 h\", or leave "
                       "extended out"});
    }
    if (course.deadline_hours != DeadlineHours::clock) {
      found.push_back({where + ".deadline_hours",
                       "there is no deadline to count; give one, such as deadline = \"5 day\", or leave it out"});
    }
    return;
  }
  if (course.extension && course.extended == Share{}) {
    found.push_back({where + ".extension",
                     "no deadline is moved; give extended, the share of deadlines that are, or leave extension out"});
  }
  if (course.deadline_hours != DeadlineHours::working_days) return;
  if (*course.deadline % one_day != Duration{}) {
    found.push_back({where + ".deadline", "working days are counted whole; give whole days, such as \"5 day\""});
  }
  if (course.extension && *course.extension % one_day != Duration{}) {
    found.push_back({where + ".extension", "working days are counted whole; give whole days, such as \"5 day\""});
  }
}

void check_office_hours(const std::vector<ClockSpan>& hours, std::vector<Complaint>& found) {
  const std::string instead = "; write spans such as [\"09:00-12:00\", \"14:00-18:00\"]";
  if (hours.empty()) {
    found.push_back({"calendar.office_hours", "no time is left in which deadlines could go by" + instead});
  }
  for (std::size_t row = 0; row < hours.size(); ++row) {
    if (hours[row].end > one_day || hours[row].begin >= hours[row].end) {
      found.push_back({"calendar.office_hours", "office hours lie within one day" + instead});
    } else if (row > 0 && hours[row].begin < hours[row - 1].end) {
      found.push_back({"calendar.office_hours", "a span begins before the one before it has ended" + instead});
    }
  }
}

}  // namespace

void check_courses(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  check_office_hours(spec.calendar.office_hours, found);
  for (const auto& [name, kind] : spec.demand.kinds) {
    const std::string where = "demand.kind." + name;
    const CourseSpec& course = kind.course;
    check_deadline(course, where, found);
    if (course.misclassified.value() + course.misplaced.value() > 1.0) {
      found.push_back({where + ".misplaced",
                       "misclassified and misplaced are shares of the same returns, and together more than all of "
                       "them; lower one of them"});
    }
    if (course.reopened > Share{} && course.checked == Share{}) {
      found.push_back({where + ".reopened",
                       "nobody checks these orders, so nobody finds out; give checked, such as checked = \"100 %\""});
    }
    check_visitors(spec, where + ".verify", course.verify, found);
    check_visitors(spec, where + ".check_roles", course.check_roles, found);
  }
}

}  // namespace outpost
