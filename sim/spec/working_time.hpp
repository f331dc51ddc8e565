#pragma once

#include <span>

#include "sim/spec/calendar.hpp"

namespace outpost {

/// Time that offices are open: `hours` of every day that is no day off. Spans are in order, apart, and within a day.
/// After a moment `from` so much of it has gone by; none or less: `from` itself. An amount that ends with a span ends
/// at that span's end, not at the beginning of the next. Requires hours that are not empty.
SimTime after_working(const Calendar& calendar, std::span<const ClockSpan> hours, SimTime from, Duration amount);
/// How much of it lies between two moments.
Duration working_between(const Calendar& calendar, std::span<const ClockSpan> hours, SimTime from, SimTime to);
/// The end of the last span of the working day that is so many after the day of `from`, which does not count.
SimTime after_working_days(const Calendar& calendar, std::span<const ClockSpan> hours, SimTime from, std::int64_t days);

}  // namespace outpost
