#include <optional>

#include "scenarios/read/measured.hpp"
#include "scenarios/read/quantity.hpp"
#include "sim/spec/calendar.hpp"

namespace outpost::scenarios {
namespace {

/// Between `least` and `most` digits at the beginning, taken off; none otherwise.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  while (count < text.size() && count < most && is_digit(text[count])) value = value * 10 + (text[count++] - '0');
  if (count < least || (count < text.size() && is_digit(text[count]))) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

std::optional<Duration> take_clock(std::string_view& text) {
  skip_blanks(text);
  const auto hours = take_digits(text, 1, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const Duration clock = *hours * one_hour + *minutes * Duration{1min};
  if (clock > one_day) return std::nullopt;
  skip_blanks(text);
  return clock;
}

}  // namespace

Duration read_clock(std::string_view text) {
  const Scanner checked{text};
  std::string_view left = text;
  const auto clock = take_clock(left);
  if (!clock || !left.empty()) {
    throw QuantityError{"is no time of day, " + in_quotes(text) + R"(; write one from "00:00" to "24:00")"};
  }
  return *clock;
}

ClockSpan read_span(std::string_view text) {
  const Scanner checked{text};
  std::string_view left = text;
  const auto begin = take_clock(left);
  const bool dashed = begin && take(left, '-');
  const auto end = dashed ? take_clock(left) : std::nullopt;
  if (!end || !left.empty() || *begin == one_day) {
    throw QuantityError{"is no span of the day, " + in_quotes(text) +
                        R"(; write one such as "08:30-12:00", or "23:00-07:00" into the next day)"};
  }
  if (*begin == *end) {
    throw QuantityError{"begins and ends at one time, " + in_quotes(text) +
                        R"(; write "00:00-24:00" for the whole day, or two spans for 24 hours over midnight, )"
                        R"("08:00-24:00" on one day and "00:00-08:00" on the next)"};
  }
  return {*begin, *end};
}

SimTime read_moment(std::string_view text) {
  const Scanner checked{text};
  std::string_view left = text;
  const bool marked = take(left, 'D');
  const auto day = marked ? take_digits(left, 1, 5) : std::nullopt;
  const bool parted = !left.empty() && left.front() == ' ';
  const auto clock = day && parted ? take_clock(left) : std::nullopt;
  if (!clock || !left.empty()) {
    throw QuantityError{"is no moment, " + in_quotes(text) +
                        "; write one such as \"D3 08:30\", where D0 is the day on which the run starts"};
  }
  return start_of_day(*day) + *clock;
}

Date read_date(std::string_view text) {
  const Scanner checked{text};
  std::string_view left = text;
  Date date;
  const auto year = take_digits(left, 4, 4);
  const auto month = year && take(left, '-') ? take_digits(left, 2, 2) : std::nullopt;
  const auto day = month && take(left, '-') ? take_digits(left, 2, 2) : std::nullopt;
  if (!day || !left.empty()) {
    throw QuantityError{"is no date, " + in_quotes(text) + "; write one such as 2025-03-03"};
  }
  date = {*year, *month, *day};
  if (!exists(date)) {
    throw QuantityError{"is " + in_quotes(text) +
                        ", a date that does not exist between 1900 and 2999; write one such as "
                        "2025-03-03"};
  }
  return date;
}

}  // namespace outpost::scenarios
