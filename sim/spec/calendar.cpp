#include "sim/spec/calendar.hpp"

namespace outpost {
namespace {

// std::chrono's civil calendar is integer arithmetic only, the same on every machine.
std::chrono::year_month_day civil(Date date) {
  return std::chrono::year{date.year} / static_cast<int>(date.month) / static_cast<int>(date.day);
}

}  // namespace

bool exists(Date date) {
  return date.year >= 1900 && date.year <= 2999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= 31 && civil(date).ok();
}

Calendar::Calendar(Date start) {
  require(exists(start), "a calendar starts on a date that exists");
  first_ = std::chrono::sys_days{civil(start)}.time_since_epoch().count();
}

Weekday Calendar::weekday(std::int64_t day) const {
  // 1970-01-01 was a Thursday.
  const std::int64_t since_monday = (((first_ + day + 3) % 7) + 7) % 7;
  return static_cast<Weekday>(since_monday);
}

Date Calendar::date(std::int64_t day) const {
  const std::chrono::year_month_day found{std::chrono::sys_days{std::chrono::days{first_ + day}}};
  return {static_cast<int>(found.year()), static_cast<int>(static_cast<unsigned>(found.month())),
          static_cast<int>(static_cast<unsigned>(found.day()))};
}

int Calendar::hour_of_week(SimTime at) const {
  return static_cast<int>(weekday(day_of(at))) * 24 + hour_of_day(at);
}

}  // namespace outpost
