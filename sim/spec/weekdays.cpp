#include "sim/spec/people.hpp"

namespace outpost {

std::optional<std::array<bool, 7>> weekdays_of(const std::string& days) {
  constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  std::array<bool, 7> found{};
  bool any = false;
  for (std::size_t at = 0; at < days.size();) {
    if (days[at] == ' ' || days[at] == ',') {
      ++at;
      continue;
    }
    bool known = false;
    for (std::size_t day = 0; day < names.size(); ++day) {
      if (days.compare(at, 3, names[day]) != 0) continue;
      if (at + 3 < days.size() && days[at + 3] != ' ' && days[at + 3] != ',') break;
      found[day] = true;
      known = true;
    }
    if (!known) return std::nullopt;
    any = true;
    at += 3;
  }
  return any ? std::optional{found} : std::nullopt;
}

std::optional<std::vector<bool>> days_of_cycle(const std::string& days, std::int64_t cycle) {
  std::vector<bool> found(static_cast<std::size_t>(cycle), false);
  std::size_t at = 0;
  const auto number = [&]() -> std::optional<std::int64_t> {
    std::int64_t value = 0;
    const std::size_t from = at;
    for (; at < days.size() && days[at] >= '0' && days[at] <= '9'; ++at) {
      value = value * 10 + (days[at] - '0');
      if (value > cycle) return std::nullopt;
    }
    return at > from && value > 0 ? std::optional{value} : std::nullopt;
  };
  bool any = false;
  while (at < days.size()) {
    if (days[at] == ' ' || days[at] == ',') {
      ++at;
      continue;
    }
    const auto first = number();
    if (!first) return std::nullopt;
    auto last = first;
    if (at < days.size() && days[at] == '-') {
      ++at;
      last = number();
      if (!last || *last < *first) return std::nullopt;
    }
    if (at < days.size() && days[at] != ' ' && days[at] != ',') return std::nullopt;
    for (std::int64_t day = *first; day <= *last; ++day) found[static_cast<std::size_t>(day - 1)] = true;
    any = true;
  }
  return any ? std::optional{found} : std::nullopt;
}

}  // namespace outpost
