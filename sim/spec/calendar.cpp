#include "sim/spec/calendar.hpp"

#include <algorithm>

namespace outpost {
namespace {

// std::chrono's civil calendar is integer arithmetic only, the same on every machine.
std::chrono::year_month_day civil(Date date) {
  return std::chrono::year{date.year} / static_cast<int>(date.month) / static_cast<int>(date.day);
}

std::vector<std::int64_t> day_numbers(const std::vector<Date>& dates) {
  std::vector<std::int64_t> days;
  for (const Date& date : dates) days.push_back(day_number(date));
  std::sort(days.begin(), days.end());
  return days;
}

bool holds(const std::vector<std::int64_t>& days, std::int64_t day) {
  return std::binary_search(days.begin(), days.end(), day);
}

}  // namespace

bool exists(Date date) {
  return date.year >= 1900 && date.year <= 2999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= 31 && civil(date).ok();
}

std::int64_t day_number(Date date) {
  require(exists(date), "a day has a number if its date exists");
  return std::chrono::sys_days{civil(date)}.time_since_epoch().count();
}

Calendar::Calendar(Date start) {
  require(exists(start), "a calendar starts on a date that exists");
  first_ = day_number(start);
}

Calendar::Calendar(Date start, const CalendarSpec& spec) : Calendar(start) {
  require(spec.term_begins.size() == spec.term_ends.size(), "every school term begins and ends");
  holidays_ = day_numbers(spec.holidays);
  workdays_ = day_numbers(spec.workdays);
  term_begins_ = day_numbers(spec.term_begins);
  term_ends_ = day_numbers(spec.term_ends);
}

bool Calendar::day_off(std::int64_t day) const {
  if (holds(holidays_, first_ + day)) return true;
  return is_weekend(day) && !holds(workdays_, first_ + day);
}

bool Calendar::is_school_day(std::int64_t day) const {
  if (day_off(day)) return false;
  if (term_begins_.empty()) return true;
  const std::int64_t at = first_ + day;
  if (at < term_begins_.front() - longest_break || at > term_ends_.back() + longest_break) return true;
  // The last term that has begun; terms follow each other.
  const auto later = std::upper_bound(term_begins_.begin(), term_begins_.end(), at);
  return later != term_begins_.begin() && at <= term_ends_[static_cast<std::size_t>(later - term_begins_.begin()) - 1];
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
