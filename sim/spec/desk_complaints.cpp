#include "sim/spec/desk_complaints.hpp"

#include <algorithm>
#include <map>

namespace outpost {
namespace {

std::string clock(Duration of_day) {
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(of_day / 1h) + ":" + two(of_day / 1min % 60);
}

}  // namespace

void check_desks(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  const RoomSpec& rooms = spec.command.rooms;
  std::map<Role, std::string> sent_by;
  std::map<std::string, DeskLevel> halls;
  for (const auto& [name, desk] : rooms.desks) {
    const std::string where = "command.desk." + name;
    for (const Role role : desk.roles) {
      const auto [other, is_new] = sent_by.try_emplace(role, name);
      if (is_new) continue;
      const std::string key{role_names[static_cast<std::size_t>(role)]};
      found.push_back({where + ".roles", "desk \"" + other->second + "\" sends " + key +
                                             " already; a role is sent by one desk, and seen by others (sees)"});
    }
    if (desk.hours.empty()) {
      found.push_back({where + ".hours", "it is never open; give hours such as [\"08:00-18:00\"], or leave hours out"});
    }
    if (desk.when_closed == name) {
      found.push_back({where + ".when_closed", "it cannot do its own work while it is closed; name another desk"});
    } else if (const auto other = rooms.desks.find(desk.when_closed); other != rooms.desks.end()) {
      const auto is_open = [](const DeskSpec& of, Duration at) {
        return std::any_of(of.hours.begin(), of.hours.end(),
                           [at](const ClockSpan& span) { return span.begin <= at && at < span.end; });
      };
      for (Duration at{}; at < 24h; at += 1min) {
        if (is_open(desk, at) || is_open(other->second, at)) continue;
        found.push_back({where + ".when_closed", "desk \"" + other->first + "\" is closed at " + clock(at) +
                                                     " too; name one that is open whenever this one is not"});
        break;
      }
    }
    if (desk.hall.empty()) continue;
    const auto [level, is_new] = halls.try_emplace(desk.hall, desk.level);
    if (!is_new && level->second != desk.level) {
      found.push_back({where + ".hall", "hall \"" + desk.hall +
                                            "\" has desks of towns and of counties; desks in one hall have one level"});
    }
  }
}

}  // namespace outpost
