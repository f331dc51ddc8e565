#pragma once

#include <optional>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// Who may be sent on the order's errand: to handle it the kind's roles, to verify or check it those of its course.
const std::vector<Role>& roles_asked(const Setting& setting, const Order& order);
/// The law of the time on site of its errand, for a unit of this role.
const Distribution& time_on_site(const Setting& setting, const Order& order, Role role);
/// What one unit's time on site is drawn from. However often an order is handled or checked, each time has draws of
/// its own, and whether it is checked changes nothing about how long it is handled.
Stream stream_on_site(RunKey key, const Incident& incident, const Order& order, std::uint8_t rank);

/// An assignment that is wrong: why, and how long intake takes to sort it anew.
struct WrongAssignment {
  ReturnReason reason = ReturnReason::none;
  Duration sorting{};
};
WrongAssignment wrong_assignment(const Setting& setting, RunKey key, const Incident& incident, const Order& order,
                                 std::uint32_t attempt);
/// How long an order whose work has just ended is suspended; none: it is not.
std::optional<Duration> suspended_for(const Setting& setting, RunKey key, const Incident& incident, const Order& order);
/// The same of one of which it is known that it is.
Duration suspension_of(const Setting& setting, RunKey key, const Incident& incident, const Order& order);

/// The check of an order that has been written up.
struct Check {
  Duration after{};
  bool flawed = false;      // it will find that what was done is not right
  Duration by_telephone{};  // how long a call takes
};
/// None: it is not checked.
std::optional<Check> check_of(const Setting& setting, RunKey key, const Incident& incident, const Order& order);

/// When an amount of time, as deadlines of the kind count it, has gone by.
SimTime due_after(const Setting& setting, const CourseSpec& course, SimTime from, Duration amount);
/// What is left of a deadline, to stand still; and when it is due if it goes on. Of a deadline in working days what is
/// left is counted in working time.
Duration left_until(const Setting& setting, const CourseSpec& course, SimTime now, SimTime due);
SimTime due_with(const Setting& setting, const CourseSpec& course, SimTime now, Duration left);

}  // namespace outpost::rules
