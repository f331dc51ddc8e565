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

}  // namespace outpost
