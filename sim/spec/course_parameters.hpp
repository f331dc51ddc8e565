#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_course(Spec& course, Visitor& v) {
  v.roles("verify", course.verify, "who goes there first to verify it, before anybody handles it; none: nobody does",
          "city-management-process: the grid worker");
  v.value("verify_takes", course.verify_takes,
          About<Distribution>{"time on site to verify it", constant(0h), constant(24h), "assumption; mean 5-20 min"});
  v.value("returned", course.returned,
          About<Share>{"of assignments to handle it: sent to the wrong one, who sends it back; it goes through intake "
                       "again",
                       share(0), share(0.9), "assumption; range 0-0.3"});
  v.value("misclassified", course.misclassified,
          About<Share>{"of returns: it is of the wrong kind, which shows when it is read", share(0), share(1),
                       "assumption; range 0.2-0.6"});
  v.value(
      "misplaced", course.misplaced,
      About<Share>{"of returns: the place is wrong, which shows there; what is left of returns is not theirs, which "
                   "shows when it is read",
                   share(0), share(1), "assumption; range 0.1-0.5"});
  v.value("suspended", course.suspended,
          About<Share>{"of orders: the work cannot be ended on site for want of something outside, and somebody comes "
                       "back",
                       share(0), share(1), "assumption; range 0-0.3"});
  v.value("suspended_for", course.suspended_for,
          About<Distribution>{"how long it is suspended; the deadline stands still", constant(0h), constant(8760h),
                              "assumption; mean 1-15 day"});
  v.optional("deadline", course.deadline,
             About<Duration>{"from the report until it is to be done", 1min, 8760h, "city-management-limits, by kind"});
  v.choice("deadline_hours", course.deadline_hours, std::span{deadline_hours_names},
           "what it counts: hours by the clock, office hours of working days, or whole working days",
           "city-management-limits");
  v.choice("deadline_until", course.deadline_until, std::span{deadline_until_names},
           "what is to be done by then: the order closed, or handled and written up, before any check",
           "city-management-limits: handled");
  v.value("extended", course.extended,
          About<Share>{"of deadlines that come while the order is open: moved, once", share(0), share(1),
                       "assumption; range 0-0.5"});
  v.optional(
      "extension", course.extension,
      About<Duration>{"by how much, counted as the deadline; left out: by the deadline again", 1min, 8760h, own});
  v.value("checked", course.checked,
          About<Share>{"of orders that were written up: checked afterwards", share(0), share(1),
                       "city-management-process: all of them; assumption for other kinds"});
  v.choice("check_by", course.check_by, std::span{check_by_names}, "by a visit of somebody, or by telephone",
           "city-management-process");
  v.roles("check_roles", course.check_roles, "who visits; none named: those of verify, or else of roles",
          "city-management-process: the grid worker");
  v.value("check_priority", course.check_priority, About<std::int64_t>{"of the visit, 1 urgent to 4", 1, 4, own});
  v.value("check_after", course.check_after,
          About<Distribution>{"from writing it up to the check being due", constant(0h), constant(8760h),
                              "assumption; mean 1 h-7 day"});
  v.value("check_takes", course.check_takes,
          About<Distribution>{"time on site, or on the telephone", constant(0h), constant(24h),
                              "assumption; mean 3-20 min"});
  v.value("reopened", course.reopened,
          About<Share>{"of checks: it was not handled as it says, and is handled again", share(0), share(0.9),
                       "assumption; range 0-0.2"});
  v.value("feedback", course.feedback,
          About<Distribution>{"from the end of all work to the reporter being told, and the order closed", constant(0h),
                              constant(720h), "assumption; mean 0-1 day"});
}

}  // namespace outpost::parameters
